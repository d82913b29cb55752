import ArgumentParser
import BelayJournal
import BelayReporting
import BelaySystem

/// `belay report RUN -o FILE.html`: a run as a page to keep and to hand on.
struct ReportCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "report", usage: "[<run>] -o <file>",
        abstract: "Write a run as one page of HTML, to be read anywhere without a network.",
        discussion: """
            Example; the beginning of the id is enough while no other run begins with it:

                belay report -o run.html
                belay report 20260301-093000-k3f9 -o run.html
                belay report -o ticket.md
                belay report --all -o runs/

            The page has what failed, a timeline, every step with its command and the end of its output, who answered what,
            and the records of the run. Secrets are not in it. A file whose name ends with .md gets Markdown, as `belay show` prints it. With --all it is a folder with a page for each run and
            `index.html`, which lists them.
            """)

    @Argument(
        help: ArgumentHelp("The id of a run, or its beginning; by default the last run.", valueName: "run"))
    var run: String?

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("The page; with --all a folder, which is made if it is missing.", valueName: "file"),
        completion: .file())
    var output: String

    @Flag(help: "Every run there is, with an index.")
    var all = false

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        if all, run != nil { throw UserError(status: .usage, message: "either one run or --all") }
        let writer = try ReportWriter(console)
        if all { return try writer.writeAll(to: output) }
        return try await writer.write(run, to: output)
    }
}
