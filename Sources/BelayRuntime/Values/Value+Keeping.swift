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

    /// A place as a record; nil when a part of it is not known.
    public init?(_ location: Location) {
        var prefixes: [Value] = []
        for prefix in location.prefixes {
            var words: [Value] = []
            for word in prefix {
                guard let known = word.known else { return nil }
                words.append(.text(known))
            }
            prefixes.append(.list(words))
        }
        guard location.isKnown else { return nil }
        self = .record([
            Field(name: "host", value: location.host?.known.map { .text($0) } ?? .none),
            Field(name: "user", value: location.user?.known.map { .text($0) } ?? .none),
            Field(name: "prefixes", value: .list(prefixes)),
        ])
    }

    /// The place that was kept as a record.
    public var location: Location? {
        guard let host = try? field("host"), let user = try? field("user"),
            case .list(let prefixes)? = try? field("prefixes")
        else { return nil }
        return Location(
            host: host.text.map { PlannedText($0) }, user: user.text.map { PlannedText($0) },
            prefixes: prefixes.map { prefix in
                guard case .list(let words) = prefix else { return [] }
                return words.compactMap { $0.text.map { PlannedText($0) } }
            })
    }
}
