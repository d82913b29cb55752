/// Records without secrets, as they are written down.
///
/// The value of a name stays as it is where the run may be resumed with it: a text that holds a secret is needed
/// as it was. Values that are secrets are never written, whatever the record.
extension Redactor {
    func redacted(_ record: JournalRecord) -> JournalRecord {
        switch record {
        case .started, .resumed, .inspected, .decided, .alwaysStarted, .bound: return record
        case .intent(var intent):
            intent.command = redacted(intent.command)
            if let file = intent.inputFile { intent.inputFile?.path = redacted(file.path) }
            intent.outputFile = intent.outputFile.map(redacted)
            return .intent(intent)
        case .outcome(var settled):
            settled.ending = redacted(settled.ending)
            settled.tail = redacted(settled.tail)
            return .outcome(settled)
        case .answered(var answered):
            answered.question = redacted(answered.question)
            answered.asked = redacted(answered.asked)
            answered.answer = redacted(answered.answer)
            return .answered(answered)
        case .entered(var entered):
            entered.title = redacted(entered.title)
            return .entered(entered)
        case .ended(var ended):
            ended.ending = redacted(ended.ending)
            ended.account = ended.account.map(redacted)
            return .ended(ended)
        case .failed(let failure): return .failed(redacted(failure))
        case .stepFailed(var failed):
            failed.subject = redacted(failed.subject)
            failed.failure = redacted(failed.failure)
            return .stepFailed(failed)
        case .noted(var noted):
            noted.title = redacted(noted.title)
            noted.finding = redacted(noted.finding)
            return .noted(noted)
        case .recovered(let step, let failure): return .recovered(step, redacted(failure))
        case .finished(var finished):
            finished.pendingUndo = finished.pendingUndo.map(redacted)
            finished.handlerFailures = finished.handlerFailures.map(redacted)
            finished.report = redacted(finished.report)
            return .finished(finished)
        }
    }

    private func redacted(_ asked: JournalRecord.Answered.Asked) -> JournalRecord.Answered.Asked {
        switch asked {
        case .pointOfNoReturn(let lock): .pointOfNoReturn(lock: redacted(lock))
        case .ask(let name, let type, let defaultValue):
            .ask(name: name, type: type, defaultValue: defaultValue.map(redacted))
        case .hold(let failure): .hold(redacted(failure))
        case .confirm, .approval, .manual, .outcome: asked
        }
    }

    private func redacted(_ account: JournalRecord.Account) -> JournalRecord.Account {
        var account = account
        account.title = redacted(account.title)
        account.place = account.place.map(redacted)
        account.shown = redacted(account.shown)
        return account
    }

    private func redacted(_ subject: JournalRecord.FailedStep.Subject) -> JournalRecord.FailedStep.Subject {
        switch subject {
        case .command(let sign, let place, let text, let allowed):
            .command(sign: sign, place: redacted(place), text: redacted(text), allowed: allowed)
        case .statement(let title): .statement(title: redacted(title))
        }
    }
}
