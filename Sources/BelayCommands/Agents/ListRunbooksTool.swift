import BelayAgentServer
import BelayData
import BelayWorkspace

/// `list_runbooks`: the runbooks that an agent may plan.
struct ListRunbooksTool: AgentTool {
    static let tool = Tool(
        "list_runbooks", title: "List runbooks",
        description:
            "Lists the runbooks below the folder in which this server was started, and those that come with Belay: "
            + "what each is for, and the parameters that it takes.",
        effects: .reads, input: ToolSchema(),
        output: ToolSchema().adding("runbooks", .listSchema(of: runbook.data), "Those below the folder come first."))

    private static let runbook = ToolSchema()
        .adding("name", .stringSchema, "What the other tools call it.")
        .adding("place", .choiceSchema(["here", "bundled"]), "Below the folder of this server, or with Belay.")
        .adding("title", .stringSchema, "Its title.")
        .adding("documentation", .stringSchema, "What it says it is for.")
        .adding("parameters", .listSchema(of: parameter.data), "What it is given.")
        .adding("problem", .optionalSchema(.stringSchema), "Why it cannot be read; else null.")

    private static let parameter = ToolSchema()
        .adding("name", .stringSchema, "Its name.")
        .adding("type", .stringSchema, "Its type, as the runbook writes it.")
        .adding("default", .optionalSchema(.stringSchema), "What it is when not given, as written; null: give it.")
        .adding("documentation", .stringSchema, "What it is for.")
        .adding("secret", .flagSchema, "It is never given here: a person puts it into the environment or a file.")

    init(_ arguments: ToolArguments) throws(ToolRefusal) {}

    func call(on desk: AgentDesk) throws(ToolRefusal) -> CallAnswer {
        let surroundings = desk.console.surroundings
        let here = ListedRunbook.here(surroundings).map { Self.data($0, "here") }
        let bundled = ListedRunbook.bundled(surroundings).map { Self.data($0, "bundled") }
        return .result(.object(["runbooks": .array(here + bundled)]))
    }

    private static func data(_ listed: ListedRunbook, _ place: DataValue) -> DataValue {
        [
            "name": .string(listed.name), "place": place, "title": .string(listed.title),
            "documentation": .string(listed.documentation), "parameters": .array(listed.parameters.map(data)),
            "problem": .optional(listed.problem),
        ]
    }

    private static func data(_ parameter: ListedRunbook.Parameter) -> DataValue {
        [
            "name": .string(parameter.name), "type": .string(parameter.type),
            "default": .optional(parameter.defaultValue),
            "documentation": .string(parameter.documentation), "secret": .bool(parameter.isSecret),
        ]
    }
}

extension ListedRunbook {
    /// Those below the working folder.
    static func here(_ surroundings: Surroundings) -> [ListedRunbook] {
        let files = (try? RunbookFiles.named(["."])) ?? []
        return files.map { ListedRunbook(name: $0, path: surroundings.absolute($0)) }
            .filter { $0.isRunbook || $0.problem != nil }
    }
}

extension ListedRunbook.Parameter {
    var isSecret: Bool { type.split(separator: " ").contains("secret") }
}
