import BelayJournal
import BelayReporting
import BelaySource

extension ApprovalOptions {
    /// The plan or the run that is named.
    func found(on console: Console) throws(UserError) -> NamedSubject {
        guard let plan = try SavedPlan.ifNamed(subject, on: console) else {
            return try NamedSubject(run: subject, step: step, on: console)
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
