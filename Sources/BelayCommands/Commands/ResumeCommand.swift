import ArgumentParser
import BelayJournal
import BelayLanguage
import BelayRuntime
import BelayTransports

/// `belay resume`: resume an interrupted run.
struct ResumeCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "resume", usage: "[<run>] [<name=value> ...] [<options>]",
        abstract: "Resume a run that was interrupted, cancelled, or failed without a handler.",
        discussion: """
            Changes that are done are not repeated, names keep their values, and an interrupted handler continues. If the
            outcome of a change is unknown, Belay checks the action's `done when` and the host's record of it, and asks you
            if neither can tell. The parameters are those of the run; secrets must be given again, and so must one that
            reads differently now: NAME=VALUE, or at the prompt. So may what a change printed, when it happened and that
            is lost. A run of the store that machines share can be resumed on any of them.

            Exit status: as for `belay run`.

            Example:

                belay resume
                belay resume 20260301-093000-k3f9 --happened 2.3
            """)

    @Argument(
        help: ArgumentHelp(
            "The id of a run, or its beginning; not needed if only one run can be resumed.", valueName: "run"))
    var run: String?

    @Argument(
        help: ArgumentHelp("Secrets, values that changes printed, and answers to questions.", valueName: "name=value"))
    var values: [String] = []

    @OptionGroup var parameters: ParameterFileOption

    @Flag(help: "Answer yes to every plain question.")
    var yes = false

    @Option(help: ArgumentHelp("Treat the change at STEP, whose outcome is unknown, as done.", valueName: "step"))
    var happened: [String] = []

    @Option(
        help: ArgumentHelp("Treat the change at STEP, whose outcome is unknown, as not done.", valueName: "step"))
    var didNotHappen: [String] = []

    @OptionGroup var takeOver: TakeOverOption

    @OptionGroup var options: RunOptions

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        try ProcessList.require()
        // `belay resume token=x` names no run.
        let namesRun = run.map { !$0.contains("=") } ?? false
        let arguments = (namesRun ? [] : [run].compactMap { $0 }) + values
        let taking = RunTakeOver(console: console, isAllowed: takeOver.takeOver)
        var preflight: Preflight?
        if let trial = try await taking.trial(namesRun ? run : nil) {
            var console = console
            preflight = try await prepare(trial, arguments, on: &console).preflight
        }
        let interrupted = try await taking.open(namesRun ? run : nil)
        do throws(UserError) {
            return try await resume(interrupted, arguments, preflight, on: console)
        } catch {
            _ = await interrupted.claim?.finish(isOver: false)
            throw error
        }
    }

    /// All that is looked at before anything runs.
    private struct Prepared {
        var preflight: Preflight
        var plan: Plan
        var given: PresetAnswers
        /// Of a run that undoes another.
        var undoing: UndoneRun?
    }

    /// - Parameter known: of the same run, so that nobody is asked twice.
    private func prepare(
        _ interrupted: InterruptedRun, _ arguments: [String], known: Preflight? = nil, on console: inout Console
    ) async throws(UserError) -> Prepared {
        try checkSettled(interrupted.history)
        let undoable = try await undoable(interrupted.beginning.undoes, on: console)
        let beginning = undoable?.beginning ?? interrupted.beginning
        if let undoable { try undoable.enterFolder(&console) } else { try interrupted.enterFolder(&console) }
        let preflight: Preflight
        if let known {
            preflight = known
        } else {
            let runbook = try LoadedRunbook.load(beginning.runbook, display: options.display, on: console)
            try runbook.checkPrograms(options.display, on: console)
            preflight = try await Preflight(
                runbook, arguments: arguments, files: parameters.files, on: console, kept: .run(beginning))
        }
        let runbook = preflight.runbook
        if let undoable {
            let all = try await AllRuns(in: undoable.state, on: console).summaries()
            let (undone, plan) = try await UndoneRun.rest(
                of: undoable, among: all, besides: interrupted.journal.run, preflight, options.display, on: console)
            let given = try given(for: plan, preflight, interrupted, on: console)
            return Prepared(preflight: preflight, plan: plan, given: given, undoing: undone)
        }
        let resumeCheck = await preflight.request(for: interrupted.identity).recall(interrupted.history)
        try ResumeCompatibility(folder: interrupted.journal.folder, program: runbook.program).check(
            resumeCheck, on: console)
        let secrets = runbook.program.secretNames
        // Of a list that is lost each element is asked for where it is needed: `tokens2`.
        let elements = preflight.answers.keys.filter { name in secrets.contains { name.isElement(of: $0) } }
        let plan = try await preflight.plan(
            options.display, on: console, alsoNamed: Array(secrets) + elements + runbook.program.namesOfChanges)
        let given = try given(for: plan, preflight, interrupted, on: console)
        return Prepared(preflight: preflight, plan: plan, given: given)
    }

    /// The run that is undone, brought here where another machine has it.
    private func undoable(_ run: String?, on console: Console) async throws(UserError) -> UndoableRun? {
        guard let run else { return nil }
        try await AllRuns(in: StateFolder.found(by: console), on: console).bring(run)
        return try UndoableRun(run, on: console)
    }

    private func given(
        for plan: Plan, _ preflight: Preflight, _ interrupted: InterruptedRun, on console: Console
    ) throws(UserError) -> PresetAnswers {
        let given = PresetAnswers(
            isYes: yes, confirmed: try Confirmations.read(options.confirm, for: plan), values: preflight.answers,
            happened: happened, didNotHappen: didNotHappen,
            undecided: interrupted.history.undecided.map(\.intent.step.description),
            passed: interrupted.history.stepsBehind)
        if !console.isTerminal || options.display.format == .json {
            try UnansweredQuestions(plan, given: given)
                .refuse("nothing was run", preflight.runbook.program.sources, options.display, on: console)
        }
        return given
    }

    private func resume(
        _ interrupted: InterruptedRun, _ arguments: [String], _ known: Preflight?, on console: Console
    ) async throws(UserError) -> ExitStatus {
        var console = console
        for look in interrupted.looks { look.reportUnknown(on: console) }
        let prepared = try await prepare(interrupted, arguments, known: known, on: &console)
        let (preflight, given) = (prepared.preflight, prepared.given)
        let performer = console.transports(generation: interrupted.generation)
        await Orphans(interrupted: interrupted, performer: performer, console: console).waitForTheirEnd()
        var run = Run(
            preflight: preflight, plan: prepared.plan, given: given, display: options.display, detail: options.detail,
            console: console,
            inspector: InspectPrompt(preflight, given: given, display: options.display, console: console),
            performer: performer)
        run.held = try interrupted.plan()
        run.undoing = prepared.undoing
        let wish = UndoWish()
        run.undoWish = wish
        let status = try await run.resume(interrupted)
        return try await UndoneRun.undo(
            wish, preflight,
            UndoneRun.Wish(options: options) { [options, console] in
                InspectPrompt(preflight, given: $0, display: options.display, console: console)
            }, on: console) ?? status
    }

    /// An answer must be one to something.
    private func checkSettled(_ history: RunHistory) throws(UserError) {
        let open = history.undecided.map(\.intent.step.description)
        for step in happened + didNotHappen where !open.contains(step) {
            throw UserError(
                status: .usage, message: "nothing is unknown at step \(step)",
                help: open.isEmpty
                    ? ["the outcome of every change is known"]
                    : ["outcomes are unknown at \(open.joined(separator: ", "))"])
        }
        if let both = happened.first(where: didNotHappen.contains) {
            throw UserError(status: .usage, message: "\(both) cannot both have happened and not have happened")
        }
    }
}

extension String {
    fileprivate func isElement(of list: String) -> Bool {
        hasPrefix(list) && Int(dropFirst(list.count)).map { $0 > 0 } ?? false
    }
}
