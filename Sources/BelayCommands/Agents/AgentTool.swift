import BelayAgentServer

/// One tool of an agent.
protocol AgentTool {
    static var tool: Tool { get }

    init(_ arguments: ToolArguments) throws(ToolRefusal)

    func call(on desk: AgentDesk) throws(ToolRefusal) -> CallAnswer
}
