import BelayReporting
import BelayRuntime
import BelaySource

/// The display of one input.
struct SessionView {
    let stage: any RunDisplay
    private let screen: Screen?

    /// - Parameter showsReads: what was typed is itself a read, so its output is shown.
    init(_ sources: [SourceText], _ plan: Plan, showsReads: Bool, _ display: DisplayOptions, _ console: Console) {
        let size = console.hasScreen ? console.output.screenSize : nil
        let renderer = RunRenderer(
            medium: size.map { .screen(width: $0.width, height: $0.height) } ?? .lines,
            palette: console.palette(display.colour, for: console.output), sources: sources,
            steps: plan.events.planned.map(\.step), showsReads: showsReads, keepsOutput: true)
        if size == nil {
            (stage, screen) = (LineWriter(renderer, output: console.output, clock: console.clock), nil)
        } else {
            let drawn = Screen(renderer, output: console.output, clock: console.clock)
            (stage, screen) = (drawn, drawn)
        }
    }

    func say(_ sentence: String, on console: Console) {
        if let screen { screen.say(sentence + "\n") } else { console.error.write("belay: \(sentence)\n") }
    }

    /// Draws the time as it goes, until the task is cancelled.
    func tick() -> Task<Void, Never>? {
        screen.map { screen in
            Task {
                while !Task.isCancelled {
                    try? await Task.sleep(for: .milliseconds(200))
                    screen.tick()
                }
            }
        }
    }
}
