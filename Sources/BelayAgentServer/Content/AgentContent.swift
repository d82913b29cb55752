/// What a server offers: its tools, and what can be read.
public protocol AgentContent {
    /// For whoever chooses among the tools: what all of them are for, in a few sentences.
    var instructions: String { get }

    /// Always in the same order.
    var tools: [Tool] { get }

    func call(_ name: String, _ arguments: ToolArguments) throws(ToolRefusal) -> CallAnswer

    func resources() throws(ToolRefusal) -> [Resource]

    /// Addresses with names in braces.
    var templates: [Resource] { get }

    /// Nil where there is nothing at this address.
    func read(_ uri: String) throws(ToolRefusal) -> (resource: Resource, text: String)?
}
