import BelayJournal
import BelayRuntime
import BelayStore

/// Answers an `approval` by the files that there are, and leaves all else to another.
struct ApprovingPrompter: Prompter {
    let base: any Prompter
    let console: Console
    let run: RunFolder
    /// The plan that the run is held to.
    let plan: FollowedPlan?
    /// The store that the run is in.
    let store: (any SharedStore)?

    var holdsFailures: Bool { base.holdsFailures }
    var isAttended: Bool { base.isAttended }

    func hasAnswer(to question: Redacted<Question>) -> Bool { base.hasAnswer(to: question) }

    func answer(_ question: Redacted<Question>) async -> Answer {
        if case .approval(let wanted) = question.kind { return await answer(question.content, wanted) }
        return await base.answer(question)
    }

    func answer(_ question: Redacted<Question>, from stepContext: StepContext) async -> Answer {
        if case .approval(let wanted) = question.kind { return await answer(question.content, wanted) }
        return await base.answer(question, from: stepContext)
    }

    private func answer(_ question: Question, _ wanted: WantedApprovals) async -> Answer {
        do throws(UserError) {
            let desk = try ApprovalDesk(console, isRunner: true)
            if let runner = desk.runner, runner.names.isEmpty {
                return .unapproved(Runner.unknown)
            }
            var count = ApprovalCount()
            if let plan, plan.file.hasAsked(question) {
                count.add(
                    ApprovalFile.all(beginningWith: plan.path + ".") + (try await shared(plan.file.digest)),
                    of: plan.file.digest, within: wanted.within, by: desk)
            }
            let step = try runStep(question)
            let digest = ApprovalSubject.step(step).digest
            count.add(
                ApprovalFile.all(beginningWith: ApprovalFile.prefix(of: step, in: run)) + (try await shared(digest)),
                of: digest, within: wanted.within, by: desk)
            return count.answer(for: wanted.count ?? 1)
        } catch {
            return .unapproved(([error.message] + error.help).joined(separator: "; "))
        }
    }

    /// Those of the store. Without them it is not known whether somebody has rejected it.
    private func shared(_ digest: String) async throws(UserError) -> [ApprovalFile] {
        guard let store else { return [] }
        do throws(StoreFailure) {
            return try await SharedApprovals(of: digest, in: store).all()
        } catch {
            throw UserError(message: "what the store has of approvals is not known: \(error.message)")
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
