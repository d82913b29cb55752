import BelayData
import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySource
import BelayTransports

/// The records of a run as they come, on the console: as `belay run` shows it in a log, or as objects for machines.
struct FollowedRun {
    private let display: DisplayOptions
    private let console: Console
    private let sources: [SourceText]
    private var replay = RunReplay()
    private var renderer: RunRenderer
    private var lines = RunLines(spelling: \.copyable)
    var hasBegun: Bool { replay.beginning != nil }
    /// How it ended, as far as it was followed.
    private(set) var end: RunEnd?

    init(_ sources: [SourceText], _ display: DisplayOptions, _ console: Console) {
        (self.sources, self.display, self.console) = (sources, display, console)
        renderer = Self.renderer(sources, display, console)
    }

    private static func renderer(_ sources: [SourceText], _ display: DisplayOptions, _ console: Console) -> RunRenderer
    {
        RunRenderer(
            medium: .lines, palette: console.palette(display.colour, for: console.output), sources: sources,
            spelling: \.copyable)
    }

    mutating func take(_ entry: JournalEntry) {
        let time = entry.timestamp.sinceEpoch
        var events = replay.take(entry.record, at: time)
        if case .resumed = entry.record, end != nil, let beginning = replay.beginning {
            // It begins once more for whoever watches.
            (renderer, end) = (Self.renderer(sources, display, console), nil)
            events.insert(
                .runStarted(
                    RunStart(
                        id: beginning.run, title: beginning.title, stepCount: beginning.stepCount, lock: beginning.lock)
                ),
                at: 0)
        }
        for event in events {
            if case .runFinished(let end) = event { self.end = end }
            switch display.format {
            case .text: console.output.write(renderer.handle(event, at: time))
            case .json:
                for object in lines.handle(event, at: entry.timestamp) { console.output.writeData(object.text + "\n") }
            }
        }
    }
}
