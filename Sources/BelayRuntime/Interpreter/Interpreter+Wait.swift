import BelayData
import BelayLanguage
import BelaySource

/// `wait D` and `wait until TIME`: the run stands still until a moment has come.
///
/// The moment is chosen once and written down: a run that is resumed waits for the same one, and not at all when it has
/// passed.
extension Interpreter {
    func wait(
        for length: ValueExpression, at span: Span, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        guard let duration = try await duration(length, frame, scope) else {
            return try await wait(await words(length, frame, scope), at: span, scope) { _ in nil }
        }
        return try await wait(PlannedText(Value.text(of: duration)), at: span, scope) { $0.timestamp + duration }
    }

    func wait(
        until time: ValueExpression, at span: Span, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let written = try await text(time, frame, scope)
        var title = PlannedText("until ")
        title.append(written)
        guard let known = written.known else { return try await wait(title, at: span, scope) { _ in nil } }
        guard let literal = TimeLiteral(known) else {
            let words = "`\(source(time.span))` is “\(known)”, not a time such as 02:00 or 2026-03-01T02:00:00+01:00"
            throw .failed(failure(.fail, words, at: time.span, scope))
        }
        return try await wait(title, at: span, scope) { literal.moment(from: $0.timestamp, offset: $0.zoneOffset) }
    }

    /// - Parameter choose: the moment when the wait ends; nil where only the run knows that.
    private func wait(
        _ title: PlannedText, at span: Span, _ scope: ExecutionContext, until choose: (any RunClock) -> Timestamp?
    ) async throws(Interruption) -> ControlFlow {
        // In a probe it belongs to the step that asks, as what is read there does.
        if scope.isProbing {
            if let clock = performer.clock, let moment = choose(clock) {
                try requireTime(for: moment - clock.timestamp, at: span, scope)
                try await performer.wait(until: moment, patience: patience(scope))
            }
            return .next
        }
        let begun = performer.now
        let recalled = recall(scope)?.value(of: .result, in: scope.step)?.text.flatMap { Timestamp($0) }
        guard let clock = performer.clock, let moment = recalled ?? choose(clock) else {
            tell(title, lasting: nil, at: span, scope)
            finish(scope.step, .wait, .done, since: begun)
            return .next
        }
        let left = max(.zero, moment - clock.timestamp)
        tell(title, lasting: left, at: span, scope)
        do throws(Interruption) {
            try requireTime(for: left, at: span, scope)
            try note(
                .bound(.init(step: scope.step, key: .result, content: .value(.text(moment.description)))), at: span, scope)
            if left > .zero { performer.observe(.said(scope.step, .plain("until \(clock.local(moment))"))) }
            try await performer.wait(until: moment, patience: patience(scope))
        } catch {
            finish(scope.step, .wait, ending(of: error), since: begun)
            throw error.told(at: scope.step)
        }
        finish(scope.step, .wait, recalled != nil && left == .zero ? .alreadyDone : .done, since: begun)
        return .next
    }

    /// A wait that could not end well is not begun.
    private func requireTime(for length: Duration, at span: Span, _ scope: ExecutionContext) throws(Interruption) {
        guard scope.limits.areOver(at: performer.now + max(.zero, length)) else { return }
        let words = "the time limit\(scope.limits.words) around it ends before this wait does"
        throw .failed(failure(.deadline, words, at: span, scope))
    }

    private func tell(_ title: PlannedText, lasting left: Duration?, at span: Span, _ scope: ExecutionContext) {
        performer.observe(
            .stepStarted(StepStart(step: scope.step, kind: .wait, title: title, lasting: left, span: span)))
    }
}
