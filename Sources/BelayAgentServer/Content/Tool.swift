import BelayData

/// What a client is told of a tool.
public struct Tool: Sendable {
    /// Hints about the effects of a call, from which a client decides whom it asks first.
    public struct Effects: Sendable {
        let data: DataValue
        /// It reaches beyond Belay's own files.
        public var acts: Bool { data["openWorldHint"]?.bool == true }

        /// It looks and changes nothing.
        public static let reads = Effects(
            data: [
                "readOnlyHint": true, "destructiveHint": false, "idempotentHint": true, "openWorldHint": false,
            ])
        /// It adds a file of Belay's own, and touches nothing else.
        public static let adds = Effects(
            data: [
                "readOnlyHint": false, "destructiveHint": false, "idempotentHint": false, "openWorldHint": false,
            ])
        /// It may do whatever a runbook does, on whatever machines.
        public static let acts = Effects(
            data: [
                "readOnlyHint": false, "destructiveHint": true, "idempotentHint": false, "openWorldHint": true,
            ])
        /// The same, and a second call does no more than the first.
        public static let stops = Effects(
            data: [
                "readOnlyHint": false, "destructiveHint": true, "idempotentHint": true, "openWorldHint": true,
            ])
    }

    public let name: String
    let title: String
    let description: String
    public let effects: Effects
    let input: ToolSchema
    /// Nil where the result is a text.
    let output: ToolSchema?

    public init(
        _ name: String, title: String, description: String, effects: Effects, input: ToolSchema, output: ToolSchema?
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.effects = effects
        self.input = input
        self.output = output
    }

    var data: DataValue {
        var object = DataValue.Object()
        object["name"] = .string(name)
        object["title"] = .string(title)
        object["description"] = .string(description)
        object["inputSchema"] = input.data
        object["outputSchema"] = output?.data
        object["annotations"] = effects.data
        return .object(object)
    }
}
