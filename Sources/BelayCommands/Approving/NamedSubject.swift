import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySource
import BelayWorkspace

/// What a person names to approve or reject it, found.
struct NamedSubject {
    /// As it was given.
    let name: String
    let subject: ApprovalSubject
    /// The title of the plan, or what the step asks.
    let title: String
    let run: RunFolder?
    /// Shown before anything is asked.
    let text: String

    init(plan name: String, _ file: PlanFile, text: String) {
        self.name = name
        subject = .plan(digest: file.digest)
        title = file.beginning.title
        run = nil
        self.text = text
    }

    /// - Parameter step: as it is shown; nil for the one that asks.
    init(run folder: RunFolder, step: String?) throws(UserError) {
        do throws(StateFailure) {
            let journal = try folder.readWhole()
            let asked = journal.entries.compactMap { entry -> JournalRecord.Answered? in
                guard case .answered(let answered) = entry.record, case .approval = answered.asked else { return nil }
                return answered
            }
            guard let last = asked.last(where: { step == nil || $0.step.description == step }) else {
                throw StateFailure(
                    message: step.map { "\(folder.id) asks for no approval at step \($0)" }
                        ?? "\(folder.id) asks for no approval", help: ["belay show \(folder.id)"])
            }
            let title = journal.entries.lazy.compactMap { entry -> String? in
                if case .started(let started) = entry.record { started.title } else { nil }
            }.first
            self.name = "\(folder.id) \(last.step)"
            subject = .step(try ApprovalSubject.RunStep(folder, step: last.step, question: last.question))
            self.title = last.question
            run = folder
            text =
                "\((title ?? folder.id).shown)\n  \(last.step.description.shown)  approval: \(last.question.shown)\n"
                + "  belay show \(folder.id)   what it has done\n"
        } catch {
            throw UserError(message: error.message, help: error.help)
        }
    }

    /// Where the file of a person is.
    func path(by person: String, on console: Console) -> String {
        guard let run, case .step(let step) = subject else {
            return ApprovalFile.path(ofPlan: console.surroundings.absolute(name), by: person)
        }
        return ApprovalFile.path(of: step, in: run, by: person)
    }
}
