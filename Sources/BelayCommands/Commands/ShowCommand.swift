import ArgumentParser
import BelayData
import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySource
import BelaySystem
import BelayTransports

/// `belay show RUN`: what happened in a run, from its journal.
struct ShowCommand: Subcommand {
    static let onlyReports = true

    static let configuration = CommandConfiguration.command(
        "show", usage: "[<run or plan>] [<options>]",
        abstract: "Show what a run did, or what a saved plan would do: every step with its command.",
        discussion: """
            Example; the beginning of the id is enough while no other run begins with it:

                belay show 20260301-093000-k3f9
                belay show --step 2.3
                belay show --format markdown
                belay show deploy.plan
            """)

    @Argument(
        help: ArgumentHelp(
            "The id of a run, or its beginning; by default the last run. Or a plan's file.", valueName: "run"))
    var run: String?

    @OptionGroup var options: ShowOptions

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        if options.step != nil, options.format != .text {
            throw UserError(status: .usage, message: "--step shows text")
        }
        if let run, SavedPlan.isNamed(run) { return try await show(SavedPlan(run, on: console), on: console) }
        let state = try StateFolder.found(by: console)
        let damage: JournalDamage?
        let folder = try await AllRuns(in: state, on: console).folder(run)
        do throws(StateFailure) {
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

    private func show(_ plan: SavedPlan, on console: Console) async throws(UserError) -> ExitStatus {
        let summary = PlanSummary(file: plan.file)
        let (title, lock) = (plan.file.beginning.title, plan.file.beginning.lock)
        if options.step != nil {
            throw UserError(status: .usage, message: "--step is for a run, and \(plan.name) is a plan")
        }
        switch options.format {
        case .text:
            let palette = console.palette(options.colour, for: console.output)
            let head = (summary.head(isWhole: true) + (await plan.approvals(on: console))).map { "  \($0.shown)\n" }
                .joined()
            Pager(console: console)
                .show(
                    summary.text(palette, width: console.width, .shown) + "\n\(plan.name.shown)\n" + head)
        case .markdown:
            console.output.writeData(
                PlanMarkdown(detail: .shown)
                    .make(title: title, lock: lock, events: plan.file.events, readCount: plan.file.readCount))
        case .json:
            for step in PlanLines.make(plan.file.events) { console.output.writeData(step.text + "\n") }
        case .html, .junit, .otlp:
            throw UserError(
                status: .usage, message: "a plan is shown as text, markdown or json, not as \(options.format.rawValue)")
        }
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
            console.output.writeData(kept.markdown(clock).text)
        case .junit: console.output.writeData(RunJUnit(kept.run, id: folder.id).text)
        case .otlp: console.output.writeData(RunTrace(kept.run, id: folder.id).text + "\n")
        case .html, .text, .json: console.output.writeData(kept.page(clock).html)
        }
        return kept.damage
    }
}

extension PlanDetail {
    /// Everything that whoever answers for a plan has to have seen.
    static let shown = PlanDetail(showsReads: true, showsHandlers: true, folds: true)
}
