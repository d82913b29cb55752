import BelayJournal
import BelayRuntime

/// Answers an `approval` by the files that there are, and leaves all else to another.
struct ApprovingPrompter: Prompter {
    let base: any Prompter
    let console: Console
    let run: RunFolder
    /// The plan that the run is held to.
    let plan: FollowedPlan?

    var holdsFailures: Bool { base.holdsFailures }
    var isAttended: Bool { base.isAttended }

    func hasAnswer(to question: Redacted<Question>) -> Bool { base.hasAnswer(to: question) }

    func answer(_ question: Redacted<Question>) async -> Answer {
        if case .approval(let wanted) = question.kind { return answer(question.content, wanted) }
        return await base.answer(question)
    }

    func answer(_ question: Redacted<Question>, from stepContext: StepContext) async -> Answer {
        if case .approval(let wanted) = question.kind { return answer(question.content, wanted) }
        return await base.answer(question, from: stepContext)
    }

    private func answer(_ question: Question, _ wanted: WantedApprovals) -> Answer {
        do throws(UserError) {
            let desk = try ApprovalDesk(console, isRunner: true)
            if let runner = desk.runner, runner.names.isEmpty {
                return .unapproved(
                    "who runs it is not known, so nobody can say that others approve it: "
                        + "set `identity` in the configuration")
            }
            var count = ApprovalCount()
            if let plan, plan.file.hasAsked(question) {
                count.add(
                    ApprovalFile.all(beginningWith: plan.path + "."), of: plan.file.digest, within: wanted.within,
                    by: desk)
            }
            let step = try runStep(question)
            count.add(
                ApprovalFile.all(beginningWith: ApprovalFile.prefix(of: step, in: run)),
                of: ApprovalSubject.step(step).digest, within: wanted.within, by: desk)
            return count.answer(for: wanted.count ?? 1)
        } catch {
            return .unapproved(([error.message] + error.help).joined(separator: "; "))
        }
    }

    private func runStep(_ question: Question) throws(UserError) -> ApprovalSubject.RunStep {
        do throws(StateFailure) {
            return try ApprovalSubject.RunStep(run, step: question.step, question: question.text.shown)
        } catch {
            throw UserError(message: error.message, help: error.help)
        }
    }
}

extension PlanFile {
    /// The plan has asked the very same, and has known all of it: whoever approves the plan approves that.
    fileprivate func hasAsked(_ question: Question) -> Bool {
        events.contains { event in
            guard case .questionAsked(let planned) = event, case .approval = planned.kind else { return false }
            return planned.step.covers(question.step) && planned.text.known == question.text.shown
        }
    }
}
