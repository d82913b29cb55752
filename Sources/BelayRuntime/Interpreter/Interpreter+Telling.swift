import BelayLanguage
import BelaySource
import BelaySyntax

/// Every step that fails has a line that says so, and a record, whatever kind of statement it is.
extension Interpreter {
    /// Says and writes down that a step has failed, where that was not done yet.
    func tell(
        _ trouble: inout PropagatedFailure, at statement: Statement, _ frame: Frame, _ scope: ExecutionContext,
        since begun: Duration
    ) async throws(Interruption) {
        guard !scope.isProbing, trouble.failure.step == scope.step else { return }
        guard !trouble.isTold || !trouble.isRecorded else { return }
        let title = await title(of: statement, frame, scope)
        if !trouble.isTold {
            trouble.isTold = true
            performer.observe(
                .stepStarted(
                    StepStart(step: scope.step, kind: .statement, title: title, span: statement.span)))
            finish(scope.step, .statement, .failed(trouble.failure), since: begun)
        }
        if !trouble.isRecorded {
            trouble.isRecorded = true
            let failed = JournalRecord.FailedStep(
                step: scope.step, subject: subject(of: trouble.failure, at: statement, title, scope),
                failure: trouble.failure, duration: performer.now - begun, span: statement.span)
            try note(.stepFailed(failed), at: statement.span, scope)
        }
    }

    /// A command that ran is shown as one.
    private func subject(
        of failure: Failure, at statement: Statement, _ title: PlannedText, _ scope: ExecutionContext
    ) -> JournalRecord.FailedStep.Subject {
        guard case .command(let command) = statement.kind, let text = failure.command else {
            return .statement(title: performer.redacted(title.shown))
        }
        return .command(
            sign: command.sign, place: failure.location, text: text, allowed: scope.limits.written(for: command.sign))
    }

    /// The title of the step: a command that did not begin has its values all the same, since of many that look alike
    /// it says which.
    private func title(of statement: Statement, _ frame: Frame, _ scope: ExecutionContext) async -> PlannedText {
        let written = PlannedText(source(statement.headSpan))
        guard let command = statement.wholeCommand else { return written }
        guard let script = try? await script(of: command, frame, scope.forTitle) else { return written }
        let before = Span(file: statement.span.file, start: statement.span.start, end: command.span.start)
        var title = PlannedText(before.start < before.end ? "\(source(before)) " : "")
        title.append("\(command.sign.rawValue) ")
        title.append(script)
        return title
    }
}

extension StepKind {
    /// Phases and their like fail only because something in them did.
    public var canFailByItself: Bool {
        switch self {
        case .phase, .step, .loop, .retry, .handler, .undo, .place: false
        case .action, .command, .read, .await, .expect, .question, .say, .edit, .fail, .statement: true
        }
    }
}

extension Statement {
    /// The command that it is, or whose output it binds.
    fileprivate var wholeCommand: Command? {
        switch kind {
        case .command(let command): command
        case .bind(let binding): if case .output(let command) = binding.value.kind { command } else { nil }
        case .call, .phase, .step, .choice, .loop, .await, .expect, .guarded, .confirm, .ask, .manual, .onFailure,
            .always, .unwind, .recover, .place, .via, .retry, .within, .withInput, .withEnvironment, .pointOfNoReturn,
            .say, .fail, .doneWhen, .give, .edit:
            nil
        }
    }

    /// The text before its block.
    fileprivate var headSpan: Span {
        let body: Block?
        switch kind {
        case .phase(let outline), .step(let outline): body = outline.body
        case .choice(let choice): body = choice.branches.first?.body
        case .loop(let loop): body = loop.body
        case .guarded(_, _, let block), .place(_, let block), .retry(_, _, let block), .within(_, let block),
            .withInput(_, let block), .withEnvironment(_, let block):
            body = block
        case .onFailure(let block), .always(let block): body = block
        case .command, .call, .bind, .edit, .await, .expect, .confirm, .ask, .manual, .unwind, .recover, .via,
            .pointOfNoReturn, .say, .fail, .doneWhen, .give:
            body = nil
        }
        guard let start = body?.span.start, start > span.start else { return span }
        return Span(file: span.file, start: span.start, end: min(start, max(span.end, span.start)))
    }
}
