import ArgumentParser
import BelayData
import BelayJournal
import BelayReporting
import BelaySystem

/// `belay runs`: what ran on this machine, and on all that share a store.
struct RunsCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "runs", usage: "[<name>] [<options>]",
        abstract: "List runs and how they ended, oldest first.",
        discussion: """
            Example:

                belay runs
                belay runs deploy --failed --last 5
                belay show 20260301-093000-k3f9
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
        /// Metrics for a textfile collector.
        case prometheus
    }

    @OptionGroup var filter: RunFilter

    @Option(
        help: ArgumentHelp(
            "Output format: text, one JSON object per run, or metrics for Prometheus.",
            valueName: "text|json|prometheus"))
    var format = Format.text

    @OptionGroup var colour: ColourOption

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let state = try StateFolder.found(by: console)
        let summaries = try await AllRuns(in: state, on: console).summaries()
        let chosen = try filter.chosen(from: summaries, MomentReading(console))
        switch format {
        case .json: for summary in chosen { console.output.writeData(summary.json.text + "\n") }
        case .prometheus: console.output.writeData(RunMetrics(chosen).text)
        case .text:
            let palette = console.palette(colour.colour, for: console.output)
            if chosen.isEmpty {
                console.output.write(summaries.isEmpty ? "Nothing has run yet.\n" : "No such run.\n")
            } else {
                console.output.write(RunTable(chosen, console.clockTime).rendered(in: palette))
            }
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
