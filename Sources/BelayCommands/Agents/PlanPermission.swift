import BelayAgentServer
import BelayData
import BelayJournal
import BelayRuntime
import BelayWorkspace

/// Whether an agent may start what a plan says: it only reads, or somebody who does not run it has approved it.
struct PlanPermission {
    private let description: PlanDescription
    /// Absolute: the approvals are next to it.
    private let path: String
    /// As the plan is called.
    private let name: String
    private let desk: AgentDesk

    init(_ plan: SavedPlan, at path: String, named name: String, on desk: AgentDesk) {
        description = PlanDescription(plan)
        self.path = path
        self.name = name
        self.desk = desk
    }

    private var digest: String { description.plan.file.digest }

    /// What has to be done so that an agent can start it.
    var next: String {
        do throws(ToolRefusal) {
            try check()
            return "call `start` with this plan"
        } catch {
            return ([error.message] + error.help).joined(separator: "\n  ")
        }
    }

    /// Refuses what a person has to run, and what nobody has approved.
    func check() throws(ToolRefusal) {
        if let question = description.questions.first(where: \.keepsAgentsOut) {
            throw ToolRefusal(
                "step \(question.step) asks what only a person can answer: \(question.text.shown)",
                help: ["a person runs it at a terminal: belay run \(ShellQuoting.quoted(path))"])
        }
        if description.worst != .reads || desk.approvesReads { try checkApproval() }
    }

    private func checkApproval() throws(ToolRefusal) {
        let how = [
            "somebody else looks at it: belay show \(ShellQuoting.quoted(path))",
            "and approves it: belay approve \(ShellQuoting.quoted(path))",
        ]
        do throws(UserError) {
            let judge = try ApprovalDesk(desk.console, isRunner: true)
            if let runner = judge.runner, runner.names.isEmpty { throw UserError(message: Runner.unknown) }
            var count = ApprovalCount()
            count.add(ApprovalFile.all(beginningWith: path + "."), of: digest, within: nil, by: judge)
            if let rejected = count.rejected { throw UserError(message: "\(name) was rejected by \(rejected)") }
            if !count.approved.isEmpty { return }
            let reasons = (["nobody has approved it"] + count.refusals).joined(separator: "; ")
            throw UserError(message: "\(name) \(description.worst.words), and \(reasons)", help: how)
        } catch {
            throw ToolRefusal(error)
        }
    }
}
