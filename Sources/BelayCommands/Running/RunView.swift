import BelayData
import BelayLanguage
import BelayReporting
import BelayRuntime
import BelayTransports

/// What a run is shown on: to people, or as objects for machines.
struct RunView {
    let observer: any RunObserver
    /// Nil for machines: nobody is asked anything.
    let people: PeopleView?
    private let console: Console

    init(
        _ runbook: LoadedRunbook, plan: Plan, display: DisplayOptions, detail: RunDetail,
        surroundings: (any RunSurroundings)? = nil, console: Console,
        ending: (@Sendable () -> [DataValue.Object.Member])? = nil
    ) {
        self.console = console
        switch display.format {
        case .json:
            people = nil
            observer = ObjectWriter(output: console.output, clock: console.clock, ending: ending)
        case .text:
            let shown = PeopleView(
                runbook.program.sources, plan, detail, display, console, surroundings: surroundings)
            (people, observer) = (shown, shown.stage)
        }
    }

    /// Something that Belay itself has to say, where it disturbs neither lines for machines nor what is drawn.
    func show(_ sentence: String) {
        if let people { people.show(sentence) } else { console.error.write("belay: \(sentence)\n") }
    }
}
