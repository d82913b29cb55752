import ArgumentParser
import BelayReporting
import BelayRuntime
import BelaySource

/// What `belay plan` shows of a plan, and how.
struct PlanOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        /// For a pull request.
        case markdown
        /// One object per line, of every step.
        case json
    }

    @Flag(name: .shortAndLong, help: "Show every read, and every step of failure handlers.")
    var verbose = false

    @Flag(help: "Show only what changes something, questions, and the steps around them.")
    var changes = false

    @Option(help: ArgumentHelp("Show only this phase; can be given several times.", valueName: "n"))
    var phase: [Int] = []

    @Option(help: ArgumentHelp("Show only steps with up to this many numbers, and count the rest.", valueName: "n"))
    var depth: Int?

    @Flag(
        inversion: .prefixedNo,
        help: "Show alike elements of a loop once: `the same for b, c`. The default, but with --verbose.")
    var fold: Bool?

    @Option(
        help: ArgumentHelp(
            "Output format: text, Markdown for a pull request, or one JSON object per line with every step.",
            valueName: "text|markdown|json"))
    var format = Format.text

    @OptionGroup var colour: ColourOption

    /// For what else is shown, such as diagnostics.
    var display: DisplayOptions {
        var display = DisplayOptions.people(colour.colour)
        if format == .json { display.format = .json }
        return display
    }

    /// Refuses phases that the plan does not have.
    func detail(of plan: Plan) throws(UserError) -> PlanDetail {
        var detail = PlanDetail(showsReads: verbose, showsHandlers: verbose, folds: fold ?? !verbose)
        detail.onlyChanges = changes
        if let depth {
            if depth < 1 { throw UserError(status: .usage, message: "--depth is 1 or more, not \(depth)") }
            detail.depth = depth
        }
        let phases = plan.events.planned.filter { $0.kind == .phase }
        for number in phase where !phases.contains(where: { $0.step.components == [.ordinal(number)] }) {
            throw UserError(
                status: .usage, message: "the plan has no phase \(number)",
                help: phases.map { "\($0.step) \($0.title.shown)" })
        }
        if !phase.isEmpty { detail.phases = Set(phase) }
        return detail
    }
}
