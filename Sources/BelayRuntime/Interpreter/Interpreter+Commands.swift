import BelayLanguage
import BelaySource
import BelaySyntax

/// Commands: what touches the world, and nothing else does.
extension Interpreter {
    /// A command that is a statement.
    func perform(
        _ command: Command, at span: Span, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) {
        let effect = try await effect(of: command, isCaptured: false, frame, context)
        guard let outcome = try await performed(effect, as: .command, frame, context) else { return }
        guard case .exited(0) = outcome.ending else {
            throw Interruption.failed(failure(of: outcome, effect))
                .reported(at: context.step, isRecorded: effect.sign != .reads)
        }
    }

    /// Performs a command that must succeed, for its output. `nil` in a plan.
    func outcome(
        of command: Command, givesSecret: Bool, boundTo name: String?, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> CommandOutcome? {
        var effect = try await effect(of: command, isCaptured: true, frame, context)
        effect.givesSecret = givesSecret
        effect.boundName = name
        guard let outcome = try await performed(effect, frame, context), !outcome.hasLostSecret else { return nil }
        if case .exited(0) = outcome.ending, !outcome.isCut { return outcome }
        throw .failed(failure(of: outcome, effect))
    }

    /// The command as data, every value in its place.
    func effect(
        of command: Command, isCaptured: Bool, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> CommandEffect {
        var effect = CommandEffect(
            step: context.step, sign: command.sign, location: context.location,
            script: try await script(of: command, frame, context), isPipeline: command.isPipeline,
            environment: context.surroundings.environment, input: context.surroundings.input,
            limit: try limit(for: command.sign, command.span, context),
            allowed: context.limits.written(for: command.sign, program.limits),
            isCaptured: isCaptured, undoing: context.unwinding.undoing, span: command.span)
        effect.output = context.surroundings.output
        effect.hasUsualLimit = effect.limit == program.limits.of(command.sign)
        return effect
    }

    /// Guards first, then the undo of every action around it, then the effect.
    func performed(
        _ effect: CommandEffect, as statement: StepKind? = nil, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> CommandOutcome? {
        let changes = effect.sign != .reads
        if changes, let known = try await recalled(effect, as: statement ?? .command, frame, context) { return known }
        if changes { try await askGuards(context, at: effect.span) }
        let effect = try await withInputFile(of: effect, context)
        try performer.checkCancellation(patience(context))
        let begun = performer.now
        let kind = statement ?? (changes ? .command : .read)
        performer.observe(
            .stepStarted(
                StepStart(step: effect.step, kind: kind, title: effect.script, effect: effect, span: effect.span)))
        let outcome: CommandOutcome?
        do {
            // A changing command may finish after a first cancel, within its limit.
            outcome = try await performer.perform(effect, patience: changes ? .endsAtSecond : patience(context)) {
                order in
                if changes { registerUndo(at: order, context) }
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

    /// The undo of each action around a change: by the position of its first change among the records, so that the
    /// order is the same when the run is resumed.
    func registerUndo(at order: Int?, _ context: ExecutionContext) {
        for action in context.unwinding.actions {
            let first = mode.history?.firstChange(beneath: action.step) ?? order
            action.registerUndo(order: first)
        }
    }

    private func stepEnding(of outcome: CommandOutcome, _ effect: CommandEffect) -> StepEnd.Ending {
        if case .exited(0) = outcome.ending, !outcome.isCut { return .done }
        return .failed(failure(of: outcome, effect))
    }

    /// The failure that a command without success means.
    func failure(of outcome: CommandOutcome, _ effect: CommandEffect) -> Failure {
        var reason = outcome.ending.reason(at: effect.location, allowed: effect.allowed)
        if case .exited(0) = outcome.ending {
            let place = effect.location.host.map { " on \($0.shown)" } ?? ""
            reason.message = "the command\(place) printed more than \(CommandOutcome.capturedLimit >> 20) MiB"
        }
        return Failure(
            kind: reason.kind, message: performer.redacted(reason.message), step: effect.step,
            command: performer.redacted(effect.script.shown), status: reason.status, output: outcome.tail,
            location: effect.location, span: effect.span)
    }

    private func askGuards(_ context: ExecutionContext, at span: Span) async throws(Interruption) {
        for active in context.unwinding.guards {
            let inner = active.context.forGuard(before: context)
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
                throw .refused(failure(.expect, words, at: span, context), truth: .no)
            case .cannot(let failure): throw .refused(failure)
            }
        }
    }

    /// What is left of the time that a command may take.
    private func limit(for sign: CommandSign, _ span: Span, _ context: ExecutionContext) throws(Interruption)
        -> Duration
    {
        let left = context.limits.left(to: sign, at: performer.now, program.limits)
        guard left > .zero else {
            throw .failed(failure(.deadline, "the time limit\(context.limits.words) is over", at: span, context))
        }
        return left
    }
}
