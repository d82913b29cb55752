import BelayData
import BelayLanguage
import BelayReporting
import BelayRuntime

/// The display of a run: a screen, lines, or objects for machines.
struct RunView {
    let observer: any RunObserver
    /// Nil for machines: nobody is asked anything.
    let stage: (any RunDisplay)?
    /// Nil where nothing is drawn in place.
    let screen: Screen?
    private let console: Console

    init(
        _ runbook: LoadedRunbook, plan: Plan, display: DisplayOptions, isVerbose: Bool, console: Console,
        ending: (@Sendable () -> [DataValue.Object.Member])? = nil
    ) {
        self.console = console
        if display.format == .json {
            (stage, screen) = (nil, nil)
            observer = ObjectWriter(output: console.output, clock: console.clock, ending: ending)
            return
        }
        let size = console.hasScreen ? console.output.screenSize : nil
        let renderer = RunRenderer(
            medium: size.map { .screen(width: $0.width, height: $0.height) } ?? .lines,
            palette: console.palette(display.colour, for: console.output), sources: runbook.program.sources,
            steps: plan.events.planned.map(\.step), showsReads: isVerbose)
        if size == nil {
            let writer = LineWriter(renderer, output: console.output, clock: console.clock)
            (observer, stage, screen) = (writer, writer, nil)
        } else {
            let drawn = Screen(renderer, output: console.output, clock: console.clock)
            (observer, stage, screen) = (drawn, drawn, drawn)
        }
    }

    /// Something that Belay itself has to say, where it disturbs neither lines for machines nor what is drawn.
    func say(_ sentence: String) {
        if let screen { screen.say(sentence + "\n") } else { console.error.write("belay: \(sentence)\n") }
    }
}
