import BelayData
import BelayLanguage
import BelaySource

/// `wait D` and `wait until TIME`: the run stands still until a moment has come.
///
/// The moment is chosen once and written down: a run that is resumed waits for the same one, and not at all when it has
/// passed.
extension Interpreter {
    func wait(
        for length: ValueExpression, at span: Span, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        guard let duration = try await duration(length, frame, context) else {
            return try await wait(await words(length, frame, context), at: span, context) { _ in nil }
        }
        return try await wait(PlannedText(Value.text(of: duration)), at: span, context) { $0.timestamp + duration }
    }

    func wait(
        until time: ValueExpression, at span: Span, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let written = try await text(time, frame, context)
        var title = PlannedText("until ")
        title.append(written)
        guard let known = written.known else { return try await wait(title, at: span, context) { _ in nil } }
        guard let literal = TimeLiteral(known) else {
            let words = "`\(source(time.span))` is “\(known)”, not a time such as 02:00 or 2026-03-01T02:00:00+01:00"
            throw .failed(failure(.fail, words, at: time.span, context))
        }
        return try await wait(title, at: span, context) { literal.moment(from: $0.timestamp, offset: $0.zoneOffset) }
    }

    /// - Parameter choose: the moment when the wait ends; nil where only the run knows that.
    private func wait(
        _ title: PlannedText, at span: Span, _ context: ExecutionContext, until choose: (any RunClock) -> Timestamp?
    ) async throws(Interruption) -> ControlFlow {
        // In a probe it belongs to the step that asks, as what is read there does.
        if context.isProbing {
            if let clock = performer.clock, let moment = choose(clock) {
                try requireTime(for: moment - clock.timestamp, at: span, context)
                try await performer.wait(until: moment, patience: patience(context))
            }
            return .next
        }
        let begun = performer.now
        let recalled = recall(context)?.value(of: .result, in: context.step)?.text.flatMap { Timestamp($0) }
        guard let clock = performer.clock, let moment = recalled ?? choose(clock) else {
            reportWait(title, lasting: nil, at: span, context)
            finish(context.step, .wait, .done, since: begun)
            return .next
        }
        let left = max(.zero, moment - clock.timestamp)
        reportWait(title, lasting: left, at: span, context)
        do throws(Interruption) {
            try requireTime(for: left, at: span, context)
            try note(
                .bound(.init(step: context.step, key: .result, content: .value(.text(moment.description)))), at: span,
                context)
            if left > .zero { performer.observe(.said(context.step, .plain("until \(clock.local(moment))"))) }
            try await performer.wait(until: moment, patience: patience(context))
        } catch {
            finish(context.step, .wait, ending(of: error), since: begun)
            throw error.reported(at: context.step)
        }
        finish(context.step, .wait, recalled != nil && left == .zero ? .alreadyDone : .done, since: begun)
        return .next
    }

    /// A wait that could not end well is not begun.
    private func requireTime(for length: Duration, at span: Span, _ context: ExecutionContext) throws(Interruption) {
        guard context.limits.areOver(at: performer.now + max(.zero, length)) else { return }
        let words = "the time limit\(context.limits.words) around it ends before this wait does"
        throw .failed(failure(.deadline, words, at: span, context))
    }

    private func reportWait(_ title: PlannedText, lasting left: Duration?, at span: Span, _ context: ExecutionContext) {
        performer.observe(
            .stepStarted(StepStart(step: context.step, kind: .wait, title: title, lasting: left, span: span)))
    }
}
