/// Records without secrets, as they are written down.
///
/// The value of a name stays as it is where the run may be resumed with it: a text that holds a secret is needed
/// as it was. Values that are secrets are never written, whatever the record.
extension Redactor {
    func redacted(_ record: JournalRecord, isResumable: Bool) -> JournalRecord {
        switch record {
        case .started, .resumed, .looked, .decided, .unwinding: return record
        case .intent(var intent):
            intent.command = redacted(intent.command)
            return .intent(intent)
        case .outcome(var settled):
            settled.ending = redacted(settled.ending)
            settled.tail = redacted(settled.tail)
            return .outcome(settled)
        case .bound(var bound):
            if !isResumable { bound.value = bound.value.mapTexts(redacted) }
            return .bound(bound)
        case .answered(var answered):
            answered.question = redacted(answered.question)
            answered.answer = redacted(answered.answer)
            return .answered(answered)
        case .entered(let step, let kind, let title): return .entered(step, kind, title: redacted(title))
        case .left(let step, let ending): return .left(step, redacted(ending))
        case .failed(let failure): return .failed(redacted(failure))
        case .stepFailed(var failed):
            failed.title = redacted(failed.title)
            failed.failure = redacted(failed.failure)
            return .stepFailed(failed)
        case .recovered(let step, let failure): return .recovered(step, redacted(failure))
        case .finished(var finished):
            finished.message = finished.message.map(redacted)
            finished.pendingUndo = finished.pendingUndo.map(redacted)
            finished.handlerFailures = finished.handlerFailures.map(redacted)
            finished.report = redacted(finished.report)
            return .finished(finished)
        }
    }
}
