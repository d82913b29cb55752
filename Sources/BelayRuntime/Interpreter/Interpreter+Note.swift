import BelayLanguage
import BelaySource

/// `note`: what is found is told, kept for the end, and stops nothing.
extension Interpreter {
    /// What was found was so then: a run that is resumed does not look again.
    func note(
        _ note: Note, at span: Span, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        if mode.isPast || recall(context)?.isOver(context.step) == true { return .next }
        let begun = performer.now
        let title = await title(of: note, frame, context)
        performer.observe(.stepStarted(StepStart(step: context.step, kind: .note, title: title, span: span)))
        do throws(Interruption) {
            if let found = try await finding(of: note, frame, context) {
                performer.observe(.said(context.step, .noted(found)))
                let finding = Finding(step: context.step, text: performer.redacted(found))
                try self.note(.noted(.init(finding: finding, title: title.shown, span: span)), at: span, context)
            }
        } catch {
            finish(context.step, .note, ending(of: error), since: begun)
            throw error.reported(at: context.step)
        }
        finish(context.step, .note, .done, since: begun)
        return .next
    }

    /// The condition as it is written; of a note without one the text.
    private func title(of note: Note, _ frame: Frame, _ context: ExecutionContext) async -> PlannedText {
        guard let condition = note.condition else { return await words(note.text, frame, context) }
        var title = PlannedText(note.isUnless ? "unless " : "if ")
        title.append(await words(condition, frame, context))
        return title
    }

    /// What there is to note; nil when there is nothing. A plan shows what may be.
    private func finding(
        of note: Note, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> String? {
        guard let condition = note.condition else { return try await text(note.text, frame, context).shown }
        switch try await judge(condition, frame, context) {
        case .yes: return note.isUnless ? nil : try await text(note.text, frame, context).shown
        case .no: return note.isUnless ? try await text(note.text, frame, context).shown : nil
        case .undecided: return try await text(note.text, frame, context).shown
        case .cannot(let failure):
            return "\(try await text(note.text, frame, context).shown) (cannot be asked: \(failure.message))"
        }
    }
}
