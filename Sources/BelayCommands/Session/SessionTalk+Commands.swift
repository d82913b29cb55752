import BelayJournal
import BelayLanguage
import BelayREPL
import BelayReporting
import BelayRuntime
import BelaySource
import BelaySyntax
import BelayWorkspace
import Glibc

/// What begins with a colon.
extension SessionTalk {
    /// Nil: the session is left.
    mutating func obey(_ line: String) async throws(Refusal) -> ExitStatus? {
        let command: SessionCommand
        do throws(SessionCommand.Problem) {
            command = try SessionCommand(line)
        } catch {
            throw Refusal(status: .usage, message: error.message, help: [error.help])
        }
        switch command {
        case .help(let phrase): try help(phrase)
        case .plan(let statement): return try await plan(statement)
        case .phrases(let word): list(word)
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

    private func help(_ phrase: String) throws(Refusal) {
        if !phrase.isEmpty { return try explain(phrase) }
        let width = SessionCommand.usage.map(\.command.count).max() ?? 0
        for (command, what) in SessionCommand.usage {
            var row = StyledText(command, .heading)
            row.pad(to: width + 2)
            row.append(what)
            write(row, indent: width + 2)
        }
        console.output.write("\nAnything else is a statement of the language, or a value to be shown.\n")
    }

    /// Phrases that hold all the words.
    private func found(_ words: String) -> [Phrase] {
        let words = words.lowercased().split(whereSeparator: \.isWhitespace)
        return workspace.phrases.filter { phrase in
            let text = phrase.signature.fullText.lowercased()
            return words.allSatisfy { text.contains($0) }
        }
    }

    private func explain(_ words: String) throws(Refusal) {
        let phrases = found(words)
        if phrases.isEmpty {
            throw Refusal(status: .usage, message: "no phrase has “\(words)” in it", help: [":phrases"])
        }
        for phrase in phrases {
            write(Self.head(phrase), indent: 4)
            if !phrase.documentation.isEmpty { write(StyledText("    \(phrase.documentation)"), indent: 4) }
            let sources = workspace.program.sources
            if sources.indices.contains(phrase.span.file.rawValue) {
                let source = sources[phrase.span.file.rawValue]
                let line = source.position(at: phrase.span.start).line
                write(StyledText("    \(source.name):\(line)", .quiet), indent: 4)
            }
        }
    }

    private func list(_ word: String) {
        for phrase in found(word) { write(Self.head(phrase), indent: 4) }
    }

    private static func head(_ phrase: Phrase) -> StyledText {
        var row = StyledText("\(phrase.kind.rawValue) ", phrase.kind == .action ? .changes : .reads)
        row.append(phrase.signature.fullText, .heading)
        return row
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

    /// What is bound by now.
    var names: [Value.Field] {
        let (program, file) = (workspace.program, workspace.file)
        if let run { return run.session.names(in: program, seenFrom: file) }
        if let standpoint, let vantage = workspace.vantage {
            return standpoint.names(seenFrom: vantage).fields(in: program, seenFrom: file)
        }
        return program.parameters.compactMap { parameter in
            preflight.parameters[parameter.slot].map { Value.Field(name: parameter.name, value: $0) }
        }
    }

    /// What completion knows besides: `$failure`, beside a held step.
    var builtInNames: [Value.Field] {
        standpoint.map { [Value.Field(name: "failure", value: $0.failure.record)] } ?? []
    }

    private mutating func move(to place: String) -> ExitStatus {
        let before = workspace.place
        workspace.place = place.isEmpty ? nil : place
        // A place that cannot be said is not moved to.
        let tried = workspace.check("say \"here\"")
        guard tried.program == nil else { return .done }
        DiagnosticView(sources: tried.sources, display: display, console: console)
            .show(tried.diagnostics, isMain: false)
        workspace.place = before
        return .refused
    }

    private mutating func plan(_ text: String) async throws(Refusal) -> ExitStatus {
        let input = workspace.check(text)
        DiagnosticView(sources: input.sources, display: display, console: console)
            .show(input.diagnostics, isMain: false)
        guard let program = input.program else { return .refused }
        let plan = try await begun().session.plan(input.block, in: program)
        console.output.write(planRenderer.render(title: "Plan", lock: nil, events: plan.events))
        return .done
    }

    private mutating func undo() async throws(Refusal) -> ExitStatus {
        guard var run, let last = run.session.lastUndoable else {
            console.output.write("There is nothing to undo.\n")
            return .done
        }
        switch last {
        case .pointOfNoReturn(let text):
            console.output.write("Nothing is undone: no undo goes back over \(PrintableText.make(text))\n")
            return .done
        case .step(_, let title): console.output.write("undo \(PrintableText.make(title))\n")
        }
        guard let plan = await run.session.planOfUndo() else { return .done }
        guard await isWanted(plan) else { return .done }
        let end = try await watched(&run, plan, workspace.program.sources) { await $0.undo() }
        self.run = run
        guard let end else { return .done }
        tell(end, of: run)
        return ExitStatus(end)
    }

    private func showRuns() throws(Refusal) {
        let summaries: [RunSummary]
        do {
            summaries = try RunCatalogue(StateFolder.found(by: console)).summaries(now: console.clock.timestamp)
        } catch {
            throw (error as? Refusal) ?? Refusal(message: (error as? StateFailure)?.message ?? "\(error)")
        }
        console.output.write(RunTable(summaries).rendered(in: palette))
    }

    private mutating func time(_ statement: String) async throws(Refusal) -> ExitStatus {
        took = nil
        let status = try await take(statement + "\n")
        if let took { console.output.write("took \(took.shown)\n") }
        return status
    }

    func write(_ row: StyledText, indent: Int) {
        for line in row.wrapped(to: console.width, indent: indent) {
            console.output.write(line.rendered(in: palette) + "\n")
        }
    }
}
