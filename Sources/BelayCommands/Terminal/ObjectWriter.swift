import BelayData
import BelayReporting
import BelayRuntime
import BelaySystem
import BelayTransports
import Synchronization

/// Writes a run as objects for machines, one a line.
final class ObjectWriter: RunObserver {
    private let lines = Mutex(RunLines(spelling: \.copyable))
    private let output: OutputFile
    private let clock: any RunClock
    /// The members after those of every run's end.
    private let ending: (@Sendable () -> [DataValue.Object.Member])?

    init(output: OutputFile, clock: any RunClock, ending: (@Sendable () -> [DataValue.Object.Member])? = nil) {
        self.output = output
        self.clock = clock
        self.ending = ending
    }

    func observe(_ event: Redacted<RunEvent>) {
        var further: [DataValue.Object.Member] = []
        if case .runFinished = event.content { further = ending?() ?? [] }
        lines.withLock { lines in
            var text = ""
            for line in lines.handle(event.content, at: clock.timestamp) {
                guard var object = line.object else { continue }
                for member in further { object[member.key] = member.value }
                text += DataValue.object(object).text + "\n"
            }
            if !text.isEmpty { output.writeData(text) }
        }
    }
}
