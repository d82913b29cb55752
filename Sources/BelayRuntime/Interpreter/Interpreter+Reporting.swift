import BelayLanguage
import BelaySource
import BelaySyntax

/// Every step that fails has a line that says so, and a record, whatever kind of statement it is.
extension Interpreter {
    /// Reports and writes down that a step has failed, where that was not done yet.
    func report(
        _ trouble: inout PropagatedFailure, at statement: Statement, _ frame: Frame, _ context: ExecutionContext,
        since begun: Duration
    ) async throws(Interruption) {
        guard !context.isProbing, trouble.failure.step == context.step else { return }
        guard !trouble.isReported || !trouble.isRecorded else { return }
        let title = await title(of: statement, frame, context)
        if !trouble.isReported {
            trouble.isReported = true
            performer.observe(
                .stepStarted(
                    StepStart(step: context.step, kind: .statement, title: title, span: statement.span)))
            finish(context.step, .statement, .failed(trouble.failure), since: begun)
        }
        if !trouble.isRecorded {
            trouble.isRecorded = true
            let failed = JournalRecord.FailedStep(
                step: context.step, subject: subject(of: trouble.failure, at: statement, title, context),
                failure: trouble.failure, duration: performer.now - begun, span: statement.span)
            try note(.stepFailed(failed), at: statement.span, context)
        }
    }

    /// A command that ran is shown as one.
    private func subject(
        of failure: Failure, at statement: Statement, _ title: PlannedText, _ context: ExecutionContext
    ) -> JournalRecord.FailedStep.Subject {
        guard case .command(let command) = statement.kind, let text = failure.command else {
            return .statement(title: performer.redacted(title.shown))
        }
        return .command(
            sign: command.sign, place: failure.location, text: text,
            allowed: context.limits.written(for: command.sign, program.limits))
    }

    /// The title of the step: a command that did not begin has its values all the same, since of many that look alike
    /// it says which.
    private func title(of statement: Statement, _ frame: Frame, _ context: ExecutionContext) async -> PlannedText {
        let written = PlannedText(source(statement.headSpan))
        guard let command = statement.wholeCommand else { return written }
        guard let script = try? await script(of: command, frame, context.forTitle) else { return written }
        let before = Span(file: statement.span.file, start: statement.span.start, end: command.span.start)
        var title = PlannedText(before.start < before.end ? "\(source(before)) " : "")
        title.append("\(command.sign.rawValue) ")
        title.append(script)
        return title
    }
}

extension Statement {
    /// The command that it is, or whose output it binds.
    fileprivate var wholeCommand: Command? {
        switch kind {
        case .command(let command): command
        case .bind(let binding): if case .output(let command) = binding.value.kind { command } else { nil }
        default: nil
        }
    }

    /// The text before its block.
    var headSpan: Span {
        guard let start = traits.blocks.first?.span.start, start > span.start else { return span }
        return Span(file: span.file, start: span.start, end: min(start, max(span.end, span.start)))
    }
}
