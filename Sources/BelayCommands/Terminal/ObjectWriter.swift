import BelayData
import BelayReporting
import BelayRuntime
import Synchronization

/// Writes a run as objects for machines, one a line.
final class ObjectWriter: RunObserver {
    private let lines = Mutex(RunLines())
    private let output: OutputFile
    private let clock: any RunClock

    init(output: OutputFile, clock: any RunClock) {
        self.output = output
        self.clock = clock
    }

    func observe(_ event: RunEvent) {
        lines.withLock { lines in
            var text = ""
            for object in lines.take(event, at: clock.timestamp) { text += object.text + "\n" }
            if !text.isEmpty { output.write(text) }
        }
    }
}
