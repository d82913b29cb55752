/// Events, questions and failures without secrets: the one way by which they leave a run. The command that is performed
/// keeps its values, the event that reports it has none.
extension Redactor {
    func redacted(_ event: RunEvent) -> RunEvent {
        switch event {
        case .runStarted(var start):
            start.title = redacted(start.title)
            start.lock = start.lock.map(redacted)
            return .runStarted(start)
        case .stepStarted(var start):
            start.title = redacted(start.title)
            start.effect = start.effect.map(redacted)
            return .stepStarted(start)
        // Its output has passed an `OutputGate`, which knows what came before it.
        case .stepOutput: return event
        case .said(let step, .plain(let text)): return .said(step, .plain(redacted(text)))
        case .said(let step, .difference(let text)): return .said(step, .difference(redacted(text)))
        case .said(let step, .pointOfNoReturn(let text)): return .said(step, .pointOfNoReturn(redacted(text)))
        case .said(let step, .recovered(let text)): return .said(step, .recovered(redacted(text)))
        case .said(let step, .noted(let text)): return .said(step, .noted(redacted(text)))
        case .said(let step, .batch(let text)): return .said(step, .batch(redacted(text)))
        case .awaitObserved(var observation):
            observation.seen = redacted(observation.seen)
            return .awaitObserved(observation)
        case .questionAsked(let question): return .questionAsked(redacted(question))
        case .questionAnswered(let step, let answer): return .questionAnswered(step, redacted(answer))
        case .handlerStarted(var start):
            start.title = redacted(start.title)
            return .handlerStarted(start)
        case .branchStarted(var start):
            start.title = start.title.map(redacted)
            start.conditions = start.conditions.map(redacted)
            return .branchStarted(start)
        case .branchEnded, .strandStarted, .strandEnded: return event
        case .stepFinished(var end):
            end.ending = redacted(end.ending)
            return .stepFinished(end)
        case .runFinished(let end): return .runFinished(redacted(end))
        }
    }

    func redacted(_ question: Question) -> Question {
        var question = question
        question.text = redacted(question.text)
        switch question.kind {
        case .pointOfNoReturn(let lock): question.kind = .pointOfNoReturn(lock: redacted(lock))
        case .ask(let name, let type, let defaultValue):
            question.kind = .ask(name: name, type: type, defaultValue: defaultValue.map(redacted))
        case .outcome(var change):
            change.effect = redacted(change.effect)
            change.tail = redacted(change.tail)
            question.kind = .outcome(change)
        case .hold(var held):
            held.failure = redacted(held.failure)
            held.handlers = held.handlers.map(redacted)
            question.kind = .hold(held)
        case .confirm, .approval, .manual: break
        }
        return question
    }

    func redacted(_ answer: Answer) -> Answer {
        switch answer {
        case .text(let text): .text(redacted(text))
        case .give(let value): .give(redacted(value))
        case .skip(let reason): .skip(reason: redacted(reason))
        case .rejected(let words): .rejected(redacted(words))
        case .unapproved(let words): .unapproved(redacted(words))
        case .yes, .no, .seen, .retry, .waitLonger, .runHandlers, .stop, .happened, .didNotHappen,
            .approved, .none:
            answer
        }
    }

    func redacted(_ end: RunEnd) -> RunEnd {
        var end = end
        end.failure = end.failure.map(redacted)
        end.handlerFailures = end.handlerFailures.map(redacted)
        end.pendingUndo = end.pendingUndo.map(redacted)
        end.report = redacted(end.report)
        return end
    }

    func redacted(_ pendingUndo: PendingUndo) -> PendingUndo {
        PendingUndo(
            step: pendingUndo.step, title: redacted(pendingUndo.title),
            lines: pendingUndo.lines.map { line in
                switch line {
                case .command(let effect): .command(redacted(effect))
                case .words(let words): .words(redacted(words))
                }
            })
    }

    func redacted(_ report: RunReport) -> RunReport {
        var report = report
        report.failures = report.failures.map(redacted)
        report.recovered = report.recovered.map(redacted)
        report.idleHandlers = report.idleHandlers.map(redacted)
        report.notes = report.notes.map(redacted)
        for index in report.loops.indices {
            report.loops[index].failed = report.loops[index].failed.map(redacted)
            report.loops[index].notBegun = report.loops[index].notBegun.map(redacted)
        }
        report.skipped = report.skipped.map { skipped in
            SkippedStep(step: skipped.step, title: redacted(skipped.title), reason: redacted(skipped.reason))
        }
        return report
    }

    func redacted(_ finding: Finding) -> Finding { Finding(step: finding.step, text: redacted(finding.text)) }

    func redacted(_ failure: Failure) -> Failure {
        var failure = failure
        failure.message = redacted(failure.message)
        failure.command = failure.command.map(redacted)
        failure.output = redacted(failure.output)
        failure.location = redacted(failure.location)
        return failure
    }

    func redacted(_ ending: StepEnd.Ending) -> StepEnd.Ending {
        switch ending {
        case .failed(let failure): .failed(redacted(failure))
        case .skipped(let reason): .skipped(redacted(reason))
        case .done, .alreadyDone, .cancelled: ending
        }
    }

    /// For those who look at it: what is performed is another one.
    func redacted(_ effect: CommandEffect) -> CommandEffect {
        var effect = effect
        effect.script = redacted(effect.script)
        effect.location = redacted(effect.location)
        for index in effect.environment.indices {
            effect.environment[index].value = redacted(effect.environment[index].value)
        }
        switch effect.input {
        case .given(let text)?: effect.input = .given(redacted(text))
        case .file(var file)?:
            file.path = redacted(file.path)
            effect.input = .file(file)
        case nil: break
        }
        if let output = effect.output { effect.output = CommandEffect.OutputFile(path: redacted(output.path)) }
        return effect
    }

    private func redacted(_ given: GivenText) -> GivenText {
        switch given {
        case .text(let text): .text(redacted(text))
        case .secret: .secret(Secret(""))
        }
    }

    func redacted(_ location: Location) -> Location {
        var location = location
        switch location.reach {
        case .local: break
        case .host(let name): location.reach = .host(redacted(name))
        }
        location.user = location.user.map(redacted)
        location.prefixes = location.prefixes.map { $0.map(redacted) }
        return location
    }

    func redacted(_ text: PlannedText) -> PlannedText {
        var clean = PlannedText()
        var known = ""
        for piece in text.pieces {
            switch piece {
            case .known(let part): known += part
            case .unknown(let name):
                clean.append(redacted(known))
                known = ""
                clean.pieces.append(.unknown(redacted(name)))
            }
        }
        clean.append(redacted(known))
        return clean
    }
}
