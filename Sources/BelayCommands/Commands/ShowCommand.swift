import ArgumentParser
import BelayData
import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySystem
import BelayTransports

/// `belay show RUN`: what happened in a run, from its journal.
struct ShowCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "show", usage: "[<run>] [<options>]",
        abstract: "Show what a run did: every change with its command, how long it took and how it ended.",
        discussion: """
            Example; the beginning of the id is enough while no other run begins with it:

                belay show 20260301-093000-k3f9
            """)

    @Argument(
        help: ArgumentHelp("The id of a run, or its beginning; by default the last run.", valueName: "run"),
        completion: .custom { _, _, _ in Completion.runs() })
    var run: String?

    @OptionGroup var display: DisplayOptions

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let state = try StateFolder.found(by: console)
        let damage: JournalDamage?
        do throws(StateFailure) {
            let catalogue = RunCatalogue(state)
            guard let last = try catalogue.summaries(now: console.clock.timestamp).last?.id else {
                throw StateFailure(message: "nothing has run yet")
            }
            let folder = try catalogue.find(run ?? last)
            switch display.format {
            case .json: damage = try showLines(folder, on: console)
            case .text: damage = try show(folder, in: state, on: console)
            }
        } catch {
            throw UserError(message: error.message)
        }
        if let damage {
            throw UserError(message: damage.sentence(of: "the journal"))
        }
        return .done
    }

    private func show(
        _ folder: RunFolder, in state: StateFolder, on console: Console
    ) throws(StateFailure) -> JournalDamage? {
        var renderer = RunRenderer(
            medium: .lines, palette: console.palette(display.colour, for: console.output), sources: [],
            spelling: \.copyable)
        var replay = RunReplay()
        let damage = try folder.forEachEntry { entry in
            let time = entry.timestamp.sinceEpoch
            for event in replay.take(entry.record, at: time) { console.output.write(renderer.handle(event, at: time)) }
            if case .inspected(let step, let session) = entry.record {
                let changes = InspectChanges(at: step, of: session, in: state)
                for line in changes.lines + [changes.damage].compactMap({ $0 }) {
                    console.output.write(renderer.handle(.said(step, .plain(line)), at: time))
                }
            }
        }
        for intent in replay.unsettled {
            console.output.write(
                "Outcome unknown: \(PrintableText.make(intent.command, indent: 4)) (\(intent.step))\n")
        }
        return damage
    }

    private func showLines(_ folder: RunFolder, on console: Console) throws(StateFailure) -> JournalDamage? {
        var lines = RunLines(spelling: \.copyable)
        var replay = RunReplay()
        return try folder.forEachEntry { entry in
            let time = entry.timestamp.sinceEpoch
            for event in replay.take(entry.record, at: time) {
                for object in lines.handle(event, at: entry.timestamp) { console.output.write(object.text + "\n") }
            }
        }
    }
}
