import BelayAgentServer
import BelayJournal
import BelayReporting
import BelayRuntime
import BelayTransports

/// `show`: what a run has done, or what a plan would do, in Markdown.
struct ShowTool: AgentTool {
    static let tool = Tool(
        "show", title: "Show a run or a plan",
        description:
            "Shows what a run has done, or what a saved plan would do and who has approved it: every step with its "
            + "command, in Markdown.",
        effects: .reads,
        input: ToolSchema()
            .allowing("run", .stringSchema, "The id of a run, or its beginning.")
            .allowing("plan", .stringSchema, "The file of a plan, instead of a run."),
        output: nil)

    private enum Subject {
        case run(String)
        case plan(String)
    }

    private let subject: Subject

    init(_ arguments: ToolArguments) throws(ToolRefusal) {
        switch (try arguments.optionalString("run"), try arguments.optionalString("plan")) {
        case (let run?, nil): subject = .run(run)
        case (nil, let plan?): subject = .plan(plan)
        default: throw ToolRefusal("`show` takes a `run` or a `plan`, one of the two")
        }
    }

    func call(on desk: AgentDesk) throws(ToolRefusal) -> CallAnswer {
        switch subject {
        case .run(let name): .result(.text(try desk.report(of: try desk.run(name))))
        case .plan(let name): .result(.text(Self.text(of: try desk.plan(name), desk)))
        }
    }

    private static func text(of plan: SavedPlan, _ desk: AgentDesk) -> String {
        let file = plan.file
        let document = PlanMarkdown(detail: .shown)
            .make(
                title: file.beginning.title, lock: file.beginning.lock, events: file.events, readCount: file.readCount)
        let facts = PlanSummary(file: file).head(isWhole: true) + plan.approvalsNextToIt(on: desk.console)
        return document + "\n" + facts.map { "    \($0)\n" }.joined()
    }
}

extension AgentDesk {
    /// What a run has done, in Markdown.
    func report(of folder: RunFolder) throws(ToolRefusal) -> String {
        do throws(StateFailure) {
            let kept = try KeptRun(folder)
            let text = RunMarkdown(kept.run, id: folder.id, clock: console.clockTime, spelling: \.copyable).text
            return kept.damage.map { text + "\n\($0.sentence(of: "The journal")).\n" } ?? text
        } catch {
            throw ToolRefusal(error)
        }
    }
}
