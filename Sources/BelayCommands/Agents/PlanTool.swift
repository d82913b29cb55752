import BelayAgentServer
import BelayData
import BelayJournal
import BelayLanguage
import BelayRuntime
import BelaySource
import BelaySystem
import BelayWorkspace

/// `plan`: what a runbook would run, as a file that somebody can approve and a run is held to.
struct PlanTool: AgentTool {
    static let tool = Tool(
        "plan", title: "Plan a runbook",
        description:
            "Works out what a runbook would run, and runs none of it. The plan is saved as a file: a person can look at "
            + "it and approve it, and `start` runs that plan and nothing else.",
        effects: .adds,
        input: ToolSchema()
            .adding("runbook", .stringSchema, "A file, or the name of a bundled runbook.")
            .allowing(
                "parameters", .mappingSchema,
                "Values for its parameters by their names: strings, numbers, flags, lists, records. Never a secret."
            )
            .allowing(
                "save", .stringSchema,
                "The file for the plan, which ends in .plan, below the folder of this server; else one of Belay's own."),
        output: PlanDescription.schema)

    private let runbook: String
    private let parameters: DataValue.Object
    private let save: String?

    init(_ arguments: ToolArguments) throws(ToolRefusal) {
        runbook = try arguments.string("runbook")
        parameters = try arguments.mapping("parameters")
        save = try arguments.optionalString("save")
    }

    func call(on desk: AgentDesk) throws(ToolRefusal) -> CallAnswer {
        let checked = try CheckedFile(runbook: runbook, at: desk)
        guard let program = checked.workspace.program else {
            let shown = DiagnosticRenderer(sources: checked.workspace.sources).render(checked.workspace.diagnostics)
            throw ToolRefusal("\(runbook) has errors; nothing was planned", help: [shown])
        }
        try refuseSecrets(of: program)
        let path = if let save { try desk.folder.newPlan(save) } else { try Self.ownPlan(runbook, desk) }
        return .waits(try PlanCall(desk.folder.runbook(runbook), parameters, to: path, on: desk))
    }

    /// Nobody who acts for others is told a secret.
    private func refuseSecrets(of program: Program) throws(ToolRefusal) {
        let secrets = program.parameters.filter { $0.type.isSecret && parameters[$0.name] != nil }
        guard let first = secrets.first else { return }
        let names = secrets.map { "`\($0.name)`" }.joined(separator: ", ")
        throw ToolRefusal(
            "\(names) \(secrets.count == 1 ? "is a secret, which is" : "are secrets, which are") not given here",
            help: [
                first.environment.map { "a person sets \($0) in the environment of belay mcp" }
                    ?? "a person names a file with it in the configuration: inventory: FILE"
            ])
    }

    /// A new file in the folder with the plans of agents.
    private static func ownPlan(_ runbook: String, _ desk: AgentDesk) throws(ToolRefusal) -> String {
        do throws(SystemError) {
            try Folder.make(desk.state.plans, mode: 0o700)
        } catch {
            throw ToolRefusal("the folder \(desk.state.plans) cannot be made: \(error.words)")
        }
        let file = runbook.split(separator: "/").last.map(String.init) ?? runbook
        let name = file.hasSuffix(".runbook") ? String(file.dropLast(".runbook".count)) : file
        let id = PlanFile.newID(at: desk.console.clock.timestamp)
        return "\(desk.state.plans)/\(PercentEncoding.encode(name.utf8).prefix(longestName))-\(id)\(SavedPlan.ending)"
    }

    private static let longestName = 100
}

/// A plan in the making.
private final class PlanCall: WaitingCall {
    private let desk: AgentDesk
    private let child: BelayChild
    private let files: CallFolder
    private let path: String

    init(
        _ runbook: String, _ parameters: DataValue.Object, to path: String, on desk: AgentDesk
    ) throws(ToolRefusal) {
        self.desk = desk
        self.path = path
        files = try CallFolder(in: desk.state, at: desk.console.clock.timestamp)
        let options = try files.options(for: parameters)
        child = try BelayChild(
            ["plan", "--save", path] + options + ["--", runbook], output: files.output, error: files.errors,
            on: desk.console)
        desk.children.keep(child)
    }

    func look() -> ToolResult? {
        guard let status = child.status else { return nil }
        guard status == ExitStatus.done.rawValue else {
            return .refused(files.refusal(otherwise: "Belay ended with status \(status)"))
        }
        do throws(UserError) {
            let plan = try SavedPlan(path, on: desk.console)
            let name = desk.folder.shown(path)
            let permission = PlanPermission(plan, named: name, on: desk)
            return .object(PlanDescription(plan).data(name: name, next: permission.next))
        } catch {
            return .refused(ToolRefusal(error))
        }
    }

    func cancel() { child.terminate() }
}
