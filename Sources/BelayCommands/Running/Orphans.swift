import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySystem

/// Commands of a run that may still run where they were begun, here or on a host, although Belay was killed or the
/// connection was lost. What they do is not known before they end, so nothing continues until then.
struct Orphans {
    private static let longestPause = Duration.seconds(2)

    let interrupted: InterruptedRun
    let performer: any CommandExecutor
    let console: Console

    /// Ctrl-C ends the wait, and Belay: the run stays as it is.
    func waitForTheirEnd() async {
        for effect in interrupted.history.possibleOrphans { await wait(for: effect) }
    }

    /// Says which still run, and which may, and waits for nothing.
    func name() async {
        for effect in interrupted.history.possibleOrphans {
            guard let change = unseen(effect) else { continue }
            switch await performer.recoveredStatus(of: change) {
            case .runs(let processes, _): report("is still running (\(Self.shown(processes, change)))", effect)
            case .unreachable(let words): report("may still be running: \(words)", effect)
            case .ended, .wrote, .notStarted, .unknown: break
            }
        }
    }

    private func unseen(_ effect: RunHistory.Effect) -> InFlightCommand? {
        effect.unseen(in: interrupted.journal.run, now: console.clock.now)
    }

    private func wait(for effect: RunHistory.Effect) async {
        var isReported = false
        var pause = Duration.milliseconds(200)
        while let change = unseen(effect) {
            switch await performer.recoveredStatus(of: change) {
            // Where the machine does not say for how long, it is as long as its intent is old.
            case .runs(_, let elapsed) where (elapsed ?? change.age ?? .zero) > change.limit:
                report("has run past its time limit; ending it", effect)
                return await performer.terminate(change)
            case .runs(let processes, _):
                if !isReported {
                    report("is still running (\(Self.shown(processes, change))); waiting for its end", effect)
                }
                isReported = true
            // Settling asks again, and leaves it open then.
            case .unreachable(let words): return report("may still be running: \(words)", effect)
            case .ended, .wrote, .notStarted, .unknown: return
            }
            try? await console.clock.sleep(for: pause)
            if change.place.host != nil { pause = min(pause * 2, Self.longestPause) }
        }
    }

    private static func shown(_ processes: [Int], _ change: InFlightCommand) -> String {
        let place = change.place.host.map { " on \($0.shown)" } ?? ""
        return "process \(processes.map(String.init).joined(separator: ", "))\(place)"
    }

    private func report(_ words: String, _ effect: RunHistory.Effect) {
        console.error.write(
            "belay: the command of step \(effect.intent.step) \(words)\n"
                + "  \(PrintableText.make(effect.intent.command, indent: 4))\n")
    }
}
