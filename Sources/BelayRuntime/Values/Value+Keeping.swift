/// The form in which a journal keeps a value.
extension Value {
    /// A secret is in it, which no journal holds.
    var holdsSecret: Bool {
        switch self {
        case .secret: true
        case .list(let elements): elements.contains(where: \.holdsSecret)
        case .record(let fields): fields.contains(where: \.value.holdsSecret)
        case .text, .number, .flag, .duration, .time, .host, .none, .unknown: false
        }
    }

    /// Every secret in it, at any depth.
    var secrets: [Secret] {
        switch self {
        case .secret(let secret): [secret]
        case .list(let elements): elements.flatMap(\.secrets)
        case .record(let fields): fields.flatMap(\.value.secrets)
        case .text, .number, .flag, .duration, .time, .host, .none, .unknown: []
        }
    }

    /// With every text in it changed, at any depth.
    func mapTexts(_ change: (String) -> String) -> Value {
        switch self {
        case .text(let text): .text(change(text))
        case .list(let elements): .list(elements.map { $0.mapTexts(change) })
        case .record(let fields): .record(fields.map { Field(name: $0.name, value: $0.value.mapTexts(change)) })
        case .secret, .number, .flag, .duration, .time, .host, .none, .unknown: self
        }
    }
}
