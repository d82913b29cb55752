import BelayData

/// What a rehearsal has come to, as the lab itself sees it.
struct LabVerdict: Hashable, Sendable {
    /// A state that the lab declares, in which a procedure may end. Any other is a failure of the runbook.
    struct State: Hashable, Sendable {
        var name: String
        /// In words.
        var text: String
    }

    /// Why it is not in a state, or in none.
    struct Reason: Hashable, Sendable {
        /// The name of the state; nil where it is about all of them.
        var state: String?
        /// A sentence without a full stop.
        var text: String
    }

    /// More that the lab has to say, for people and for machines.
    struct Detail: Hashable, Sendable {
        var name: String
        var text: String
        var members: [DataValue.Object.Member]
    }

    /// Nil when it is in none.
    var state: State?
    /// Empty when it is in one.
    var reasons: [Reason]
    var clients: [ClientCount]
    var details: [Detail] = []
}

extension LabVerdict {
    /// The names are those of the reference.
    var members: [DataValue.Object.Member] {
        [
            .init(key: "state", value: state.map { .string($0.name) } ?? .null),
            .init(key: "reasons", value: .array(reasons.map { .string($0.shown) })),
            .init(key: "clients", value: .array(clients.map(\.data))),
        ] + details.flatMap(\.members)
    }

    /// As one process of a lab tells it to another.
    var data: DataValue {
        [
            "state": state.map { .array([.string($0.name), .string($0.text)]) } ?? .null,
            "reasons": .array(reasons.map { .array([.string($0.state ?? ""), .string($0.text)]) }),
            "clients": .array(clients.map(\.data)),
        ]
    }

    init(_ data: DataValue) {
        func pair(_ value: DataValue) -> (String, String)? {
            guard let parts = value.array, parts.count == 2, let one = parts[0].string, let other = parts[1].string
            else { return nil }
            return (one, other)
        }
        state = data["state"].flatMap(pair).map { State(name: $0, text: $1) }
        reasons = (data["reasons"]?.array ?? []).compactMap(pair).map { Reason(state: $0.isEmpty ? nil : $0, text: $1) }
        clients = (data["clients"]?.array ?? []).compactMap(ClientCount.init(data:))
    }
}

extension LabVerdict.Reason {
    var shown: String { state.map { "not \($0): \(text)" } ?? text }
}
