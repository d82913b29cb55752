/// The reason why a name in the text has no value where it is used.
enum Absence: Hashable, Sendable {
    /// A person has skipped the step that would have bound it.
    case skipped(StepPath)
    /// That step failed before it was bound, and a handler has recovered.
    case recovered(StepPath)

    /// The end of a sentence that says so.
    var words: String {
        switch self {
        case .skipped(let step): "step \(step) was skipped"
        case .recovered(let step): "step \(step) failed, and a handler recovered from it"
        }
    }
}
