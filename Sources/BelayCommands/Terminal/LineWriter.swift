import BelayReporting
import BelayRuntime
import Synchronization

/// Writes a run as lines for people, where nothing can be drawn in place.
final class LineWriter: Stage {
    private struct State {
        var renderer: RunRenderer
        var typed: Set<StepPath> = []
    }

    private let state: Mutex<State>
    private let output: OutputFile
    private let clock: any RunClock

    init(_ renderer: RunRenderer, output: OutputFile, clock: any RunClock) {
        state = Mutex(State(renderer: renderer))
        self.output = output
        self.clock = clock
    }

    func observe(_ event: RunEvent) {
        let now = clock.now
        state.withLock { state in
            if case .questionAnswered(let step, _) = event, state.typed.remove(step) != nil { return }
            let text = state.renderer.take(event, at: now)
            if !text.isEmpty { output.write(text) }
        }
    }

    func pause(asking step: StepPath) { state.withLock { _ = $0.typed.insert(step) } }

    func resume() {}

    var textColumn: Int { state.withLock { $0.renderer.textColumn } }
}
