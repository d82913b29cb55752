import BelayJournal
import BelayReporting
import BelayRuntime
import BelayTransports

/// Commands of a run that still run although Belay was killed. What they do is not known before they end, so nothing goes
/// on until then.
struct Orphans {
    let interrupted: InterruptedRun
    let console: Console

    func waitForTheirEnd() async {
        for effect in interrupted.history.possibleOrphans {
            let mark = RunHistory.mark(ofEffect: effect.intent.number, in: interrupted.journal.run)
            var isTold = false
            while case let processes = MarkedProcesses.find(mark), !processes.isEmpty {
                if !isTold { tell(effect, processes) }
                isTold = true
                try? await console.clock.sleep(for: .milliseconds(200))
            }
        }
    }

    private func tell(_ effect: RunHistory.Effect, _ processes: [Int]) {
        let numbers = processes.map(String.init).joined(separator: ", ")
        console.error.write(
            "belay: the command of step \(effect.intent.step) still runs (process \(numbers)); waiting for its end\n"
                + "  \(PrintableText.make(effect.intent.command))\n")
    }
}
