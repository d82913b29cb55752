import BelayLanguage
import BelaySource

/// Waits: ask first, sleep later; at least one answer is had.
extension Interpreter {
    /// The times of one wait, known or by their defaults.
    private struct WaitTimes {
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
        _ waiting: Await, at span: Span, _ frame: Frame, _ scope: ExecutionContext, longer: Duration
    ) async throws(Interruption) {
        var times = try await times(of: waiting, frame, scope)
        if longer > .zero { times.within = longer }
        var title = await words(waiting.condition, frame, scope)
        title.append(times.words)
        let begun = performer.now
        performer.observe(.stepStarted(StepStart(step: scope.step, kind: .await, title: title, span: span)))
        do {
            if mode.walksEveryPath {
                try await walk(waiting, frame, scope)
            } else {
                try requireNames(of: waiting.condition, frame, scope)
                if let failing = waiting.failure { try requireNames(of: failing, frame, scope) }
                try await observe(waiting, times, at: span, frame, scope)
            }
            try note(.decided(.init(step: scope.step, what: "await", truth: .yes)), at: span, scope)
        } catch {
            finish(scope.step, .await, ending(of: error), since: begun)
            throw error.told(at: scope.step)
        }
        finish(scope.step, .await, .done, since: begun)
    }

    /// A plan shows what is asked, once.
    private func walk(_ waiting: Await, _ frame: Frame, _ scope: ExecutionContext) async throws(Interruption) {
        let asking = scope.ofPlannedPoll(at: performer.now)
        let verdict = try await judge(waiting.condition, frame, asking)
        guard let failure = waiting.failure else { return }
        if case .undecided = verdict {
            _ = try await judge(failure, "unless", waiting.condition, frame, asking)
        } else {
            _ = try await judge(failure, frame, asking)
        }
    }

    private func times(of waiting: Await, _ frame: Frame, _ scope: ExecutionContext) async throws(Interruption)
        -> WaitTimes
    {
        var times = WaitTimes(within: Await.usualLimit)
        if let within = waiting.within, let limit = try await duration(within, frame, scope) { times.within = limit }
        if let every = waiting.every { times.every = try await duration(every, frame, scope) }
        if let stable = waiting.stable { times.stable = try await duration(stable, frame, scope) }
        return times
    }

    private func observe(
        _ waiting: Await, _ times: WaitTimes, at span: Span, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) {
        if let stable = times.stable, stable > times.within {
            let words =
                "it is to be stable for \(Value.text(of: stable)), and may take \(Value.text(of: times.within)): "
                + "give it more time by `within`"
            throw .failed(failure(.fail, words, at: span, scope))
        }
        var watch = StabilityWatch(times.stable)
        let begun = performer.now
        let (deadline, allowed) = end(of: times, since: begun, scope)
        var pauses = Pauses(every: times.every)
        while true {
            let verdict = try await asking(waiting.condition, times, until: deadline, frame, scope)
            watch.see(verdict, at: performer.now)
            performer.observe(
                .awaitObserved(
                    AwaitObservation(
                        step: scope.step, truth: verdict.truth, seen: performer.redacted(verdict.seen),
                        elapsed: performer.now - begun, remaining: max(.zero, deadline - performer.now),
                        streak: watch.streak)))
            if watch.isSettled { return }
            if watch.falls > 3 {
                let words = "it came and went \(watch.falls) times: \(watch.lastSeen)"
                throw .failed(failure(.deadline, words, at: span, scope), truth: .no)
            }
            if verdict.truth == .yes {
                if watch.wasJustSeen { pauses.restart() }
            } else if let failing = waiting.failure,
                case .yes = try await asking(failing, times, until: deadline, frame, scope)
            {
                let words = "`\(source(failing.span))` holds, so waiting is of no use"
                throw .failed(failure(.fail, words, at: span, scope))
            }
            let left = deadline - performer.now
            guard left > .zero else {
                throw .failed(failure(.deadline, watch.summary(of: allowed), at: span, scope), truth: .no)
            }
            let pause = watch.pause(pauses.next())
            try await performer.pause(min(pause, left), patience: patience(scope))
            // What surrounds the wait leaves no time to ask once more.
            if scope.limits.areOver(at: performer.now) {
                throw .failed(failure(.deadline, watch.summary(of: allowed), at: span, scope), truth: .no)
            }
        }
    }

    /// When the wait ends, and what set that: its own limit, or one around it that comes first.
    private func end(of times: WaitTimes, since begun: Duration, _ scope: ExecutionContext) -> (Duration, String) {
        let own = begun + times.within
        guard let outer = scope.limits.deadline, outer < own else { return (own, Value.text(of: times.within)) }
        guard let limit = scope.limits.allowed else { return (outer, Value.text(of: outer - begun)) }
        return (outer, "the time limit of \(Value.text(of: limit)) around it")
    }

    /// One asking takes at most 15 seconds, unless a `within` inside says otherwise, and never goes on after the wait; what is
    /// asked last has a second.
    private func asking(
        _ condition: ValueExpression, _ times: WaitTimes, until deadline: Duration, _ frame: Frame,
        _ scope: ExecutionContext
    ) async throws(Interruption) -> ConditionResult {
        let asking = scope.ofPoll(of: times.within, until: deadline, at: performer.now)
        return try await judge(condition, frame, asking)
    }

    /// `nil` when a plan does not know it.
    func duration(
        _ expression: ValueExpression, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> Duration? {
        switch try await evaluate(expression, frame, scope) {
        case .duration(let duration) where duration > .zero: return duration
        case .unknown: return nil
        case let other:
            let words = "`\(source(expression.span))` is \(other.shown), not a duration above zero such as 30s"
            throw .failed(failure(.fail, words, at: expression.span, scope))
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
