import BelayLanguage
import BelaySource
import BelaySyntax

/// Commands: what touches the world, and nothing else does.
extension Interpreter {
    /// A command that is a statement.
    func perform(
        _ command: Command, at span: Span, _ frame: inout Frame, _ scope: ExecutionContext
    ) async throws(Interruption) {
        let effect = try await effect(of: command, isCaptured: false, frame, scope)
        guard let outcome = try await performed(effect, as: .command, frame, scope) else { return }
        guard case .exited(0) = outcome.ending else {
            throw Interruption.failed(failure(of: outcome, effect))
                .told(at: scope.step, isRecorded: effect.sign != .reads)
        }
        if effect.sign == .reads, !scope.isProbing {
            try note(.decided(.init(step: scope.step, what: "read", truth: .yes)), at: span, scope)
        }
    }

    /// Performs a command that must succeed. `nil` in a plan.
    func outcome(
        of command: Command, isCaptured: Bool, givesSecret: Bool, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> CommandOutcome? {
        var effect = try await effect(of: command, isCaptured: isCaptured, frame, scope)
        effect.givesSecret = givesSecret
        guard let outcome = try await performed(effect, frame, scope), !outcome.hasLostSecret else { return nil }
        if case .exited(0) = outcome.ending, !outcome.isCut { return outcome }
        throw .failed(failure(of: outcome, effect))
    }

    /// The command as data, every value in its place.
    func effect(
        of command: Command, isCaptured: Bool, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> CommandEffect {
        var effect = CommandEffect(
            step: scope.step, sign: command.sign, location: scope.location,
            script: try await script(of: command, frame, scope), isPipeline: command.isPipeline,
            environment: scope.environment, input: scope.input,
            limit: try limit(for: command.sign, command.span, scope), allowed: allowed(for: command.sign, scope),
            isCaptured: isCaptured, number: 0, undoing: scope.undoing, span: command.span)
        if isCaptured, command.sign != .reads { effect.boundName = scope.boundName }
        return effect
    }

    /// Guards first, then the undo of every action around it, then the effect.
    func performed(
        _ effect: CommandEffect, as statement: StepKind? = nil, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> CommandOutcome? {
        let changes = effect.sign != .reads
        if changes, let known = try await recalled(effect, as: statement ?? .command, frame, scope) { return known }
        if changes { try await askGuards(scope, at: effect.span) }
        try performer.checkCancellation(patience(scope))
        let begun = performer.now
        let kind = statement ?? (changes ? .command : .read)
        performer.observe(
            .stepStarted(
                StepStart(step: effect.step, kind: kind, title: effect.script, effect: effect, span: effect.span)))
        let outcome: CommandOutcome?
        do {
            // A changing command may finish after a first cancel, within its limit.
            outcome = try await performer.perform(effect, patience: changes ? .endsAtSecond : patience(scope)) {
                order in
                if changes { registerUndo(at: order, scope) }
            }
        } catch {
            finish(effect.step, kind, ending(of: error), since: begun)
            throw error
        }
        guard let outcome else {
            precondition(mayNotKnow, "a run performs what it comes to")
            finish(effect.step, kind, .done, since: begun)
            return nil
        }
        if case .cancelled = outcome.ending {
            finish(effect.step, kind, .cancelled, since: begun)
            throw .cancelled
        }
        finish(effect.step, kind, stepEnding(of: outcome, effect), since: begun)
        return outcome
    }

    /// The undo of each action around a change: by the position of its first change among the records, so that the
    /// order is the same when the run is resumed.
    func registerUndo(at order: Int?, _ scope: ExecutionContext) {
        for action in scope.actions {
            let first = performer.history?.firstChange(beneath: action.step) ?? order
            action.registerUndo(order: first)
        }
    }

    private func stepEnding(of outcome: CommandOutcome, _ effect: CommandEffect) -> StepEnd.Ending {
        if case .exited(0) = outcome.ending, !outcome.isCut { return .done }
        return .failed(failure(of: outcome, effect))
    }

    /// The failure that a command without success means.
    func failure(of outcome: CommandOutcome, _ effect: CommandEffect) -> Failure {
        let place = effect.location.host.map { " on \($0.shown)" } ?? ""
        let (kind, message, status) = described(outcome, effect, place)
        return Failure(
            kind: kind, message: performer.redacted(message), step: effect.step,
            command: performer.redacted(effect.script.shown), status: status, output: outcome.tail,
            location: effect.location.shown, span: effect.span)
    }

    private func described(
        _ outcome: CommandOutcome, _ effect: CommandEffect, _ place: String
    ) -> (Failure.Kind, String, Int?) {
        switch outcome.ending {
        case .exited(0):
            (.command, "the command\(place) printed more than \(CommandOutcome.capturedLimit >> 20) MiB", 0)
        case .exited(let status): (.command, "exit status \(status)\(place)", status)
        case .signalled(let signal): (.command, "killed by signal \(signal)\(place)", nil)
        case .timedOut:
            (.deadline, "the command\(place) did not finish within \(Value.text(of: effect.allowed))", nil)
        case .unreachable(let reason): (.unreachable, reason, nil)
        case .notStarted(let reason): (.command, reason, nil)
        case .unknown(let reason): (.unknown, reason, nil)
        case .cancelled: (.unknown, "the command\(place) was cancelled", nil)
        }
    }

    private func askGuards(_ scope: ExecutionContext, at span: Span) async throws(Interruption) {
        for active in scope.guards {
            var inner = active.scope
            inner.step = scope.step
            inner.isShielded = scope.isShielded
            if let deadline = scope.deadline, inner.deadline.map({ $0 > deadline }) ?? true {
                inner.deadline = deadline
                inner.limit = scope.limit
            }
            let verdict = try await judge(active.condition, active.frame, inner)
            switch verdict {
            case .yes, .undecided: continue
            case .no(let seen):
                let words: String
                if let message = active.message {
                    words = try await text(message, active.frame, inner).shown
                } else {
                    words = "guarded: \(seen)"
                }
                throw .refused(failure(.expect, words, at: span, scope), truth: .no)
            case .cannot(let failure): throw .refused(failure)
            }
        }
    }

    /// The time limit of a command: `?` one minute, `$` and `!` one hour, a check of an await 15 seconds, unless a
    /// `within` sets another one.
    private func limit(for sign: CommandSign, _ span: Span, _ scope: ExecutionContext) throws(Interruption) -> Duration
    {
        var limit = usualLimit(for: sign)
        if performer.walksEveryPath { return scope.limit ?? limit }
        if let deadline = scope.deadline { limit = deadline - performer.now }
        if let asking = scope.askingDeadline { limit = min(limit, asking - performer.now) }
        guard limit > .zero else {
            let allowed = scope.limit.map { " of \(Value.text(of: $0))" } ?? ""
            throw .failed(failure(.deadline, "the time limit\(allowed) is over", at: span, scope))
        }
        return limit
    }

    private func usualLimit(for sign: CommandSign) -> Duration {
        switch sign {
        case .reads: .seconds(60)
        case .changes, .destroys: .seconds(3600)
        }
    }

    /// The limit as it was written, for messages: of it some time is gone when the command begins.
    private func allowed(for sign: CommandSign, _ scope: ExecutionContext) -> Duration {
        if let asking = scope.askingDeadline, scope.deadline.map({ asking <= $0 }) ?? true { return .seconds(15) }
        return scope.limit ?? usualLimit(for: sign)
    }
}
