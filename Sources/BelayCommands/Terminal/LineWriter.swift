import BelayData
import BelayReporting
import BelayRuntime
import Synchronization

/// Writes a run where there is no screen: lines for people, or objects for machines.
final class LineWriter: RunObserver {
    private enum Form {
        case text(RunRenderer)
        case json(RunLines)
    }

    private let form: Mutex<Form>
    private let output: OutputFile
    private let clock: any RunClock

    init(_ renderer: RunRenderer, output: OutputFile, clock: any RunClock) {
        form = Mutex(.text(renderer))
        self.output = output
        self.clock = clock
    }

    init(_ lines: RunLines, output: OutputFile, clock: any RunClock) {
        form = Mutex(.json(lines))
        self.output = output
        self.clock = clock
    }

    func observe(_ event: RunEvent) {
        form.withLock { form in
            switch form {
            case .text(var renderer):
                let text = renderer.take(event, at: clock.now)
                form = .text(renderer)
                if !text.isEmpty { output.write(text) }
            case .json(var lines):
                let objects = lines.take(event, at: clock.timestamp)
                form = .json(lines)
                output.write(objects.map { $0.text + "\n" }.joined())
            }
        }
    }
}
