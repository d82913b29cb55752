import ArgumentParser
import BelayData
import BelayJournal
import BelayReporting
import BelaySystem

/// `belay runs`: what ran on this machine.
struct RunsCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "runs", usage: "[<options>]",
        abstract: "List runs and how they ended, oldest first.",
        discussion: """
            Example:

                belay runs
                belay show 20260301-093000-k3f9
            """)

    @OptionGroup var display: DisplayOptions

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let state = try StateFolder.found(by: console)
        let summaries: [RunSummary]
        do {
            summaries = try RunCatalogue(state).summaries(now: console.clock.timestamp)
        } catch {
            throw UserError(message: error.message)
        }
        switch display.format {
        case .json: for summary in summaries { console.output.write(summary.json.text + "\n") }
        case .text:
            let palette = console.palette(display.colour, for: console.output)
            console.output.write(RunTable(summaries).rendered(in: palette))
        }
        return .done
    }
}

extension StateFolder {
    static func found(by console: Console) throws(UserError) -> StateFolder {
        do {
            return try StateFolder(environment: console.environment)
        } catch {
            throw UserError(message: error.message, help: error.help)
        }
    }
}
