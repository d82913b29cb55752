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

    /// Performs a command that must succeed, for its output. `nil` in a plan.
    func outcome(
        of command: Command, givesSecret: Bool, boundTo name: String?, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> CommandOutcome? {
        var effect = try await effect(of: command, isCaptured: true, frame, scope)
        effect.givesSecret = givesSecret
        effect.boundName = name
        guard let outcome = try await performed(effect, frame, scope), !outcome.hasLostSecret else { return nil }
        if case .exited(0) = outcome.ending, !outcome.isCut { return outcome }
        throw .failed(failure(of: outcome, effect))
    }

    /// The command as data, every value in its place.
    func effect(
        of command: Command, isCaptured: Bool, _ frame: Frame, _ scope: ExecutionContext
    ) async throws(Interruption) -> CommandEffect {
        CommandEffect(
            step: scope.step, sign: command.sign, location: scope.location,
            script: try await script(of: command, frame, scope), isPipeline: command.isPipeline,
            environment: scope.surroundings.environment, input: scope.surroundings.input,
            limit: try limit(for: command.sign, command.span, scope), allowed: scope.limits.written(for: command.sign),
            isCaptured: isCaptured, number: 0, undoing: scope.unwinding.undoing, span: command.span)
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
            precondition(mode.mayNotKnow, "a run performs what it comes to")
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

    /// The undo of each action around a change: by where its first change stands among the records, so that the order is
    /// the same when the run is gone on with.
    func registerUndo(at order: Int?, _ scope: ExecutionContext) {
        for action in scope.unwinding.actions {
            let first = mode.history?.firstChange(beneath: action.step) ?? order
            action.registerUndo(order: first)
        }
    }

    private func stepEnding(of outcome: CommandOutcome, _ effect: CommandEffect) -> StepEnd.Ending {
        if case .exited(0) = outcome.ending, !outcome.isCut { return .done }
        return .failed(failure(of: outcome, effect))
    }

    /// What a command that did not succeed means.
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
        case .exited(let status): (.command, "the command\(place) ended with status \(status)", status)
        case .signalled(let signal): (.command, "the command\(place) was ended by signal \(signal)", nil)
        case .timedOut:
            (.deadline, "the command\(place) did not end within \(Value.text(of: effect.allowed))", nil)
        case .unreachable(let reason): (.unreachable, reason, nil)
        case .notStarted(let reason): (.command, reason, nil)
        case .unknown(let reason): (.unknown, reason, nil)
        case .cancelled: (.unknown, "the command\(place) was cancelled", nil)
        }
    }

    private func askGuards(_ scope: ExecutionContext, at span: Span) async throws(Interruption) {
        for active in scope.unwinding.guards {
            let inner = active.context.ofGuard(before: scope)
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

    /// What is left of the time that a command may take.
    private func limit(for sign: CommandSign, _ span: Span, _ scope: ExecutionContext) throws(Interruption) -> Duration
    {
        let left = scope.limits.left(to: sign, at: performer.now)
        guard left > .zero else {
            throw .failed(failure(.deadline, "the time limit\(scope.limits.words) is over", at: span, scope))
        }
        return left
    }
}
