import BelayAgentServer
import BelayData
import BelayJournal
import BelayRuntime
import BelayWorkspace

/// Whether an agent may start what a plan says: it only reads, or somebody who does not run it has approved it.
struct PlanPermission {
    private let description: PlanDescription
    /// As the plan is called.
    private let name: String
    private let desk: AgentDesk

    init(_ plan: SavedPlan, named name: String, on desk: AgentDesk) {
        description = PlanDescription(plan)
        self.name = name
        self.desk = desk
    }

    private var plan: SavedPlan { description.plan }

    /// What has to be done so that an agent can start it.
    var next: String {
        do throws(ToolRefusal) {
            try checkQuestions()
            if needsApproval { try check(plan.filesNextToIt(on: desk.console)) }
            return "call `start` with this plan"
        } catch {
            return ([error.message] + error.help).joined(separator: "\n  ")
        }
    }

    /// What `body` comes to, if the plan may be started: at once, or when the store has said what others have signed. Refuses what a
    /// person has to run, what nobody has approved, and what somebody has rejected.
    func granted(_ body: @escaping () throws(ToolRefusal) -> CallAnswer) throws(ToolRefusal) -> CallAnswer {
        try checkQuestions()
        guard needsApproval else { return try body() }
        guard desk.console.hasStore else {
            try check(plan.filesNextToIt(on: desk.console))
            return try body()
        }
        return .waits(
            ApprovalSearch(plan, on: desk.console) { files throws(ToolRefusal) in
                try check(files)
                return try body()
            })
    }

    private func checkQuestions() throws(ToolRefusal) {
        if let question = description.questions.first(where: \.keepsAgentsOut) {
            throw ToolRefusal(
                "step \(question.step) asks what only a person can answer: \(question.text.shown)",
                help: ["a person runs it at a terminal: belay run \(ShellQuoting.quoted(plan.name))"])
        }
    }

    private var needsApproval: Bool { description.worst != .reads || desk.approvesReads }

    private func check(_ files: [ApprovalFile]) throws(ToolRefusal) {
        let how = [
            "somebody else looks at it: belay show \(ShellQuoting.quoted(plan.name))",
            "and approves it: belay approve \(ShellQuoting.quoted(plan.name))",
        ]
        do throws(UserError) {
            let judge = try ApprovalDesk(desk.console, isRunner: true)
            if let runner = judge.runner, runner.names.isEmpty { throw UserError(message: Runner.unknown) }
            var count = ApprovalCount()
            count.add(files, of: plan.file.digest, within: nil, by: judge)
            if let rejected = count.rejected { throw UserError(message: "\(name) was rejected by \(rejected)") }
            if !count.approved.isEmpty { return }
            let reasons = (["nobody has approved it"] + count.refusals).joined(separator: "; ")
            throw UserError(message: "\(name) \(description.worst.words), and \(reasons)", help: how)
        } catch {
            throw ToolRefusal(error)
        }
    }
}
