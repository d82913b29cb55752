/// The form in which a journal keeps a value.
extension Value {
    /// A secret is in it, which no journal holds.
    var holdsSecret: Bool {
        switch self {
        case .secret: true
        case .list(let elements): elements.contains(where: \.holdsSecret)
        case .record(let fields): fields.contains(where: \.value.holdsSecret)
        case .text, .number, .flag, .duration, .host, .none, .unknown: false
        }
    }

    /// With every text in it changed, at any depth.
    func mapTexts(_ change: (String) -> String) -> Value {
        switch self {
        case .text(let text): .text(change(text))
        case .list(let elements): .list(elements.map { $0.mapTexts(change) })
        case .record(let fields): .record(fields.map { Field(name: $0.name, value: $0.value.mapTexts(change)) })
        case .secret, .number, .flag, .duration, .host, .none, .unknown: self
        }
    }
}
