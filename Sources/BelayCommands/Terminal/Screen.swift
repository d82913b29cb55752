import BelayReporting
import BelayRuntime
import BelaySystem
import Synchronization

/// Draws a run on a terminal: what is final scrolls up, what runs now is redrawn in place beneath it.
final class Screen: RunDisplay {
    private struct State {
        var renderer: RunRenderer
        /// Rows beneath the page, to be erased before anything else is written.
        var drawn: [String] = []
        /// While a person is asked nothing is drawn over the question.
        var isPaused = false
        /// Text that came in a pause.
        var held = DeferredOutput()
        /// The same, of somebody else.
        var said = DeferredOutput()
        /// Steps whose question a person answers here: the answer is on the terminal already.
        var typed: Set<StepPath> = []
        var lastDrawing = Duration.zero
    }

    private let state: Mutex<State>
    private let output: OutputFile
    private let clock: any RunClock

    init(_ renderer: RunRenderer, output: OutputFile, clock: any RunClock) {
        state = Mutex(State(renderer: renderer))
        self.output = output
        self.clock = clock
    }

    func observe(_ event: Redacted<RunEvent>) {
        let now = clock.now
        state.withLock { state in
            if case .questionAnswered(let step, _) = event.content, state.typed.remove(step) != nil { return }
            let text = state.renderer.handle(event.content, at: now)
            if state.isPaused {
                state.held.append(text)
                return
            }
            if text.isEmpty, now - state.lastDrawing < Self.frame { return }
            draw(text, &state, at: now)
        }
    }

    /// Lets times count on. Called a few times a second.
    func tick() {
        state.withLock { state in
            if !state.isPaused { draw("", &state, at: clock.now) }
        }
    }

    /// Leaves the terminal to a question, until `resume`.
    func pause(asking question: Question, waiting: [StepPath]) {
        state.withLock { state in
            output.write(erasure(&state) + state.renderer.head(of: question, waiting: waiting))
            state.isPaused = true
            state.typed.insert(question.step)
        }
    }

    func resume() {
        state.withLock { state in
            state.isPaused = false
            draw(state.held.takeAll() + state.said.takeAll(), &state, at: clock.now)
        }
    }

    /// The column where the texts of questions begin.
    var textColumn: Int { state.withLock { $0.renderer.textColumn } }

    /// A line of Belay's own, such as what a signal will do.
    func show(_ text: String) {
        state.withLock { state in
            if state.isPaused { state.said.append(text) } else { draw(text, &state, at: clock.now) }
        }
    }

    func takeSaid() -> String { state.withLock { $0.said.takeAll() } }

    private func draw(_ text: String, _ state: inout State, at now: Duration) {
        if let size = output.screenSize { state.renderer.resize(width: size.width, height: size.height) }
        let rows = state.renderer.live(at: now)
        if text.isEmpty, rows == state.drawn { return }
        var frame = erasure(&state) + text
        for row in rows { frame += row + "\n" }
        state.drawn = rows
        state.lastDrawing = now
        output.write(frame)
    }

    private func erasure(_ state: inout State) -> String {
        defer { state.drawn = [] }
        return state.drawn.isEmpty ? "" : "\u{1B}[\(state.drawn.count)A\r\u{1B}[J"
    }

    /// Output that pours in is drawn no more often than this.
    private static let frame = Duration.milliseconds(50)
}
