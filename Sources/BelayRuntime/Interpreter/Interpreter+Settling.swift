import BelayLanguage
import BelaySource
import BelaySyntax

/// Changes that a run had begun before it was interrupted: done, not done, or unknown, and then settled by asking the
/// world or a person.
extension Interpreter {
    /// The outcome of a change as the journal knows it, or as it is settled now; nil when it is to be performed.
    func recalled(
        _ effect: CommandEffect, as kind: StepKind, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> CommandOutcome? {
        guard let past = recall(context)?.effect(at: effect.step) else { return nil }
        try compare(past.intent, effect, context)
        performer.markFound(effect.step)
        registerUndo(at: past.position + 1, context)
        if past.isUndecided { return try await settle(past, effect, kind, frame, context) }
        guard let settled = past.outcome, !settled.isStillToDo else { return nil }
        return try reported(settled, effect, kind, context)
    }

    /// The command that was run and the one in the runbook now must be the same.
    private func compare(
        _ intent: JournalRecord.Intent, _ effect: CommandEffect, _ context: ExecutionContext
    ) throws(Interruption) {
        guard let now = effect.script.known, !now.isAsWritten(intent.command) else { return }
        let command = performer.redacted(now)
        if command == intent.command { return }
        let was = performer.redacted(intent.command)
        let words =
            was == command
            ? "the run has done `\(was)` here, and the runbook now differs in a part that is hidden"
            : "the run has done `\(was)` here, and the runbook now says `\(command)`"
        throw .stopped(PropagatedFailure(failure: failure(.fail, words, at: effect.span, context)))
    }

    /// Shows an outcome that is known, and hands it on.
    private func reported(
        _ settled: JournalRecord.OutcomeRecord, _ effect: CommandEffect, _ kind: StepKind, _ context: ExecutionContext
    ) throws(Interruption) -> CommandOutcome {
        let outcome = CommandOutcome(
            ending: settled.ending, output: Array((settled.output ?? "").utf8), tail: settled.tail,
            duration: settled.duration)
        performer.observe(
            .stepStarted(
                StepStart(step: effect.step, kind: kind, title: effect.script, effect: effect, span: effect.span)))
        guard case .exited(0) = settled.ending else {
            finish(effect.step, kind, .failed(failure(of: outcome, effect)), since: performer.now)
            return outcome
        }
        finish(effect.step, kind, .alreadyDone, since: performer.now)
        if settled.source == .doneWhen { throw .settled }
        if effect.givesSecret {
            var outcome = outcome
            outcome.hasLostSecret = true
            return outcome
        }
        if effect.isCaptured, settled.output == nil {
            // Belay was killed before the value that a person gave was written down.
            if settled.source == .person { throw lostValue(effect, context) }
            let words = "it was done, but its output is not known"
            throw .failed(failure(.unknown, words, at: effect.span, context))
        }
        return outcome
    }

    private func settle(
        _ past: RunHistory.Effect, _ effect: CommandEffect, _ kind: StepKind, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> CommandOutcome? {
        let settled = try await known(past, effect, frame, context)
        do {
            try performer.append(.outcome(settled), isDurable: true)
        } catch {
            throw .stopped(PropagatedFailure(failure: failure(.fail, error.message, at: effect.span, context)))
        }
        if settled.isStillToDo { return nil }
        return try reported(settled, effect, kind, context)
    }

    /// A true `done when` says that all is done. What the machine itself knows of the command comes next: a `done when`
    /// that is false may only not have come true yet. Then a false one, and at last a person.
    private func known(
        _ past: RunHistory.Effect, _ effect: CommandEffect, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> JournalRecord.OutcomeRecord {
        // Its file may be whole and not yet in its place, which a `done when` does not see.
        if effect.output != nil,
            case .wrote(let content) = try await performer.recoveredStatus(of: past, patience: patience(context))
        {
            return past.wrote(content)
        }
        let said = try await doneWhenSays(effect, context)
        if said == true { return past.settled(.exited(0), by: .doneWhen) }
        var unseen = ""
        switch try await performer.recoveredStatus(of: past, patience: patience(context)) {
        // Of a secret only the value is lost, which is asked for where it is needed.
        case .ended(0, _) where effect.input == nil && effect.isCaptured:
            if !effect.givesSecret {
                return try await personSays(past, effect, lostWords(effect), isLost: true, frame, context)
            }
            return past.settled(.exited(0), by: .remoteHost)
        case .ended(let status, let doubt) where effect.doubt(aboutRecorded: status, doubt) != nil:
            unseen = effect.doubt(aboutRecorded: status, doubt) ?? ""
        case .ended(0, _): return past.settled(.exited(0), by: .remoteHost)
        case .wrote(let content): return past.wrote(content)
        case .notStarted: return past.settled(.notStarted("it was not started"), by: .remoteHost)
        case .ended(let status, let doubt) where past.isCutShort(doubt):
            unseen = "it was ended there with status \(status)"
        case .ended(let status, _):
            if said == false { break }
            return past.settled(.exited(status), by: .remoteHost)
        case .unknown(let why): unseen = why
        case .runs:
            return try await personSays(past, effect, unseenWords(effect, "it is still running"), frame, context)
        case .unreachable(let words):
            return try await personSays(
                past, effect, unseenWords(effect, words), frame, context)
        }
        if said == false { return past.settled(.notStarted("it is not done"), by: .doneWhen) }
        let words = unseenWords(effect, unseen) + (try await words(aboutInputFileOf: effect, context))
        return try await personSays(past, effect, words, frame, context)
    }

    /// The `done when` of the innermost action, or of what is undone. When it is false it speaks of the only effect of
    /// an action, and never of a `!`. Nil when it does not decide.
    private func doneWhenSays(_ effect: CommandEffect, _ context: ExecutionContext) async throws(Interruption) -> Bool?
    {
        let isUndone = context.unwinding.actions.isEmpty
        let found: (doneWhen: DoneWhen, body: Block)?
        if let action = context.unwinding.actions.last {
            found = action.doneWhen.map { ($0, program.definitions[action.definition.rawValue].body) }
        } else {
            found = context.unwinding.undone.map { ($0.doneWhen, $0.body) }
        }
        guard let found else { return nil }
        let asking = found.doneWhen.context.settling(context)
        switch try await judge(found.doneWhen.condition, found.doneWhen.frame, asking) {
        case .yes: return isUndone ? isOnly(effect, in: found.body) : true
        case .no: return isUndone ? true : isOnly(effect, in: found.body)
        case .cannot, .undecided: return nil
        }
    }

    /// False when it is the only effect: it did not happen. Nil when there are others, or it destroys.
    private func isOnly(_ effect: CommandEffect, in body: Block) -> Bool? {
        effect.sign == .changes && program.hasSoleEffect(body) ? false : nil
    }

    /// It has happened, and the run cannot continue without its output.
    private func lostValue(_ effect: CommandEffect, _ context: ExecutionContext) -> Interruption {
        var lost = failure(.unknown, lostWords(effect), at: effect.span, context)
        lost.lostOutput = Failure.LostOutput(name: effect.boundName)
        return .undecided(PropagatedFailure(failure: lost))
    }

    private func lostWords(_ effect: CommandEffect) -> String {
        "it happened, but its output is needed and was lost: "
            + (effect.boundName.map { "give the value of `\($0)`, or run it again" }
                ?? "only running it again would give it")
    }

    /// - Parameter unseen: why the machine that it was begun on does not know.
    private func unseenWords(_ effect: CommandEffect, _ unseen: String) -> String {
        let place = effect.location.shown.isEmpty ? "" : " on \(effect.location.shown)"
        return "the run was interrupted during this command\(place); its outcome is unknown"
            + (unseen.isEmpty ? "" : ": \(unseen)")
    }

    /// The value of a name that a change has printed, from a person who knows it. That it has happened is written down
    /// first: whatever comes between, the change is not done again, and its value is asked for again.
    func givenOutput(
        _ binding: Binding, _ lost: PropagatedFailure, at span: Span, _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        var lost = lost
        for _ in 0..<(performer.holdsFailures ? 3 : 1) {
            let question = Question(
                kind: .ask(name: binding.name, type: binding.type, defaultValue: nil), step: context.step,
                text: PlannedText(lost.failure.message))
            guard case .text(let typed)? = try await performer.answer(question, patience: patience(context)) else {
                break
            }
            let given: Value
            do throws(ReadingProblem) {
                given = try Value(reading: typed, as: binding.type)
            } catch {
                lost.failure.message = "the value for `\(binding.name)` \(error.message)"
                continue
            }
            if let past = recall(context)?.effect(at: context.step), past.isUndecided {
                try note(.outcome(past.settled(.exited(0), by: .person)), at: span, context)
            }
            let asked = JournalRecord.Answered.Asked.ask(
                name: binding.name, type: binding.type, defaultValue: nil)
            try note(
                .answered(
                    .init(step: context.step, asked: asked, question: lost.failure.message, answer: .happened)),
                at: span, context)
            return given
        }
        throw .undecided(lost)
    }

    /// - Parameter isLost: it has happened, and its output is lost.
    private func personSays(
        _ past: RunHistory.Effect, _ effect: CommandEffect, _ words: String, isLost: Bool = false, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> JournalRecord.OutcomeRecord {
        var unknown = failure(.unknown, words, at: effect.span, context)
        unknown.command = past.intent.command
        unknown.output = past.outcome?.tail ?? ""
        var known = effect
        known.script = PlannedText(past.intent.command)
        let change = DoubtfulChange(
            effect: known, age: past.begun.map { performer.now - $0 }, ran: past.outcome?.duration,
            tail: unknown.output)
        let question = Question(kind: .outcome(change), step: effect.step, text: PlannedText(words))
        let stepContext = stepContext(at: effect.span, unknown, frame, context)
        let settled: JournalRecord.OutcomeRecord
        switch try await performer.hold(question, from: stepContext, patience: patience(context)) {
        case .happened? where effect.isCaptured && !effect.givesSecret: throw lostValue(effect, context)
        case .happened?: settled = past.settled(.exited(0), by: .person)
        case .didNotHappen?: settled = past.settled(.notStarted("it did not happen"), by: .person)
        case .yes?, .no?, .seen?, .text?, .approved?, .rejected?, .unapproved?, .retry?, .waitLonger?, .runHandlers?,
            .skip?, .give?, .stop?, .some(.none),
            nil:
            if isLost { unknown.lostOutput = Failure.LostOutput(name: effect.boundName) }
            throw .undecided(PropagatedFailure(failure: unknown))
        }
        try note(
            .answered(
                .init(
                    step: effect.step, asked: .outcome(of: past.intent.number), question: words,
                    answer: settled.isStillToDo ? .didNotHappen : .happened)),
            at: effect.span, context)
        return settled
    }
}

extension RunHistory.Effect {
    /// Whether a recorded status may come from outside and says nothing of what the command has done: Belay has ended it,
    /// or somebody else.
    fileprivate func isCutShort(_ doubt: StatusDoubt?) -> Bool {
        switch outcome?.ending {
        case .timedOut?, .cancelled?: return true
        case .exited?, .signalled?, .unreachable?, .notStarted?, .unknown?, .fileFailed?, nil:
            return doubt == .foreignSignal
        }
    }

    fileprivate func wrote(_ content: FileContent) -> JournalRecord.OutcomeRecord {
        var settled = settled(.exited(0), by: .outputFile)
        settled.outputFile = content
        return settled
    }

    fileprivate func settled(
        _ ending: CommandOutcome.Ending, by source: JournalRecord.OutcomeSource
    ) -> JournalRecord.OutcomeRecord {
        JournalRecord.OutcomeRecord(number: intent.number, ending: ending, tail: "", duration: .zero, source: source)
    }
}

extension JournalRecord.OutcomeRecord {
    /// It turned out that it had not happened.
    var isStillToDo: Bool {
        guard source != nil, case .notStarted = ending else { return false }
        return true
    }
}
