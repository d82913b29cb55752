import BelayReporting
import BelayRuntime
import BelaySource
import BelayTransports

/// What a run or one input of a session is shown to people on: a screen, or lines where nothing can be drawn in place.
struct PeopleView {
    let stage: any RunDisplay
    private let screen: Screen?
    private let lines: LineWriter?
    private let console: Console

    /// - Parameters:
    ///   - showsReads: the reads are shown too, with their output.
    ///   - keepsOutput: what a command printed stays when it has ended.
    ///   - isQuiet: only failures and questions are shown.
    init(
        _ sources: [SourceText], _ plan: Plan, showsReads: Bool, keepsOutput: Bool = false, isQuiet: Bool = false,
        _ display: DisplayOptions, _ console: Console
    ) {
        self.console = console
        let size = console.hasScreen && !isQuiet ? console.output.screenSize : nil
        let renderer = RunRenderer(
            medium: size.map { .screen(width: $0.width, height: $0.height) } ?? .lines,
            palette: console.palette(display.colour, for: console.output), sources: sources,
            steps: plan.events.planned.map(\.step), showsReads: showsReads, keepsOutput: keepsOutput,
            spelling: \.copyable)
        if size == nil {
            let written = LineWriter(renderer, output: console.output, clock: console.clock, isQuiet: isQuiet)
            (stage, screen, lines) = (written, nil, written)
        } else {
            let drawn = Screen(renderer, output: console.output, clock: console.clock)
            (stage, screen, lines) = (drawn, drawn, nil)
        }
    }

    /// Something that Belay itself has to say, where it does not disturb what is drawn.
    func show(_ sentence: String) {
        if let screen { screen.show(sentence + "\n") } else { console.error.write("belay: \(sentence)\n") }
    }

    /// Draws the time as it goes, and in a log says what runs for long, until the task is cancelled.
    func tick() -> Task<Void, Never> {
        Task { [screen, lines] in
            while !Task.isCancelled {
                try? await Task.sleep(for: screen == nil ? .seconds(1) : .milliseconds(200))
                if Task.isCancelled { return }
                screen?.tick()
                lines?.tick()
            }
        }
    }
}
