/// The answer of a condition, with what was seen.
enum ConditionResult: Sendable {
    case yes
    case no(String)
    /// It could not be asked; the failure says why.
    case cannot(Failure)
    /// A plan cannot know it.
    case undecided(String)

    var truth: Truth {
        switch self {
        case .yes: .yes
        case .no: .no
        case .cannot, .undecided: .unknown
        }
    }

    /// Why it is not true.
    var seen: String {
        switch self {
        case .yes: ""
        case .no(let text), .undecided(let text): text
        case .cannot(let failure): failure.message
        }
    }
}
