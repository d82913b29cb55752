import ArgumentParser
import BelayData
import BelayJournal
import BelayLanguage
import BelayReporting
import BelayRuntime
import BelaySystem
import BelayTransports

/// `belay abandon RUN`: give up an interrupted run.
struct AbandonCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "abandon", usage: "<run> [<options>]",
        abstract: "Give up an interrupted run: run nothing, release its lock, and print the undo commands that remain.",
        discussion: """
            Example:

                belay abandon 20260301-093000-k3f9
            """)

    @Argument(
        help: ArgumentHelp("The id of a run, or its beginning.", valueName: "run"))
    var run: String

    @OptionGroup var takeOver: TakeOverOption

    @OptionGroup var display: DisplayOptions

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let interrupted = try await RunTakeOver(console: console, isAllowed: takeOver.takeOver, givesUp: true).open(run)
        do throws(UserError) {
            return try await abandon(interrupted, on: console)
        } catch {
            _ = await interrupted.claim?.finish(isOver: false)
            throw error
        }
    }

    private func abandon(_ interrupted: InterruptedRun, on console: Console) async throws(UserError) -> ExitStatus {
        var console = console
        let pendingUndo = await pendingUndo(of: interrupted, &console)
        let end = RunEnd(
            outcome: .abandoned, failure: nil, handlerFailures: [], pendingUndo: pendingUndo ?? [], duration: .zero)
        try await Abandonment(interrupted: interrupted).record(end.pendingUndo)
        show(end, isKnown: pendingUndo != nil, interrupted, on: console)
        let performer = console.transports(generation: interrupted.generation)
        await Orphans(interrupted: interrupted, performer: performer, console: console).name()
        await performer.cleanUp(after: interrupted.journal.run, on: interrupted.history.recordingHosts)
        return .done
    }

    /// Nil when the runbook no longer says what would undo the steps.
    private func pendingUndo(of interrupted: InterruptedRun, _ console: inout Console) async -> [PendingUndo]? {
        // What a session can undo is known to itself alone.
        if interrupted.beginning.isSession || interrupted.beginning.undoes != nil { return nil }
        do throws(UserError) {
            try interrupted.enterFolder(&console)
            let runbook = try LoadedRunbook.load(interrupted.beginning.runbook, display: display, on: console)
            let kept = RecordedParameters(
                origin: .run(interrupted.beginning), parameters: runbook.program.allParameters)
            let request = RunRequest(
                program: runbook.program, parameters: kept.values, identity: interrupted.identity)
            let resumeCheck = await request.recall(interrupted.history)
            return resumeCheck.isWhole ? resumeCheck.pendingUndo : nil
        } catch {
            return nil
        }
    }

    private static func unknown(_ interrupted: InterruptedRun) -> String {
        let beginning = interrupted.beginning
        if let undone = beginning.undoes {
            return interrupted.history.undecided.isEmpty
                ? "What is left to undo of \(undone): belay undo \(undone)"
                : "So nobody knows what is left to undo of \(undone)."
        }
        return beginning.isSession
            ? "Only the session itself knew what could be undone."
            : "The runbook has changed, so what would undo its steps is not known."
    }

    private func show(_ end: RunEnd, isKnown: Bool, _ interrupted: InterruptedRun, on console: Console) {
        switch display.format {
        case .json:
            var lines = RunLines(spelling: \.copyable)
            for object in lines.handle(.runFinished(end), at: console.clock.timestamp) {
                console.output.writeData(object.text + "\n")
            }
        case .text:
            var renderer = RunRenderer(
                medium: .lines, palette: console.palette(display.colour, for: console.output), sources: [],
                spelling: \.copyable)
            console.output.write(renderer.handle(.runFinished(end), at: .zero))
            for effect in interrupted.history.undecided {
                console.output.write(
                    "Outcome unknown: \(PrintableText.make(effect.intent.command, indent: 4)) (\(effect.intent.step))\n"
                )
            }
            if !isKnown {
                console.output.write(
                    "\(Self.unknown(interrupted))\n  belay show \(interrupted.journal.run)   what it has done\n"
                )
            }
        }
    }
}
