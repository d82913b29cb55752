import BelayLanguage
import BelaySource

/// At a terminal every failure first holds, once, where it arose: a person decides how the run continues.
extension Interpreter {
    enum HoldDecision {
        case goOutward
        case retry
        case waitLonger(Duration)
        /// After the statement: it was skipped, or has been given its value.
        case goOn
    }

    func hold(
        _ trouble: inout PropagatedFailure, at statement: Statement, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> HoldDecision {
        guard performer.holdsFailures, !context.isProbing, !context.unwinding.isRetried, !trouble.hasHeld else {
            return .goOutward
        }
        let isUnwinding = if case .unwind = statement.kind { true } else { false }
        guard trouble.failure.step == context.step || isUnwinding else { return .goOutward }
        if recall(context)?.failure(at: context.step) != nil { return .goOutward }
        let canWait =
            switch statement.kind {
            case .await: true
            case .manual(let manual): manual.condition != nil
            default: false
            }
        let passing = passing(trouble, at: statement)
        while true {
            let held = HeldStep(
                failure: trouble.failure, canWaitLonger: canWait, passing: passing, handlers: armedHandlers(context),
                undoable: context.unwinding.undoing == nil ? undoable(context) : [])
            let question = Question(
                kind: .hold(held), step: context.step, text: PlannedText(trouble.failure.message))
            let stepContext = stepContext(at: statement.span, trouble.failure, frame, context)
            let answer = try await performer.hold(question, from: stepContext, patience: patience(context))
            try note(answer, to: question, trouble.failure, at: statement.span, context)
            switch (answer, passing) {
            case (.retry?, _): return .retry
            case (.waitLonger(let time)?, _): return canWait ? .waitLonger(time) : .retry
            case (.skip(let reason)?, .skip):
                try skip(statement, reason, context)
                frame.miss(statement.boundNames, because: .skipped(context.step))
                return .goOn
            case (.give(let typed)?, .value(let name, let type)):
                let value: Value
                do throws(ReadingProblem) {
                    value = try Value(reading: typed, as: type)
                } catch {
                    trouble.failure.message = "the value for `\(name)` \(error.message)"
                    continue
                }
                try give(value, as: name, at: statement, &frame, context)
                return .goOn
            case (.stop?, _):
                trouble.idleHandlers = armedHandlers(context)
                throw .stopped(trouble)
            case (.skip?, _), (.give?, _), (.runHandlers?, _), (.yes?, _), (.no?, _), (.seen?, _), (.text?, _),
                (.approved?, _), (.rejected?, _), (.unapproved?, _),
                (.happened?, _), (.didNotHappen?, _), (.some(.none), _), (nil, _):
                trouble.hasHeld = true
                return .goOutward
            }
        }
    }

    /// A person has decided: who looks back is told. Nobody resumes by it.
    private func note(
        _ answer: Answer?, to question: Question, _ failure: Failure, at span: Span, _ context: ExecutionContext
    ) throws(Interruption) {
        guard let answer, answer != .none else { return }
        let answered = JournalRecord.Answered(
            step: question.step, asked: .hold(failure), question: question.text.shown,
            answer: question.isSecret ? answer.withoutSecret : answer)
        try note(.answered(answered), at: span, context)
    }

    /// For whoever looks around there.
    func stepContext(at span: Span, _ failure: Failure, _ frame: Frame, _ context: ExecutionContext) -> StepContext {
        StepContext(
            of: program, by: performer, run: run, at: span, failure: failure, frame: frame, context: context)
    }

    /// What the run has begun and could undo.
    private func undoable(_ context: ExecutionContext) -> [String] {
        context.undoLog.remaining.map { "\($0.step) \(performer.redacted($0.title.shown))" }
    }

    /// As they are written, innermost first.
    private func armedHandlers(_ context: ExecutionContext) -> [String] { context.unwinding.handlers.map(source) }

    /// A check that said no cannot be skipped, whoever answers: not passing is not skipping. And what later steps may
    /// need is not left out.
    private func passing(_ trouble: PropagatedFailure, at statement: Statement) -> HeldStep.Passing {
        if trouble.isRefusal { return .refused }
        if let bound = statement.traits.binds { return .value(name: bound.name, type: bound.type) }
        // Without a number of its own it would be the block around it that is written down as skipped.
        return statement.traits.isEssential || statement.ordinal == nil ? .refused : .skip
    }

    private func skip(_ statement: Statement, _ reason: String, _ context: ExecutionContext) throws(Interruption) {
        performer.observe(
            .stepFinished(StepEnd(step: context.step, kind: .statement, ending: .skipped(reason), duration: .zero)))
        try note(.ended(.init(step: context.step, ending: .skipped(reason))), at: statement.span, context)
    }

    private func give(
        _ value: Value, as name: String, at statement: Statement, _ frame: inout Frame, _ context: ExecutionContext
    ) throws(Interruption) {
        guard let bound = statement.traits.binds else {
            preconditionFailure("only what gives a value can be given one")
        }
        try keep(value, as: name, bound.target, at: statement.span, &frame, context, isGiven: true)
    }
}
