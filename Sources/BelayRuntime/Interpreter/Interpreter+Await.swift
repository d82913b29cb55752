import BelayLanguage
import BelaySource

/// Waits: ask first, sleep later; at least one answer is had.
extension Interpreter {
    /// The times of one wait, known or by their defaults.
    struct WaitTimes {
        var within: Duration
        var every: Duration?
        var stable: Duration?

        /// Such as ` within 5m stable 30s`.
        var words: String {
            var words = " within \(Value.text(of: within))"
            if let every { words += " every \(Value.text(of: every))" }
            if let stable { words += " stable \(Value.text(of: stable))" }
            return words
        }
    }

    func wait(
        _ waiting: Await, at span: Span, _ frame: Frame, _ context: ExecutionContext, longer: Duration
    ) async throws(Interruption) {
        var times = try await times(of: waiting, frame, context)
        if longer > .zero { times.within = longer }
        var title = await words(waiting.condition, frame, context)
        title.append(times.words)
        let begun = performer.now
        performer.observe(.stepStarted(StepStart(step: context.step, kind: .await, title: title, span: span)))
        do {
            if mode.walksEveryPath {
                try await walk(waiting, frame, context)
            } else {
                try requireNames(of: waiting.condition, frame, context)
                if let failing = waiting.failure { try requireNames(of: failing, frame, context) }
                try await observe(waiting, times, at: span, frame, context)
            }
        } catch {
            finish(context.step, .await, ending(of: error), since: begun)
            throw error.reported(at: context.step)
        }
        finish(context.step, .await, .done, since: begun)
    }

    /// A plan shows what is asked, once.
    func walk(_ waiting: Await, _ frame: Frame, _ context: ExecutionContext) async throws(Interruption) {
        let asking = context.forPlannedPoll(of: program.limits.checks, at: performer.now)
        let verdict = try await judge(waiting.condition, frame, asking)
        guard let failure = waiting.failure else { return }
        if case .undecided = verdict {
            _ = try await judge(failure, "unless", waiting.condition, frame, asking)
        } else {
            _ = try await judge(failure, frame, asking)
        }
    }

    func times(of waiting: Await, _ frame: Frame, _ context: ExecutionContext) async throws(Interruption)
        -> WaitTimes
    {
        var times = WaitTimes(within: Await.usualLimit)
        if let within = waiting.within, let limit = try await duration(within, frame, context) { times.within = limit }
        if let every = waiting.every { times.every = try await duration(every, frame, context) }
        if let stable = waiting.stable { times.stable = try await duration(stable, frame, context) }
        return times
    }

    func observe(
        _ waiting: Await, _ times: WaitTimes, at span: Span, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) {
        if let stable = times.stable, stable > times.within {
            let words =
                "it must be stable for \(Value.text(of: stable)), but may only take \(Value.text(of: times.within)): "
                + "allow more time with `within`"
            throw .failed(failure(.fail, words, at: span, context))
        }
        var watch = StabilityWatch(times.stable)
        let begun = performer.now
        let (deadline, allowed) = end(of: times, since: begun, context)
        var pauses = Pauses(every: times.every)
        while true {
            let verdict = try await asking(waiting.condition, times, until: deadline, frame, context)
            watch.see(verdict, at: performer.now)
            performer.observe(
                .awaitObserved(
                    AwaitObservation(
                        step: context.step, truth: verdict.truth, seen: performer.redacted(verdict.seen),
                        elapsed: performer.now - begun, remaining: max(.zero, deadline - performer.now),
                        streak: watch.streak)))
            if watch.isSettled { return }
            if watch.falls > 3 {
                let words = "it came and went \(watch.falls) times: \(watch.lastSeen)"
                throw .failed(failure(.deadline, words, at: span, context), truth: .no)
            }
            if verdict.truth == .yes {
                if watch.wasJustSeen { pauses.restart() }
            } else if let failing = waiting.failure,
                case .yes = try await asking(failing, times, until: deadline, frame, context)
            {
                let words = "`\(source(failing.span))` holds, so waiting is pointless"
                throw .failed(failure(.fail, words, at: span, context))
            }
            let left = deadline - performer.now
            guard left > .zero else {
                throw .failed(failure(.deadline, watch.summary(of: allowed), at: span, context), truth: .no)
            }
            let pause = watch.pause(pauses.next())
            try await performer.pause(min(pause, left), patience: patience(context))
            // The limit around the wait leaves no time to check again.
            if context.limits.areOver(at: performer.now) {
                throw .failed(failure(.deadline, watch.summary(of: allowed), at: span, context), truth: .no)
            }
        }
    }

    /// When the wait ends, and what set that: its own limit, or one around it that comes first.
    private func end(of times: WaitTimes, since begun: Duration, _ context: ExecutionContext) -> (Duration, String) {
        let own = begun + times.within
        guard let outer = context.limits.deadline, outer < own else { return (own, Value.text(of: times.within)) }
        guard let limit = context.limits.allowed else { return (outer, (outer - begun).shown) }
        return (outer, "the time limit of \(Value.text(of: limit)) around it")
    }

    /// One check takes no longer than usual, unless a `within` inside sets another limit, and never outlasts the wait;
    /// what is asked last has a second.
    func asking(
        _ condition: ValueExpression, _ times: WaitTimes, until deadline: Duration, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> ConditionResult {
        let asking = context.forPoll(
            of: program.limits.checks, within: times.within, until: deadline, at: performer.now)
        return try await judge(condition, frame, asking)
    }

    /// `nil` when a plan does not know it.
    func duration(
        _ expression: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Duration? {
        switch try await evaluate(expression, frame, context) {
        case .duration(let duration) where duration > .zero: return duration
        case .unknown: return nil
        case let other:
            let words = "`\(source(expression.span))` is \(other.shown), not a duration above zero such as 30s"
            throw .failed(failure(.fail, words, at: expression.span, context))
        }
    }
}

/// Sleeps between askings: as said by `every`, else one second, growing by half to fifteen.
struct Pauses {
    private let every: Duration?
    private var current = Duration.seconds(1)

    init(every: Duration?) { self.every = every }

    mutating func next() -> Duration {
        if let every { return every }
        let pause = current
        current = min(.seconds(15), current * 1.5)
        return pause
    }

    /// Something has changed: look closely again.
    mutating func restart() { current = .seconds(1) }
}
