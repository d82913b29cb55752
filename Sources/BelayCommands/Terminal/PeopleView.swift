import BelayREPL
import BelayReporting
import BelayRuntime
import BelaySource
import BelayTransports

/// What a run or one input of a session is shown to people on: a screen, or lines where nothing can be drawn in place.
struct PeopleView {
    let stage: any RunDisplay
    private let screen: Screen?
    private let lines: RunLog?
    private let console: Console
    private let surroundings: (any RunSurroundings)?

    /// - Parameter surroundings: what is seen of them is shown on a screen.
    init(
        _ sources: [SourceText], _ plan: Plan, _ detail: RunDetail, _ display: DisplayOptions, _ console: Console,
        surroundings: (any RunSurroundings)? = nil
    ) {
        self.console = console
        self.surroundings = surroundings
        let size = console.hasScreen && !detail.isQuiet ? console.output.screenSize : nil
        var renderer = RunRenderer(
            medium: size.map { .screen(width: $0.width, height: $0.height) } ?? .lines,
            palette: console.palette(display.colour, for: console.output), sources: sources,
            steps: plan.events.planned.map(\.step), way: detail.keepsOutput ? Way() : Way(plan.events),
            showsReads: detail.showsReads,
            keepsOutput: detail.keepsOutput, foldsPhases: detail.foldsPhases, explains: detail.explains,
            spelling: \.copyable)
        if size == nil {
            let written = RunLog(
                renderer, output: console.output, clock: console.clock, isQuiet: detail.isQuiet)
            (stage, screen, lines) = (written, nil, written)
        } else {
            renderer.usualTimes = surroundings?.usualTimes ?? [:]
            let drawn = Screen(
                renderer, output: console.output, clock: console.clock,
                reflows: TerminalType.reflows(console.environment), keyboard: console.isTerminal ? Keyboard() : nil)
            (stage, screen, lines) = (drawn, drawn, nil)
        }
    }

    /// Something that Belay itself has to say, where it does not disturb what is drawn.
    func show(_ sentence: String) {
        if let screen { screen.show(sentence + "\n") } else { console.error.write("belay: \(sentence)\n") }
    }

    /// Draws the time as it goes, and in a log says what runs for long, until the task is cancelled.
    func tick() -> Task<Void, Never> {
        Task { [self] in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await count() }
                if let screen, let surroundings { group.addTask { await watch(surroundings, on: screen) } }
            }
        }
    }

    private func count() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: screen == nil ? .seconds(1) : .milliseconds(200))
            if Task.isCancelled { return }
            screen?.tick()
            lines?.tick()
        }
    }

    private func watch(_ surroundings: any RunSurroundings, on screen: Screen) async {
        while !Task.isCancelled {
            screen.show(view: await surroundings.look())
            try? await Task.sleep(for: .seconds(1))
        }
    }
}
