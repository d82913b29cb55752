import BelayAgentServer
import BelayData
import BelayReporting
import BelaySource
import BelayWorkspace

/// `check`: all that is wrong with a runbook and can be found without running it.
struct CheckTool: AgentTool {
    static let tool = Tool(
        "check", title: "Check a runbook",
        description:
            "Reports everything that is wrong with a runbook and can be found without running it: of a file, or of a "
            + "text that is in no file yet.",
        effects: .reads,
        input: ToolSchema()
            .allowing("file", .stringSchema, "A runbook, a library or a lab; a file, or the name of a bundled runbook.")
            .allowing("text", .stringSchema, "The text of a runbook, instead of a file."),
        output: ToolSchema()
            .adding("ok", .flagSchema, "It has no errors, so it could be planned.")
            .adding("errors", .integerSchema, "How many errors there are.")
            .adding("warnings", .integerSchema, "How many warnings there are.")
            .adding("diagnostics", .listSchema(of: diagnostic.data), "In the order of their places."))

    private static let diagnostic = ToolSchema()
        .adding("severity", .choiceSchema(["error", "warning"]), "Errors keep it from being run.")
        .adding("code", .stringSchema, "The resource belay://diagnostic/CODE says more.")
        .adding("message", .stringSchema, "What is wrong.")
        .adding("file", .stringSchema, "Where.")
        .adding("line", .integerSchema, "Counted from one.")
        .adding("column", .integerSchema, "In characters, counted from one.")
        .adding("endLine", .integerSchema, "The line in which it ends.")
        .adding("endColumn", .integerSchema, "The column before which it ends.")
        .adding("help", .stringSchema, "What to write instead; may be empty.")

    private enum Subject {
        case file(String)
        case text(String)
    }

    private let subject: Subject

    init(_ arguments: ToolArguments) throws(ToolRefusal) {
        switch (try arguments.optionalString("file"), try arguments.optionalString("text")) {
        case (let file?, nil): subject = .file(file)
        case (nil, let text?): subject = .text(text)
        default: throw ToolRefusal("`check` takes a `file` or a `text`, one of the two")
        }
    }

    func call(on desk: AgentDesk) throws(ToolRefusal) -> CallAnswer {
        let checked: CheckedFile
        switch subject {
        case .file(let name): checked = try CheckedFile(runbook: name, at: desk)
        case .text(let text):
            checked = CheckedFile(
                workspace: Workspace(text: Array(text.utf8), at: "text.runbook", desk.console.surroundings))
        }
        return .result(.object(Self.data(checked.findings(on: desk.console))))
    }

    static func data(_ parts: [CheckedFile.Findings]) -> DataValue {
        let found = parts.flatMap(\.diagnostics)
        let errors = found.count { $0.severity == .error }
        return [
            "ok": .bool(errors == 0), "errors": .number(errors),
            "warnings": .number(found.count { $0.severity == .warning }),
            "diagnostics": .array(parts.flatMap { DiagnosticLines.make($0.diagnostics, sources: $0.sources) }),
        ]
    }
}
