import BelayAgentServer
import BelayData
import BelayWorkspace

/// `phrases`: what can be said in a runbook.
struct PhrasesTool: AgentTool {
    static let tool = Tool(
        "phrases", title: "List phrases",
        description:
            "Lists the actions, probes and targets of the libraries that come with Belay, or those that a runbook can "
            + "use: what a runbook says instead of a command.",
        effects: .reads,
        input: ToolSchema()
            .allowing("word", .stringSchema, "Only phrases with this word, or those of a library of this name.")
            .allowing("runbook", .stringSchema, "The phrases that this runbook can use."),
        output: ToolSchema().adding("phrases", .listSchema(of: phrase.data), "In no special order."))

    private static let phrase = ToolSchema()
        .adding("kind", .stringSchema, "action, probe or target.")
        .adding("phrase", .stringSchema, "Its words, with its places for values.")
        .adding("documentation", .stringSchema, "What it does.")
        .adding("place", .stringSchema, "The file and line that define it.")

    private let word: String?
    private let runbook: String?

    init(_ arguments: ToolArguments) throws(ToolRefusal) {
        word = try arguments.optionalString("word")
        runbook = try arguments.optionalString("runbook")
    }

    func call(on desk: AgentDesk) throws(ToolRefusal) -> CallAnswer {
        let workspace: Workspace
        if let runbook {
            workspace = try CheckedFile(runbook: runbook, at: desk).workspace
        } else {
            workspace = .usingEveryLibrary(desk.console.surroundings)
        }
        let listing = PhraseListing(workspace)
        return .result(.object(["phrases": .array(listing.found(word).map(listing.json))]))
    }
}

extension CheckedFile {
    /// One that an agent names.
    init(runbook name: String, at desk: AgentDesk) throws(ToolRefusal) {
        let name = try desk.folder.runbook(name)
        do throws(UserError) {
            try self.init(name, on: desk.console)
        } catch {
            throw ToolRefusal(error)
        }
    }
}
