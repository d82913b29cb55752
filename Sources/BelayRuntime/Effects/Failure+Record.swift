import BelayData

extension Failure {
    /// `$failure`.
    public var record: Value {
        .record([
            Value.Field(name: "message", value: .text(message)),
            Value.Field(name: "step", value: .text(step.description)),
            Value.Field(name: "command", value: command.map { .text($0) } ?? .none),
            Value.Field(name: "status", value: status.map { .number(Number($0)) } ?? .none),
            Value.Field(name: "output", value: .text(output)),
            Value.Field(name: "kind", value: .text(kind.rawValue)),
        ])
    }
}
