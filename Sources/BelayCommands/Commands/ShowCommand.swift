import ArgumentParser
import BelayData
import BelayJournal
import BelayReporting
import BelaySystem
import BelayTransports

/// `belay show RUN`: what happened in a run, from its journal.
struct ShowCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "show", usage: "[<run>] [<options>]",
        abstract: "Show what a run did: who ran it, every step with its command, how long it took and how it ended.",
        discussion: """
            Example; the beginning of the id is enough while no other run begins with it:

                belay show 20260301-093000-k3f9
                belay show --step 2.3
                belay show --format markdown
            """)

    @Argument(
        help: ArgumentHelp("The id of a run, or its beginning; by default the last run.", valueName: "run"))
    var run: String?

    @OptionGroup var options: ShowOptions

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        if options.step != nil, options.format != .text {
            throw UserError(status: .usage, message: "--step shows text")
        }
        let state = try StateFolder.found(by: console)
        let damage: JournalDamage?
        do throws(StateFailure) {
            let folder = try RunCatalogue(state).find(run, now: console.clock.timestamp)
            switch options.format {
            case .text: damage = try PastRunView(folder, state, options, console).show()
            case .json: damage = try showLines(folder, on: console)
            case .markdown, .html, .junit, .otlp: damage = try showReport(folder, state, on: console)
            }
        } catch {
            throw UserError(message: error.message, help: error.help)
        }
        if let damage { throw UserError(message: damage.sentence(of: "the journal")) }
        return .done
    }

    private func showLines(_ folder: RunFolder, on console: Console) throws(StateFailure) -> JournalDamage? {
        var lines = RunLines(spelling: \.copyable)
        var replay = RunReplay()
        return try folder.forEachEntry { entry in
            let time = entry.timestamp.sinceEpoch
            for event in replay.take(entry.record, at: time) {
                for object in lines.handle(event, at: entry.timestamp) { console.output.writeData(object.text + "\n") }
            }
        }
    }

    private func showReport(
        _ folder: RunFolder, _ state: StateFolder, on console: Console
    ) throws(StateFailure) -> JournalDamage? {
        let kept = try KeptRun(folder)
        let clock = console.clockTime
        switch options.format {
        case .markdown:
            console.output.writeData(RunMarkdown(kept.run, id: folder.id, clock: clock, spelling: \.copyable).text)
        case .junit: console.output.writeData(RunJUnit(kept.run, id: folder.id).text)
        case .otlp: console.output.writeData(RunTrace(kept.run, id: folder.id).text + "\n")
        case .html, .text, .json: console.output.writeData(kept.page(clock).html)
        }
        return kept.damage
    }
}
