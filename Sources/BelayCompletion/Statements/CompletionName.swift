public import BelayLanguage
public import BelayRuntime

/// A name that can be said, and what is known of its value.
public struct CompletionName: Sendable {
    private enum Content: Sendable {
        case value(Value)
        /// What the checker knows: its type, and of a record the fields.
        case type(ValueType, fields: [String])
    }

    public let name: String
    private let content: Content

    public init(name: String, value: Value) { (self.name, content) = (name, .value(value)) }

    public init(name: String, type: ValueType, fields: [String] = []) {
        (self.name, content) = (name, .type(type, fields: fields))
    }

    /// What can be reached in it.
    var fields: [CompletionName] {
        switch content {
        case .value(.host), .type(.host, _): ["address", "user"].map { CompletionName(name: $0, type: .text) }
        case .value(let value): value.fields.map { CompletionName(name: $0.name, value: $0.value) }
        case .type(_, let fields): fields.map { CompletionName(name: $0, type: .any) }
        }
    }

    /// True if it may be such a value.
    func mayBe(_ type: ValueType) -> Bool {
        switch content {
        case .type(let own, _): type.accepts(own)
        case .value(let value): value.mayBe(type)
        }
    }
}

extension Value {
    fileprivate func mayBe(_ type: ValueType) -> Bool {
        switch (self, type) {
        case (.unknown, _), (.none, _), (_, .any): true
        case (.text, .text), (.text, .path), (.text, .host), (.text, .choice), (.host, .host), (.host, .text): true
        case (.number, .number), (.number, .text), (.flag, .flag), (.duration, .duration), (.time, .time),
            (.time, .text):
            true
        case (.secret, .secret), (.record, .record), (.list, .list): true
        default: false
        }
    }

    /// Of a record, or of the records in a list.
    fileprivate var fields: [Field] {
        switch self {
        case .record(let fields): fields
        case .list(let elements): elements.first?.fields ?? []
        case .text, .number, .flag, .duration, .time, .host, .secret, .none, .unknown: []
        }
    }
}
