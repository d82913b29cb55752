import BelayData
import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySource
import BelaySystem
import BelayTransports

/// A run that is over, on the console.
struct PastRunView {
    private let folder: RunFolder
    private let state: StateFolder
    private let options: ShowOptions
    private let console: Console

    init(_ folder: RunFolder, _ state: StateFolder, _ options: ShowOptions, _ console: Console) {
        self.folder = folder
        self.state = state
        self.options = options
        self.console = console
    }

    /// Beneath a step this many lines of its output are shown.
    private static let shownLines = 5

    /// - Returns: why not all of it is there.
    func show() throws(StateFailure) -> JournalDamage? {
        var survey = PastRun.Survey()
        _ = try folder.forEachEntry { survey.take($0.record, at: $0.timestamp) }
        let scope = PastRun.Scope(step: options.step, lines: Self.shownLines)
        if let step = options.step, !survey.has(scope) {
            throw StateFailure(message: "the run has nothing of a step \(step)", help: ["belay show \(folder.id)"])
        }
        var past = PastRun(
            survey, scope: scope, medium: medium, palette: console.palette(options.colour, for: console.output),
            sources: sources(survey),
            clock: console.clockTime, spelling: \.copyable)
        let damage = try folder.forEachEntry { entry in
            console.output.write(past.take(entry.record, at: entry.timestamp))
            guard case .inspected(let step, let session) = entry.record else { return }
            let changes = InspectChanges(at: step, of: session, in: state)
            for line in changes.lines + [changes.damage].compactMap({ $0 }) {
                console.output.write(past.add(line, at: step, entry.timestamp))
            }
        }
        console.output.write(past.rest())
        return damage
    }

    private var medium: RunRenderer.Medium {
        console.width.map { .screen(width: $0, height: 0) } ?? .lines
    }

    private func sources(_ survey: PastRun.Survey) -> [SourceText] {
        let kept = KeptSources(of: folder)
        var sources: [SourceText] = []
        for number in 0..<survey.fileCount {
            guard let bytes = kept.read(number) else { break }
            sources.append(SourceText(file: FileNumber(number), name: survey.name(ofFile: number), bytes: bytes))
        }
        return sources
    }
}
