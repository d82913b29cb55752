import BelayLanguage
import BelayReporting
import BelayRuntime

/// What a run is shown on: a screen, lines, or objects for machines.
struct RunView {
    /// Nil where nothing is drawn in place.
    let screen: Screen?
    let observer: any RunObserver
    private let console: Console

    init(_ runbook: LoadedRunbook, plan: Plan, display: DisplayOptions, isVerbose: Bool, console: Console) {
        self.console = console
        let steps = plan.events.planned.map(\.step)
        let palette = console.palette(display.colour, for: console.output)
        switch display.format {
        case .json:
            screen = nil
            observer = LineWriter(RunLines(), output: console.output, clock: console.clock)
        case .text:
            if console.hasScreen, let size = console.output.screenSize {
                let renderer = RunRenderer(
                    medium: .screen(width: size.width, height: size.height), palette: palette,
                    sources: runbook.program.sources, steps: steps, showsReads: isVerbose)
                let drawn = Screen(renderer, output: console.output, clock: console.clock)
                screen = drawn
                observer = drawn
            } else {
                let renderer = RunRenderer(
                    medium: .lines, palette: palette, sources: runbook.program.sources, steps: steps,
                    showsReads: isVerbose)
                screen = nil
                observer = LineWriter(renderer, output: console.output, clock: console.clock)
            }
        }
    }

    /// Something that Belay itself has to say, where it disturbs neither lines for machines nor what is drawn.
    func say(_ sentence: String) {
        if let screen { screen.say(sentence + "\n") } else { console.error.write("belay: \(sentence)\n") }
    }
}
