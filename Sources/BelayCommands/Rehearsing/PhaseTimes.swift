import BelayRuntime
import Synchronization

/// The durations of a run's phases.
final class PhaseTimes: RunObserver {
    private struct State {
        var titles: [StepPath: String] = [:]
        var times: [(title: String, time: Duration)] = []
    }

    private let state = Mutex(State())

    /// In the order in which they ended.
    var all: [(title: String, time: Duration)] { state.withLock { $0.times } }

    func observe(_ event: Redacted<RunEvent>) {
        state.withLock { state in
            if case .stepStarted(let start) = event.content, start.kind == .phase {
                state.titles[start.step] = start.title.shown
            } else if case .stepFinished(let end) = event.content, end.kind == .phase,
                let title = state.titles[end.step]
            {
                state.times.append((title, end.duration))
            }
        }
    }
}
