import BelayData
import BelayJournal
import BelayLab
import BelayRuntime
import BelaySystem
import BelayTransports
import BelayWorkspace

/// A run in the lab of this process, and what the lab says of it afterwards.
struct Rehearsal {
    let options: RehearsalOptions
    let preflight: Preflight
    let plan: Plan
    let given: PresetAnswers
    let world: any LabWorld
    let breakages: [FaultSpec]
    let console: Console

    func run() async throws(UserError) -> ExitStatus {
        var console = console
        console.clock.longestWait = Self.longestWait
        let past = FaultInjector.Struck.remembered(among: breakages)
        let performer = FaultInjector(
            breakages, past: past, in: world, of: plan, performer: Transports(timeouts: Self.timeouts),
            clock: console.clock)
        let phases = PhaseTimes()
        let look = FinalInspection(of: world)
        var run = run(by: performer, on: console, Observers(all: [phases, look]))
        let ending: @Sendable () -> [DataValue.Object.Member] = {
            RehearsalSummary.members(of: look.verdict, performer)
        }
        // Of one that is run once more nothing is said until then.
        run.ending = options.twice ? { look.isOfDone ? [] : ending() } : ending
        let recorder = try options.recording.recorder()
        // Where it cannot be written, nothing is run for it.
        if let file = options.reporting.report { try ReportWriter(console).save("", to: file) }
        run.recorder = recorder
        var status = try await start(&run, after: past, performer, on: console)
        try recorder?.write(preflight)
        let repeated = options.twice && status == .done ? ChangeWatch(performer: performer) : nil
        if let repeated {
            var again = self.run(by: repeated, on: console, look)
            again.ending = ending
            status = try await again.execute()
        }
        let followed = await followUp(look, performer, on: console)
        return try end(
            followed?.status ?? status, followed?.look ?? look, phases, performer, repeated, followed?.followUp)
    }

    /// Runs it, or resumes it where a fault has killed it before. One that was killed before it changed anything is started again.
    private func start(
        _ run: inout Run, after past: [FaultInjector.Struck], _ performer: FaultInjector, on console: Console
    ) async throws(UserError) -> ExitStatus {
        guard !past.isEmpty, let interrupted = try? InterruptedRun(nil, on: console) else {
            return try await run.execute()
        }
        await Orphans(interrupted: interrupted, performer: performer, console: console).waitForTheirEnd()
        run.given = given.settling(interrupted.history, after: past)
        return try await run.resume(interrupted)
    }

    /// Nobody rehearses a night.
    private static let longestWait = Duration.seconds(60)

    /// In a lab nobody comes back after minutes.
    static let timeouts = TransportTimeouts(recovery: .seconds(10))

    func run(by performer: any CommandExecutor, on console: Console, _ companion: any RunObserver) -> Run {
        Run(
            preflight: preflight, plan: plan, given: given, display: options.run.display,
            detail: options.run.detail, console: console,
            inspector: InspectPrompt(preflight, given: given, display: options.run.display, console: console),
            performer: performer, companion: companion, surroundings: surroundings)
    }

    var surroundings: RehearsedLab {
        RehearsedLab(world: world, usualTimes: RehearsalTimes(of: preflight.runbook, on: console).last)
    }

    private func end(
        _ status: ExitStatus, _ look: FinalInspection, _ phases: PhaseTimes, _ performer: FaultInjector,
        _ repeated: ChangeWatch?, _ followUp: FollowUp?
    ) throws(UserError) -> ExitStatus {
        var status = status
        let verdict: LabVerdict
        do throws(LabFailure) {
            verdict = try look.verdict.get()
        } catch {
            throw UserError(status: .failed, message: error.message)
        }
        let isAsDeclared = verdict.state != nil && (repeated?.changes ?? []).isEmpty
        if !isAsDeclared && status == .done { status = .failed }
        let summary = RehearsalSummary(
            verdict: verdict, phases: phases.all, struck: performer.past, notReached: performer.remaining,
            changedAgain: repeated?.changes, followUp: followUp)
        if status == .done && followUp == nil {
            RehearsalTimes(of: preflight.runbook, on: self.console).keep(phases.all)
        }
        if options.run.display.format == .text {
            let palette = console.palette(options.run.display.colour, for: console.output)
            console.output.write(summary.rendered(in: palette))
        }
        if let file = options.reporting.report { try ReportWriter(console).write(summary.reported, to: file) }
        if options.keep { try stay() }
        return status
    }

    /// A shell in the lab, until it ends.
    private func stay() throws(UserError) {
        console.error.write(world.guide)
        do throws(LabFailure) {
            try RehearsalLab.run()
        } catch {
            throw UserError(status: .failed, message: error.message)
        }
    }
}

extension PresetAnswers {
    /// The same, from somebody who has seen what became of the change in which Belay was killed.
    /// - Parameter past: the faults up to then.
    func settling(_ history: RunHistory, after past: [FaultInjector.Struck]) -> PresetAnswers {
        let happened = past.last?.breakage.fault == CommandFault.belayKilledAfter.kind
        let open = history.undecided.map(\.intent.step.description)
        return PresetAnswers(
            isYes: isYes, confirmed: confirmed, values: values, happened: happened ? open : [],
            didNotHappen: happened ? [] : open, passed: history.stepsBehind)
    }
}
