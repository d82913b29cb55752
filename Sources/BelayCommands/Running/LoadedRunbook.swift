import BelayLanguage
import BelaySource
import BelaySystem
import BelayWorkspace

/// A runbook that checks, with its libraries.
struct LoadedRunbook {
    /// As it was given.
    let name: String
    let workspace: Workspace
    let program: Program

    /// Loads and checks; mistakes are shown, and only warnings let it continue.
    static func load(
        _ name: String, display: DisplayOptions, on console: Console
    ) throws(UserError) -> LoadedRunbook {
        if SavedPlan.isNamed(name) {
            throw UserError(
                status: .usage, message: "\(name) is a plan that was saved, and not a runbook",
                help: ["belay run \(name)", "belay show \(name)"])
        }
        let checked = try CheckedFile(name, on: console)
        checked.show(display, on: console)
        guard let program = checked.workspace.program else {
            throw UserError(message: "\(name) has errors; nothing was run")
        }
        guard !checked.workspace.isLab else {
            throw UserError(
                message: "\(name) is a lab, where runbooks are rehearsed; nothing was run",
                help: ["belay rehearse RUNBOOK, for one that says: rehearse in \(checked.workspace.name)"])
        }
        guard checked.workspace.isRunbook else {
            throw UserError(
                message: "\(name) is a library, since it has no `runbook`; nothing was run",
                help: ["a runbook begins with: runbook \"Title\" \"What it does.\""])
        }
        return LoadedRunbook(name: name, workspace: checked.workspace, program: program)
    }

    /// Programs that the runbook needs and this machine lacks.
    func checkPrograms(_ display: DisplayOptions, on console: Console) throws(UserError) {
        let missing = MissingPrograms.diagnostics(for: program.needs, console.surroundings.programs)
        guard !missing.isEmpty else { return }
        DiagnosticView(sources: program.sources, display: display, console: console)
            .show(missing, isMain: false)
        let count =
            missing.count == 1
            ? "a program that the runbook needs is" : "\(missing.count) programs that the runbook needs are"
        throw UserError(message: "\(count) missing; nothing was run")
    }
}

/// A file as it was found, whether or not it checks.
struct CheckedFile {
    /// What is wrong with some of the files that belong together.
    struct Findings {
        let diagnostics: [Diagnostic]
        let sources: [SourceText]
    }

    let workspace: Workspace

    init(workspace: Workspace) { self.workspace = workspace }

    /// - Parameter name: a file, a bundled runbook, or `-` for standard input.
    init(_ name: String, on console: Console) throws(UserError) {
        do throws(WorkspaceFailure) {
            workspace =
                name == "-"
                ? try Workspace.load(console.surroundings.typedPath, TypedRunbook.surroundings(of: console))
                : try Workspace.load(name, console.surroundings)
        } catch {
            throw UserError(message: error.message, help: error.help)
        }
    }

    /// All that is wrong: with the file and its libraries, then with the lab that it names.
    func findings(on console: Console) -> [Findings] {
        let rehearsal = LabCheck(of: workspace, LabFinder(console.surroundings, builtIn: .kops))
        let own = (workspace.diagnostics + rehearsal.ofRunbook).sorted {
            ($0.span.file.rawValue, $0.span.start) < ($1.span.file.rawValue, $1.span.start)
        }
        let lab = rehearsal.lab.map { [Findings(diagnostics: rehearsal.ofLab, sources: $0.sources)] } ?? []
        return [Findings(diagnostics: own, sources: workspace.sources)] + lab
    }

    /// The diagnostics, before what was asked for.
    func show(_ display: DisplayOptions, on console: Console) {
        DiagnosticView(sources: workspace.sources, display: display, console: console)
            .show(workspace.diagnostics, isMain: false)
    }
}
