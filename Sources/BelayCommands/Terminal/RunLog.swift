import BelayReporting
import BelayRuntime
import BelaySystem
import Synchronization

/// Writes a run as lines for people, where nothing can be drawn in place.
final class RunLog: RunDisplay {
    private struct State {
        var renderer: RunRenderer
        var typed: Set<StepPath> = []
        /// While a person is asked, new output waits.
        var isPaused = false
        var held = DeferredOutput()
        var said = DeferredOutput()
    }

    private let state: Mutex<State>
    private let output: OutputFile
    private let clock: any RunClock
    /// Only what fails, is noted or asked, and an end that is not simply done.
    private let isQuiet: Bool

    init(_ renderer: RunRenderer, output: OutputFile, clock: any RunClock, isQuiet: Bool = false) {
        state = Mutex(State(renderer: renderer))
        self.isQuiet = isQuiet
        self.output = output
        self.clock = clock
    }

    func observe(_ event: Redacted<RunEvent>) {
        let now = clock.now
        state.withLock { state in
            if case .questionAnswered(let step, _) = event.content, state.typed.remove(step) != nil { return }
            // The last lines of what fails come with its failure.
            if isQuiet, case .stepOutput = event.content { return }
            let text = state.renderer.handle(event.content, at: now)
            if !isQuiet || event.content.isLoud { write(text, &state) }
        }
    }

    /// Says what runs for long. Called about once a second.
    func tick() {
        if isQuiet { return }
        state.withLock { state in
            if !state.isPaused { write(state.renderer.wait(at: clock.now), &state) }
        }
    }

    func pause(asking question: Question, waiting: [StepPath]) {
        state.withLock { state in
            output.write(state.renderer.head(of: question, waiting: waiting))
            state.isPaused = true
            state.typed.insert(question.step)
        }
    }

    func resume() {
        state.withLock { state in
            state.isPaused = false
            let held = state.held.takeAll() + state.said.takeAll()
            if !held.isEmpty { output.write(held) }
        }
    }

    func show(_ text: String) {
        state.withLock { state in
            if state.isPaused { state.said.append(text) } else { write(text, &state) }
        }
    }

    func takeSaid() -> String { state.withLock { $0.said.takeAll() } }

    private func write(_ text: String, _ state: inout State) {
        if state.isPaused { state.held.append(text) } else if !text.isEmpty { output.write(text) }
    }

    var textColumn: Int { state.withLock { $0.renderer.textColumn } }
}

extension RunEvent {
    /// Also told to whoever wants to hear nothing else.
    fileprivate var isLoud: Bool {
        switch self {
        case .questionAsked, .said(_, .noted), .said(_, .recovered): true
        case .stepFinished(let end): if case .failed = end.ending { true } else { false }
        case .runFinished(let end): end.outcome != .done || !end.report.notes.isEmpty || !end.report.skipped.isEmpty
        case .runStarted, .stepStarted, .stepOutput, .said, .awaitObserved, .questionAnswered, .handlerStarted,
            .branchStarted, .branchEnded, .strandStarted, .strandEnded:
            false
        }
    }
}
