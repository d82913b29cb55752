import BelayData
import BelayLanguage
import BelaySource

/// What runs its block again: attempts until one ends well, rounds until a condition holds.
extension Interpreter {
    func `repeat`(
        _ loop: Repeat, at span: Span, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let most = try await whole(loop.count, as: .attempts, frame, context) ?? 1
        var pause = Duration.zero
        if let every = loop.every { pause = try await duration(every, frame, context) ?? .zero }
        if context.isProbing { return try await rounds(of: loop, atMost: most, every: pause, at: span, frame, context) }
        let title = PlannedText(source(Span(file: span.file, start: span.start, end: loop.body.span.start)))
        return try await reported(.repeat, title, at: span, context) { () async throws(Interruption) -> ControlFlow in
            if mode.walksEveryPath { return try await planRound(of: loop, frame, context) }
            return try await rounds(of: loop, atMost: most, every: pause, at: span, frame, context)
        }
    }

    private func rounds(
        of loop: Repeat, atMost most: Int, every pause: Duration, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        var round = 1
        while true {
            let inner = context.forTurn(round)
            let verdict = try await isOver(loop, before: round, after: pause, at: span, frame, inner, context)
            switch verdict {
            case .yes, .undecided: return .next
            case .cannot(var failure):
                failure.step = context.step
                throw .failed(failure)
            case .no(let seen) where round > most:
                if let known = recall(context)?.failure(at: context.step) { throw .failed(known) }
                let words = "not over after \(most == 1 ? "1 round" : "\(most) rounds"): \(seen)"
                throw .failed(failure(.deadline, words, at: loop.condition.span, context), truth: .no)
            case .no: break
            }
            var frame = frame
            let flow = try await run(loop.body, &frame, inner)
            guard case .next = flow else { return flow }
            round += 1
        }
    }

    /// Asks the condition before a round.
    private func isOver(
        _ loop: Repeat, before round: Int, after pause: Duration, at span: Span, _ frame: Frame,
        _ inner: ExecutionContext, _ context: ExecutionContext
    ) async throws(Interruption) -> ConditionResult {
        switch recalled(round, context) {
        case .yes?: return .yes
        case .no?: return .no("")
        // A failure that was taken up stays one.
        case .unknown?, nil: if let known = recall(context)?.failure(at: context.step) { throw .failed(known) }
        }
        if round > 1, pause > .zero {
            if context.limits.areOver(at: performer.now + pause) {
                let words = "the time limit\(context.limits.words) leaves no time for another round"
                throw .failed(failure(.deadline, words, at: span, context))
            }
            try await performer.pause(pause, patience: patience(context))
        }
        let verdict = try await judge(loop.condition, frame, inner)
        switch verdict {
        case .yes, .no:
            guard !context.isProbing else { return verdict }
            try note(
                .decided(.init(step: inner.step, condition: .until, truth: verdict.truth)), at: loop.condition.span,
                context)
        case .cannot, .undecided: break
        }
        return verdict
    }

    /// The answer of an interrupted run before a round that it has begun to change something in, or that is over. Before
    /// any other one it is asked again: what was said then may have changed since.
    private func recalled(_ round: Int, _ context: ExecutionContext) -> Truth? {
        guard let history = recall(context) else { return nil }
        func step(of round: Int) -> StepPath { context.forTurn(round).step }
        func decision(before round: Int) -> Truth? { history.decision(.until, in: step(of: round)) }
        if mode.isPast { return decision(before: round) ?? .yes }
        let isBegun =
            history.hasChanged(beneath: step(of: round)) || decision(before: round + 1) != nil
            || history.failure(at: context.step) != nil
        return isBegun ? decision(before: round) : nil
    }

    /// A plan shows one round, unless it is over already.
    private func planRound(
        of loop: Repeat, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let inner = context.forTurn(1)
        var frame = frame
        switch try await judge(loop.condition, frame, inner) {
        case .yes: return .next
        case .cannot(var failure):
            failure.step = context.step
            throw .failed(failure)
        case .no: _ = try await run(loop.body, &frame, inner)
        case .undecided: _ = try await plan(round: loop.body, unless: loop.condition, &frame, inner)
        }
        return .next
    }

    func retry(
        _ count: ValueExpression, _ every: ValueExpression?, _ body: Block, at span: Span, _ frame: inout Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let attempts = try await whole(count, as: .attempts, frame, context) ?? 1
        var pause = Duration.zero
        if let every { pause = try await duration(every, frame, context) ?? .zero }
        let title = PlannedText(source(Span(file: span.file, start: span.start, end: body.span.start)))
        let fixed = frame
        return try await reported(.retry, title, at: span, context) { () async throws(Interruption) -> ControlFlow in
            var attempt = 1
            while true {
                let inner = context.forAttempt(attempt, isLast: attempt >= attempts)
                var frame = fixed
                do throws(Interruption) {
                    return try await run(body, &frame, inner)
                } catch .trouble(let trouble) where attempt < attempts && trouble.handlerFailures.isEmpty {
                    attempt += 1
                    if recall(context)?.failure(at: trouble.failure.step) == trouble.failure { continue }
                    if let late = tooLate(for: trouble, after: pause, at: span, context) { throw late }
                    try note(.failed(trouble.failure), at: span, context)
                    if pause > .zero { try await performer.pause(pause, patience: patience(context)) }
                } catch {
                    throw error
                }
            }
        }
    }

    /// A further attempt would begin when the time limit around it is over.
    private func tooLate(
        for trouble: PropagatedFailure, after pause: Duration, at span: Span, _ context: ExecutionContext
    ) -> Interruption? {
        guard context.limits.areOver(at: performer.now + pause) else { return nil }
        let words =
            "the time limit\(context.limits.words) leaves no time for another attempt: \(trouble.failure.message)"
        var late = trouble
        late.failure = failure(.deadline, words, at: span, context)
        late.failure.command = trouble.failure.command
        late.failure.location = trouble.failure.location
        late.failure.output = trouble.failure.output
        (late.isReported, late.isRecorded, late.hasHeld) = (false, false, false)
        return .trouble(late)
    }

    /// A count of one or more; `nil` if there is none or a plan does not know it.
    func whole(
        _ expression: ValueExpression?, as key: BindingKey, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Int? {
        guard let expression else { return nil }
        switch try await remembered(expression, as: key, frame, context) {
        case .unknown: return nil
        case let other:
            if case .number(let number) = other, let count = number.int, (1..<1_000_000_000).contains(count) {
                return count
            }
            let words = "`\(source(expression.span))` is \(other.shown), not a whole number of one or more"
            throw .failed(failure(.fail, words, at: expression.span, context))
        }
    }
}
