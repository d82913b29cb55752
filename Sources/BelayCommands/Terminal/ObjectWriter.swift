import BelayData
import BelayReporting
import BelayRuntime
import Synchronization

/// Writes a run as objects for machines, one a line.
final class ObjectWriter: RunObserver {
    private let lines = Mutex(RunLines())
    private let output: OutputFile
    private let clock: any RunClock
    /// The members after those of every run's end.
    private let ending: (@Sendable () -> [DataValue.Object.Member])?

    init(output: OutputFile, clock: any RunClock, ending: (@Sendable () -> [DataValue.Object.Member])? = nil) {
        self.output = output
        self.clock = clock
        self.ending = ending
    }

    func observe(_ event: RunEvent) {
        var further: [DataValue.Object.Member] = []
        if case .runFinished = event { further = ending?() ?? [] }
        lines.withLock { lines in
            var text = ""
            for line in lines.handle(event, at: clock.timestamp) {
                guard var object = line.object else { continue }
                for member in further { object[member.key] = member.value }
                text += DataValue.object(object).text + "\n"
            }
            if !text.isEmpty { output.write(text) }
        }
    }
}
