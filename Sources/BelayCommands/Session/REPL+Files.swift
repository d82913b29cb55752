import BelayData
import BelayRuntime
import BelaySource
import BelaySyntax
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
                message: "what is done at a held step is part of that run, and cannot be saved as a runbook",
                help: ["a session of its own can be saved: belay repl"])
        }
        let id = run?.identity.id ?? "session"
        let day = (run?.identity.started ?? console.clock.timestamp).date
        let text = SourceFormatter.format(
            workspace.saved(title: "Session \(id)", documentation: "What was done in a session on \(day)."))
        if let run, run.session.redacted(text) != text {
            throw UserError(
                message: "the input contains a secret of this session; \(path) was not written",
                help: ["write the name that it is bound to instead"])
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
                help: ["save it next to the libraries of the session"])
        }
        do throws(SystemError) {
            try File.create(path, with: Array(text.utf8), mode: 0o644)
        } catch {
            let reason = error.number == EEXIST ? "is there already" : "cannot be written: \(error.words)"
            throw UserError(message: "\(path) \(reason)")
        }
        let warnings = checked.diagnostics.count
        let found = warnings == 0 ? "nothing wrong" : warnings == 1 ? "1 warning" : "\(warnings) warnings"
        console.output.show("\(path) written; belay check \(path) finds \(found)\n")
    }

    /// Runs a file: a runbook as one entry, any other line by line, as if they were typed. Nil: the session
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
            throw UserError(message: "\(path) is not UTF-8; it was not run")
        }
        let name = loaded.sources[0].name
        guard name.hasSuffix(".runbook") else { return try await run(lines: text, of: name) }
        if let head = loaded.headOfRun {
            throw UserError(
                message: "\(path) has a `\(head)`, which a session can only have from its start",
                help: ["belay repl \(path)", "belay run \(path)"])
        }
        return try await runInput(workspace.check(text, ofRunbook: name))
    }

    /// Up to the first that fails.
    private mutating func run(lines text: String, of name: String) async throws(UserError) -> ExitStatus? {
        if loading.contains(name) { throw UserError(message: "\(name) loads itself") }
        loading.append(name)
        defer { loading.removeLast() }
        let entries = SessionText.entries(of: text)
        if let last = entries.last, SessionText.continuesOnNextLine(last.text) {
            throw UserError(message: "\(name) ends after an unfinished line; nothing of it was run")
        }
        for (entry, line) in entries where leaving?.hasBegun != true {
            let status =
                SessionText.isCommand(entry)
                ? try await obey(entry) : try await runInput(workspace.check(entry, ofFile: name, line: line))
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
