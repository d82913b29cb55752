public import BelayData

/// What a tool gives back.
public enum ToolResult: Sendable {
    /// As its schema says, an object.
    case object(DataValue)
    case text(String)
    case refused(ToolRefusal)

    var members: [(name: String, value: DataValue)] {
        switch self {
        case .object(let value):
            [("content", Self.content(value.text)), ("structuredContent", value), ("isError", false)]
        case .text(let text): [("content", Self.content(text)), ("isError", false)]
        case .refused(let refusal): [("content", Self.content(refusal.text)), ("isError", true)]
        }
    }

    private static func content(_ text: String) -> DataValue { [["type": "text", "text": .string(text)]] }
}
