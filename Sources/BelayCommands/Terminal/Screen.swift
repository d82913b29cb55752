import BelayReporting
import BelayRuntime
import BelaySystem
import Synchronization

/// Draws a run on a terminal: what is final scrolls up, what runs now is redrawn in place beneath it.
final class Screen: RunDisplay {
    private struct State {
        var renderer: RunRenderer
        /// Rows beneath the page, to be erased before anything else is written.
        var drawn = DrawnRows()
        /// What is typed is not shown.
        var isSilent = false
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
    /// The terminal breaks long rows again where it becomes narrower.
    private let reflows: Bool
    /// Nil where nobody types.
    private let keyboard: Keyboard?

    init(
        _ renderer: RunRenderer, output: OutputFile, clock: any RunClock, reflows: Bool = true,
        keyboard: Keyboard? = nil
    ) {
        state = Mutex(State(renderer: renderer))
        self.output = output
        self.clock = clock
        self.reflows = reflows
        self.keyboard = keyboard
    }

    func observe(_ event: Redacted<RunEvent>) {
        let now = clock.now
        state.withLock { state in
            if case .questionAnswered(let step, _) = event.content, state.typed.remove(step) != nil { return }
            let text = state.renderer.handle(event.content, at: now)
            listen(for: event.content, &state)
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
            if state.isPaused { return }
            // Whoever stopped the run for a while had it on in the meantime.
            if state.isSilent { keyboard?.silence() }
            draw("", &state, at: clock.now)
        }
    }

    /// From the begin of a run to its end nothing is typed but answers.
    private func listen(for event: RunEvent, _ state: inout State) {
        switch event {
        case .runStarted:
            state.isSilent = true
            if !state.isPaused { keyboard?.silence() }
        case .runFinished:
            state.isSilent = false
            keyboard?.restore()
        default: return
        }
    }

    /// What is seen of the surroundings of the run, a row each.
    func show(view: [String]) { state.withLock { $0.renderer.view = view } }

    /// Leaves the terminal to a question, until `resume`.
    func pause(asking question: Question, waiting: [StepPath]) {
        state.withLock { state in
            output.write(erasure(&state) + state.renderer.head(of: question, waiting: waiting))
            state.isPaused = true
            if state.isSilent { keyboard?.restore() }
            state.typed.insert(question.step)
        }
    }

    func resume() {
        state.withLock { state in
            state.isPaused = false
            if state.isSilent { keyboard?.silence() }
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
        let size = output.screenSize
        if let size { state.renderer.resize(width: size.width, height: size.height) }
        let rows = state.renderer.live(at: now)
        let frame = state.drawn.replacement(
            by: text, rows, width: size?.width ?? 0, height: size?.height ?? .max, reflows: reflows)
        if frame.isEmpty { return }
        state.lastDrawing = now
        output.write(frame)
    }

    private func erasure(_ state: inout State) -> String {
        let size = output.screenSize
        return state.drawn.erasure(width: size?.width ?? 0, height: size?.height ?? .max, reflows: reflows)
    }

    /// Output that pours in is drawn no more often than this.
    private static let frame = Duration.milliseconds(50)
}
