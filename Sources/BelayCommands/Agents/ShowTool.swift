import BelayAgentServer
import BelayJournal
import BelayReporting
import BelayRuntime
import BelayTransports
import Synchronization

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
        case .plan(let name): .waits(PlanShowing(try desk.plan(name), on: desk.console))
        }
    }
}

/// A plan that is shown as soon as it is known what others have said of it, some of which may lie in a store.
private final class PlanShowing: WaitingCall {
    private final class Text: Sendable {
        let content = Mutex<String?>(nil)
    }

    private let text = Text()
    private let work: Task<Void, Never>

    init(_ plan: SavedPlan, on console: Console) {
        work = Task { [text] in
            let whole = await Self.text(of: plan, on: console)
            text.content.withLock { $0 = whole }
        }
    }

    func look() -> ToolResult? { text.content.withLock { $0.map { .text($0) } } }

    func cancel() { work.cancel() }

    private static func text(of plan: SavedPlan, on console: Console) async -> String {
        let file = plan.file
        let document = PlanMarkdown(detail: .shown)
            .make(
                title: file.beginning.title, lock: file.beginning.lock, events: file.events, readCount: file.readCount)
        let facts = PlanSummary(file: file).head(isWhole: true) + await plan.approvals(on: console)
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
