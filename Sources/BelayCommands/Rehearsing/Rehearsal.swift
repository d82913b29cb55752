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
    let breakages: [FaultSpec]
    let console: Console

    func run() async throws(UserError) -> ExitStatus {
        var console = console
        console.clock.waitsForMoments = false
        let past = FaultInjector.Struck.remembered(among: breakages)
        let performer = FaultInjector(
            breakages, past: past, performer: Transports(), clock: console.clock)
        let phases = PhaseTimes()
        let look = FinalInspection()
        var run = Run(
            preflight: preflight, plan: plan, given: given, display: options.run.display,
            isVerbose: options.run.verbose,
            console: console,
            inspector: InspectPrompt(preflight, given: given, display: options.run.display, console: console),
            performer: performer, companion: Observers(all: [phases, look]),
            ending: { RehearsalSummary.members(of: look.verdict, performer) })
        let recorder = try options.recording.recorder()
        run.recorder = recorder
        let status: ExitStatus
        // A run that was killed before it changed anything is started again.
        if !past.isEmpty, let interrupted = try? InterruptedRun(nil, on: console) {
            await Orphans(interrupted: interrupted, performer: performer, console: console).waitForTheirEnd()
            run.given = given.settling(interrupted.history, happened: past.last?.breakage.fault == .belayKilledAfter)
            status = try await run.resume(interrupted)
        } else {
            status = try await run.execute()
        }
        try recorder?.write(preflight)
        return try end(status, look, phases, performer)
    }

    private func end(
        _ status: ExitStatus, _ look: FinalInspection, _ phases: PhaseTimes, _ performer: FaultInjector
    ) throws(UserError) -> ExitStatus {
        var status = status
        do throws(LabFailure) {
            let verdict = try look.verdict.get()
            if verdict.state == nil && status == .done { status = .failed }
            if options.run.display.format == .text {
                let summary = RehearsalSummary(
                    verdict: verdict, phases: phases.all, struck: performer.past, notReached: performer.remaining)
                let palette = console.palette(options.run.display.colour, for: console.output)
                console.output.write(summary.rendered(in: palette))
            }
            if options.keep {
                console.error.write(RehearsalLab.guide)
                try RehearsalLab.stay()
            }
        } catch {
            throw UserError(status: .failed, message: error.message)
        }
        return status
    }
}

extension PresetAnswers {
    /// The same, from somebody who has seen what became of the change in which Belay was killed.
    fileprivate func settling(_ history: RunHistory, happened: Bool) -> PresetAnswers {
        let open = history.undecided.map(\.intent.step.description)
        return PresetAnswers(
            isYes: isYes, confirmed: confirmed, values: values, happened: happened ? open : [],
            didNotHappen: happened ? [] : open, passed: history.stepsBehind)
    }
}
