import BelayData
import BelayRuntime
import BelaySource
import BelaySystem
import BelayWorkspace
import Glibc

/// A session as a file, and a file in a session.
extension REPL {
    /// Writes what was done as a runbook that checks. A file that is there stays.
    func save(to file: String) throws(UserError) {
        let path = inHome(file)
        if stepContext != nil {
            throw UserError(
                message: "what is done beside a held step is part of that run, and no runbook of its own",
                help: ["in a session of its own it can be saved: belay repl"])
        }
        let id = run?.identity.id ?? "session"
        let day = (run?.identity.started ?? console.clock.timestamp).date
        let text = workspace.saved(
            title: "Session \(id)", documentation: "What was done in a session on \(day).")
        if let run, run.session.redacted(text) != text {
            throw UserError(
                message: "a secret of this session stands in what was typed; \(path) was not written",
                help: ["where it is wanted, write the name that it is bound to"])
        }
        let checked = Workspace(text: Array(text.utf8), at: path, console.surroundings)
        if checked.hasErrors {
            DiagnosticView(sources: checked.sources, display: display, console: console)
                .show(checked.diagnostics.filter { $0.severity == .error }, isMain: false)
            throw UserError(message: "the session would not check as a runbook; \(path) was not written")
        }
        if let library = workspace.otherLibrary(of: checked) {
            throw UserError(
                message: "\(path) would use \(library), which is not what the session used",
                help: ["save it beside the libraries of the session"])
        }
        do throws(SystemError) {
            try File.create(path, with: Array(text.utf8), mode: 0o644)
        } catch {
            let reason = error.number == EEXIST ? "is there already" : "cannot be written: \(error.words)"
            throw UserError(message: "\(path) \(reason)")
        }
        let warnings = checked.diagnostics.count
        let found = warnings == 0 ? "nothing wrong" : warnings == 1 ? "1 warning" : "\(warnings) warnings"
        console.output.say("\(path) written; belay check \(path) finds \(found)\n")
    }

    /// Carries out what a file says: a runbook as one entry, any other line by line, as if they were typed. Nil: the session
    /// is left.
    mutating func load(_ file: String) async throws(UserError) -> ExitStatus? {
        let path = inHome(file)
        let loaded: Workspace
        do throws(WorkspaceFailure) {
            loaded = try Workspace.load(path, console.surroundings)
        } catch {
            throw UserError(message: error.message, help: error.help)
        }
        guard let text = loaded.textWithoutTitle else {
            throw UserError(message: "\(path) is not UTF-8; it was not carried out")
        }
        let name = loaded.sources[0].name
        guard name.hasSuffix(".runbook") else { return try await carryOut(lines: text, of: name) }
        if let head = loaded.headOfRun {
            throw UserError(
                message: "\(path) has a `\(head)`, which a session has only from its start",
                help: ["belay repl \(path)", "belay run \(path)"])
        }
        return try await take(workspace.check(text, ofRunbook: name))
    }

    /// Up to the first that fails.
    private mutating func carryOut(lines text: String, of name: String) async throws(UserError) -> ExitStatus? {
        if loading.contains(name) { throw UserError(message: "\(name) loads itself") }
        loading.append(name)
        defer { loading.removeLast() }
        let entries = SessionText.entries(of: text)
        if let last = entries.last, SessionText.continuesOnNextLine(last.text) {
            throw UserError(message: "\(name) ends after a line that goes on; nothing of it was carried out")
        }
        for (entry, line) in entries where leaving?.hasBegun != true {
            let status =
                SessionText.isCommand(entry)
                ? try await obey(entry) : try await take(workspace.check(entry, ofFile: name, line: line))
            guard let status else { return nil }
            if status != .done { return status }
        }
        return .done
    }

    /// The shell would have put the user's folder there.
    private func inHome(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home = console.environment["HOME"], !home.isEmpty else { return path }
        return home + path.dropFirst()
    }
}
