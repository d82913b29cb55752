import BelayJournal
import BelayReporting
import BelaySource

extension ApprovalOptions {
    /// The plan or the run that is named.
    func found(on console: Console) async throws(UserError) -> NamedSubject {
        guard let plan = try SavedPlan.ifNamed(subject, on: console) else {
            let state = try StateFolder.found(by: console)
            return try NamedSubject(run: try await AllRuns(in: state, on: console).folder(subject), step: step)
        }
        if let step {
            throw UserError(
                status: .usage, message: "a plan is approved as a whole, not its step \(step)",
                help: ["belay approve \(subject)"])
        }
        let summary = PlanSummary(file: plan.file)
        let head = summary.head(isWhole: true).map { "  \($0.shown)\n" }.joined()
        let detail = PlanDetail(showsReads: true, showsHandlers: true, folds: true)
        return NamedSubject(
            plan: plan.name, plan.file,
            text: summary.text(.plain, width: console.width, detail) + "\n\(plan.name.shown)\n" + head)
    }
}
