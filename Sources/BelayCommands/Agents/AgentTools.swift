import BelayAgentServer

/// What `belay mcp` offers: its tools, and what can be read.
struct AgentTools: AgentContent {
    private static var table: [any AgentTool.Type] {
        [
            ListRunbooksTool.self, PhrasesTool.self, CheckTool.self, PlanTool.self, StartTool.self, StatusTool.self,
            AnswerTool.self, CancelTool.self, ResumeTool.self, ShowTool.self,
        ]
    }

    private let desk: AgentDesk
    private let offered: [any AgentTool.Type]
    private let readable: AgentResources

    /// - Parameters:
    ///   - isReadOnly: nothing is started, and nothing that runs is touched.
    ///   - approvesReads: a plan that only reads needs an approval, too.
    init(_ console: Console, isReadOnly: Bool, approvesReads: Bool) throws(UserError) {
        desk = try AgentDesk(console, approvesReads: approvesReads)
        readable = AgentResources(desk)
        offered = Self.table.filter { !isReadOnly || !$0.tool.effects.acts }
        tools = offered.map { $0.tool }
    }

    let tools: [Tool]

    var instructions: String {
        """
        Belay runs runbooks: procedures that are checked, shown and then run. Plan a runbook with `plan`, and have a person look at \
        the plan: one that changes something starts only when somebody who does not run it has approved it with `belay approve`. \
        Then `start` it and follow it with `status`. Approvals, confirmations, points of no return, secrets, and what became of a \
        destruction are for people. The resource \(AgentResources.language) describes the language.
        """
    }

    func call(_ name: String, _ arguments: ToolArguments) throws(ToolRefusal) -> CallAnswer {
        desk.children.look()
        guard let tool = offered.first(where: { $0.tool.name == name }) else {
            throw ToolRefusal("there is no tool `\(name)`")
        }
        return try tool.init(arguments).call(on: desk)
    }

    var templates: [Resource] { readable.templates }

    func resources() throws(ToolRefusal) -> [Resource] { try readable.all() }

    func read(_ uri: String) throws(ToolRefusal) -> (resource: Resource, text: String)? { try readable.read(uri) }
}
