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

/// A session: each input is checked, planned, perhaps asked about, run and kept.
struct REPL {
    var workspace: SessionWorkspace
    let preflight: Preflight
    let display: DisplayOptions
    let console: Console
    let given: PresetAnswers
    var run: SessionRun?
    var mode = AskMode.changes
    /// At a held step.
    var stepContext: StepContext?
    /// At a held step that only reads: the lock that is taken for changes there.
    var lock: String?
    /// At a terminal.
    var desk: TerminalParts?
    var jobs: Jobs
    /// The action of signals between inputs; nil: they end the process.
    var atRest: (@Sendable (_ signal: Int32) -> Void)?
    /// Set when nothing more is to begin.
    var leaving: Shutdown?
    /// The files that the inputs are which were kept, by their numbers.
    var kept: [Int: FileNumber] = [:]
    /// The files whose lines are being run.
    var loading: [String] = []
    /// The duration of the last input, without the time that a person took to answer.
    var took: Duration?

    init(
        _ workspace: SessionWorkspace, preflight: Preflight, given: PresetAnswers, display: DisplayOptions,
        console: Console
    ) {
        self.workspace = workspace
        self.preflight = preflight
        self.display = display
        self.console = console
        self.given = given
        jobs = Jobs(news: JobNews(output: console.output))
    }

    /// The first `let`s of the runbook.
    mutating func begin() async throws(UserError) -> ExitStatus {
        if workspace.program.preamble.statements.isEmpty { return .done }
        return try await prepare(workspace.program)
    }

    /// Runs what was typed. Nil: the session is left.
    mutating func execute(_ text: String) async throws(UserError) -> ExitStatus? {
        if SessionText.isCommand(text) { return try await obey(text) }
        if let command = leavingOrHelp(text) { return try await obey(command) }
        return try await runInput(text)
    }

    /// Runs an input.
    mutating func runInput(_ text: String) async throws(UserError) -> ExitStatus {
        try await runInput(workspace.check(text))
    }

    mutating func runInput(_ input: SessionInput) async throws(UserError) -> ExitStatus {
        DiagnosticView(sources: input.sources, display: display, console: console)
            .show(pointing(input.diagnostics, of: input.text), isMain: false)
        guard let program = input.program else { return .refused }
        let prepared = try await prepare(program)
        guard prepared == .done else { return prepared }
        let status = try await perform(input, in: program)
        run?.session.forget(from: workspace.program.bodyFrame.names.count)
        return status
    }

    /// The last record of the run.
    func close(_ status: ExitStatus, took duration: Duration) async {
        let outcome: RunEnd.Outcome = status == .done ? .done : status == .cancelled ? .cancelled : .failed
        await run?.close(
            RunEnd(outcome: outcome, failure: nil, handlerFailures: [], pendingUndo: [], duration: duration))
    }

    mutating func prepare(_ program: Program) async throws(UserError) -> ExitStatus {
        var run = try await begun()
        let plan = Plan(events: [], questions: [])
        let view = PeopleView(program.sources, plan, RunDetail(keepsOutput: true), display, console)
        run.relay.lead(to: view.stage, PresetPrompter(given: given))
        let end = await status(&run, in: view) { await $0.prepare(program) }
        self.run = run
        guard let end else { return .done }
        report(end, of: run)
        return ExitStatus(end)
    }

    private mutating func perform(_ input: SessionInput, in program: Program) async throws(UserError) -> ExitStatus {
        var run = try await begun()
        let plan = await run.session.plan(input.block, in: program)
        try plan.refuseExcess(of: program.sources, display, on: console)
        if let refusal = UserError(plan.problems(of: given.values), status: .usage) { throw refusal }
        try refuseUnanswered(plan, program)
        guard await isWanted(plan) else { return .done }
        let (end, count) = try await watched(&run, plan, program.sources, of: input) {
            await $0.perform(input.block, in: program, isValue: input.isValue)
        }
        if end.outcome == .done, input.isValue { show(run.session.value(of: program.bodyFrame.names.count - 1)) }
        if let file = workspace.accept(input, statements: end.outcome == .done ? nil : count) {
            kept[run.session.inputCount] = file
            for (step, reason) in run.relay.skipped { workspace.remark("Skipped \(step): \(reason)", on: file) }
        }
        if let failure = end.failure, end.outcome != .done, run.relay.hasChanged {
            workspace.noteFailure("Failed at \(failure.step), with changes before: \(failure.message)")
        }
        self.run = run
        report(end, of: run)
        return ExitStatus(end)
    }

    /// Shows what would be done, and asks whether to, where somebody is there and wants to be asked.
    func isWanted(_ plan: Plan) async -> Bool {
        guard console.isTerminal, mode.asks(about: plan) else { return true }
        console.output.write(planRenderer.render(steps: plan.events))
        jobs.news.lead(to: .question)
        let isWanted = await SessionQuestion(console: console, atRest: atRest).confirm("run this? y or n: ")
        jobs.news.lead(to: .open)
        if !isWanted { console.output.write("not run\n") }
        return isWanted
    }

    /// Runs something in view, with its lock, and open to a cancel.
    mutating func watched<Outcome>(
        _ run: inout SessionRun, _ plan: Plan, _ sources: [SourceText], of input: SessionInput? = nil,
        _ body: (inout Session) async -> Outcome
    ) async throws(UserError) -> Outcome {
        // What was typed is itself a read, so its output is shown.
        let view = PeopleView(
            sources, plan, RunDetail(showsReads: input?.block.isRead ?? false, keepsOutput: true), display, console)
        let held = plan.effects.allSatisfy { $0.sign == .reads } ? nil : try await run.lock()
        let person =
            console.isTerminal
            ? TerminalRespondent(
                given: given, stage: view.stage, console: console, holdsFailures: stepContext == nil,
                inspector: inspector(in: input, lock: held == nil ? run.target : nil)) : nil
        run.relay.lead(to: view.stage, person ?? PresetPrompter(given: given))
        let begun = console.clock.now
        let outcome = await status(&run, in: view, body)
        took = console.clock.now - begun - (person?.timeAsked ?? .zero)
        do {
            try await held?.release()
        } catch {
            console.error.write("belay: \(error.message)\n")
        }
        return outcome
    }

    /// In view, and open to a cancel.
    private func status<Outcome>(
        _ run: inout SessionRun, in view: PeopleView, _ body: (inout Session) async -> Outcome
    ) async -> Outcome {
        jobs.news.lead(to: .stage(view.stage))
        defer { jobs.news.lead(to: .open) }
        let cancellation = run.cancellation
        cancellation.renew()
        let (console, atRest) = (console, atRest)
        console.signals.handle { number in
            cancellation.request()
            // TERM and HUP end the session with it; without a terminal so does Ctrl-C, since nobody is there to
            // continue.
            if number != SIGINT || !console.isTerminal { atRest?(number) }
            view.show(Run.said(after: cancellation.level))
        }
        // A signal that came while it was planned.
        if leaving?.hasBegun == true { cancellation.request() }
        let ticking = view.tick()
        let outcome = await body(&run.session)
        ticking.cancel()
        // It draws again, and not over the prompt.
        await ticking.value
        console.signals.handle(atRest)
        return outcome
    }

    /// Reports what its steps have not shown.
    func report(_ end: Redacted<RunEnd>, of run: SessionRun) {
        if let failure = end.failure, end.outcome != .done, !run.relay.hasShown(failure) { report(failure) }
        if end.outcome == .failed, let stopped = run.relay.stopped { report(stopped, of: run) }
        if end.outcome == .cancelled { console.error.write("belay: cancelled\n") }
    }

    /// A person has stopped at a held step: what that means.
    private func report(_ stopped: EventRelay.StoppedStep, of run: SessionRun) {
        var text = "Stopped at \(stopped.step)"
        if stopped.hasHandlers { text += "; its handlers did not run" }
        text += run.relay.hasChanged ? ". What was done stays" : ". Nothing was changed"
        if run.relay.hasChanged, case .step(_, let title, _)? = run.session.lastUndoable {
            text += "; :undo undoes \(PrintableText.make(title, indent: 4))"
        }
        write(StyledText(text + "."), indent: 0)
    }

    var palette: Palette { console.palette(display.colour, for: console.output) }

    var planRenderer: PlanRenderer { PlanRenderer(palette: palette, width: console.width) }

    /// From a step of this session that holds.
    private func inspector(in input: SessionInput?, lock: String?) -> InspectPrompt {
        let workspace = workspace
        return InspectPrompt(
            workspace: { SessionWorkspace(workspace, in: input, lookingFrom: $0) }, preflight: preflight, given: given,
            display: display, console: console, desk: desk, mode: mode, lock: lock)
    }

    /// Before the place in the prompt.
    var promptName: String { stepContext.map { "look \($0.step)" } ?? "belay" }

    var promptPlace: String? {
        if let place = workspace.place { return place }
        return stepContext.flatMap { $0.place.isEmpty ? nil : $0.place }
    }

    mutating func begun() async throws(UserError) -> SessionRun {
        if let run { return run }
        let run =
            if let stepContext {
                try SessionRun(preflight, on: console, lookingFrom: stepContext, workspace.visibleNames, lock: lock)
            } else {
                try SessionRun(preflight, on: console, lock: await preflight.lockText())
            }
        self.run = run
        return run
    }

    /// Without a terminal every question needs its answer before anything runs.
    private func refuseUnanswered(_ plan: Plan, _ program: Program) throws(UserError) {
        if console.isTerminal { return }
        try UnansweredQuestions(plan, given: given)
            .refuse("this was not run", program.sources, display, on: console)
    }

    private func show(_ value: Value?) {
        guard let value else { return }
        console.output.write(ValueTable(value, width: console.width).rendered(in: palette))
    }

    private func report(_ failure: Failure) {
        console.error.write("belay: \(PrintableText.make(failure.message, indent: 2))\n")
        let tail = PrintableText.make(failure.output)
        if !tail.isEmpty { console.error.write("  \(tail.split(separator: "\n").joined(separator: "\n  "))\n") }
    }
}

extension Block {
    /// True if it is a command that only reads, so that its output is what was wanted.
    fileprivate var isRead: Bool {
        guard statements.count == 1 else { return false }
        switch statements[0].kind {
        case .command(let command): return command.sign == .reads
        case .place(_, let body): return body.isRead
        default: return false
        }
    }
}
