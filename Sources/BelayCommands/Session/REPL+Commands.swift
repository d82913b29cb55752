import BelayJournal
import BelayLanguage
import BelayREPL
import BelayReporting
import BelayRuntime
import BelaySource
import BelaySyntax
import BelaySystem
import BelayWorkspace
import Glibc

/// The commands that begin with a colon.
extension REPL {
    /// Nil: the session is left.
    mutating func obey(_ line: String) async throws(UserError) -> ExitStatus? {
        let command: SessionCommand
        do throws(SessionCommand.Problem) {
            command = try SessionCommand(line)
        } catch {
            throw UserError(status: .usage, message: error.message, help: [error.help])
        }
        switch command {
        case .help(let words): try help(words)
        case .plan(let statement): return try await plan(statement)
        case .phrases(let word): try list(word)
        case .vars: showNames()
        case .on(let place): return move(to: place)
        case .job(let statement): return try await start(job: statement)
        case .jobs: showJobs()
        case .end(let number): try await end(job: number)
        case .undo: return try await undo()
        case .runs: try showRuns()
        case .save(let file): try save(to: file)
        case .load(let file): return try await load(file)
        case .time(let statement): return try await time(statement)
        case .ask(let mode):
            if let mode { self.mode = mode }
            console.output.write("asks about: \(self.mode.rawValue)\n")
        case .quit: return nil
        }
        return .done
    }

    private func showNames() {
        let width = names.map { StyledText($0.name).columns }.max() ?? 0
        for field in names {
            var row = StyledText(field.name, .heading)
            row.pad(to: width + 2)
            row.append(field.value.shown.split(separator: "\n").joined(separator: " ⏎ "))
            if let columns = console.width { row = row.cut(to: columns) }
            write(row, indent: 0)
        }
    }

    /// The names that are bound by now.
    var names: [Value.Field] {
        let (program, file) = (workspace.program, workspace.file)
        if let run { return run.session.names(in: program, seenFrom: file) }
        if let stepContext, let visibleNames = workspace.visibleNames {
            return stepContext.names(seenFrom: visibleNames).fields(in: program, seenFrom: file)
        }
        return program.parameters.compactMap { parameter in
            preflight.parameters[parameter.slot].map { Value.Field(name: parameter.name, value: $0) }
        }
    }

    /// Names that completion knows besides: `$failure`, at a held step.
    var builtInNames: [Value.Field] {
        stepContext.map { [Value.Field(name: "failure", value: $0.failure.record)] } ?? []
    }

    private mutating func move(to place: String) -> ExitStatus {
        var tried = workspace
        tried.place = nil
        // A place that cannot be said is not moved to.
        let input = tried.check("on \(place) { say \"here\" }")
        if !place.isEmpty, input.program == nil {
            DiagnosticView(sources: input.sources, display: display, console: console)
                .show(input.diagnostics, isMain: false)
            return .refused
        }
        workspace.place = place.isEmpty ? nil : place
        return .done
    }

    private mutating func plan(_ text: String) async throws(UserError) -> ExitStatus {
        let input = workspace.check(text)
        DiagnosticView(sources: input.sources, display: display, console: console)
            .show(input.diagnostics, isMain: false)
        guard let program = input.program else { return .refused }
        let plan = try await begun().session.plan(input.block, in: program)
        try plan.refuseExcess(of: program.sources, display, on: console)
        console.output.write(planRenderer.render(title: "Plan", lock: nil, events: plan.events))
        return .done
    }

    private mutating func undo() async throws(UserError) -> ExitStatus {
        guard var run, let last = run.session.lastUndoable else {
            console.output.write("There is nothing to undo.\n")
            return .done
        }
        guard case .step(let step, let title, let input) = last else {
            if case .pointOfNoReturn(let text) = last {
                let shown = PrintableText.make(text, indent: 4)
                console.output.write("Nothing was undone: no undo goes back past \(shown)\n")
            }
            return .done
        }
        console.output.write("undo \(PrintableText.make(title, indent: 4))\n")
        guard let plan = await run.session.planOfUndo() else { return .done }
        guard await isWanted(plan) else { return .done }
        let end = try await watched(&run, plan, workspace.program.sources) { await $0.undo() }
        self.run = run
        guard let end else { return .done }
        if end.outcome == .done, let file = kept[input] {
            workspace.noteUndone(title, of: file, isWhole: step.components.count == 1)
        }
        report(end, of: run)
        return ExitStatus(end)
    }

    private func showRuns() throws(UserError) {
        let summaries: [RunSummary]
        do {
            summaries = try RunCatalogue(StateFolder.found(by: console)).summaries(now: console.clock.timestamp)
        } catch {
            throw (error as? UserError) ?? UserError(message: (error as? StateFailure)?.message ?? "\(error)")
        }
        console.output.write(
            summaries.isEmpty ? "Nothing has run yet.\n" : RunTable(summaries, console.clockTime).rendered(in: palette))
    }

    private mutating func time(_ statement: String) async throws(UserError) -> ExitStatus {
        took = nil
        let status = try await runInput(statement + "\n")
        if let took { console.output.write("took \(took.shown)\n") }
        return status
    }

    func write(_ row: StyledText, indent: Int) {
        for line in row.wrapped(to: console.width, indent: indent) {
            console.output.write(line.rendered(in: palette) + "\n")
        }
    }
}
