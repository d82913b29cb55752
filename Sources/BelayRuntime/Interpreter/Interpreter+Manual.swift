import BelayLanguage
import BelaySource

/// `manual "T" until C`: a person does it and says so, or is seen to have done it.
///
/// The condition is asked first, and then again and again while the question stands. Whoever answers is believed when it is
/// true. Where nobody is, the step waits as an `await` does.
extension Interpreter {
    func manual(
        _ manual: Manual, at span: Span, _ frame: Frame, _ context: ExecutionContext, longer: Duration
    ) async throws(Interruption) -> ControlFlow {
        let text = try await text(manual.text, frame, context)
        return try await questioned(text, at: span, context) { () async throws(Interruption) -> Void in
            guard let condition = manual.condition else {
                let question = Question(kind: .manual(hasCondition: false), step: context.step, text: text)
                try refuse(try await answer(question, at: span, context), text, at: span, context)
                return
            }
            let waiting = Await(
                condition: condition, within: manual.within, every: manual.every, stable: nil, failure: nil)
            var times = try await times(of: waiting, frame, context)
            if longer > .zero { times.within = longer }
            let question = Question(kind: .manual(hasCondition: true), step: context.step, text: text)
            if mode.walksEveryPath {
                _ = try await answer(question, at: span, context)
                return try await walk(waiting, frame, context)
            }
            try requireNames(of: condition, frame, context)
            if performer.isAttended {
                let isLimited = manual.within != nil || longer > .zero
                try await attended(
                    question, condition, times, until: isLimited ? performer.now + times.within : nil, at: span, frame,
                    context)
            } else {
                performer.observe(.questionAsked(question))
                try await observe(waiting, times, at: span, frame, context)
                try noteSeen(question, at: span, context)
            }
        }
    }

    /// With a person at hand, who need not say what can be seen.
    private func attended(
        _ question: Question, _ condition: ValueExpression, _ times: WaitTimes, until deadline: Duration?,
        at span: Span, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) {
        var verdict = try await asking(condition, times, until: deadline ?? .distant, frame, context)
        if verdict.truth == .yes {
            performer.observe(.questionAsked(question))
            return try noteSeen(question, at: span, context)
        }
        var asked = question
        while true {
            let answer = try await answered(
                asked,
                or: { () async throws(Interruption) -> Void in
                    try await watch(condition, times, until: deadline, at: span, frame, context)
                }, at: span, context)
            guard let answer else { return try noteSeen(question, at: span, context) }
            try refuse(answer, question.text, at: span, context)
            verdict = try await asking(condition, times, until: deadline ?? .distant, frame, context)
            if verdict.truth == .yes { return }
            asked.text = PlannedText("\(question.text.shown) (not done yet: \(verdict.seen))")
        }
    }

    /// Returns when the condition is true.
    private func watch(
        _ condition: ValueExpression, _ times: WaitTimes, until deadline: Duration?, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) {
        var pauses = Pauses(every: times.every)
        while true {
            let left = deadline.map { $0 - performer.now } ?? .distant
            if context.limits.areOver(at: performer.now) {
                let words = "it was not done within the time limit\(context.limits.words) around it"
                throw .failed(failure(.deadline, words, at: span, context), truth: .no)
            }
            if left <= .zero {
                let words = "it was not done within \(Value.text(of: times.within))"
                throw .failed(failure(.deadline, words, at: span, context), truth: .no)
            }
            try await performer.pause(min(pauses.next(), left), patience: patience(context))
            if Task.isCancelled { throw .cancelled }
            let verdict = try await asking(condition, times, until: deadline ?? .distant, frame, context)
            if verdict.truth == .yes { return }
        }
    }

    /// The answer of a person, or nil when `watched` was over first.
    private func answered(
        _ question: Question, or watched: @escaping @Sendable () async throws(Interruption) -> Void, at span: Span,
        _ context: ExecutionContext
    ) async throws(Interruption) -> Answer? {
        let first = await withTaskGroup(of: Result<Answer?, Interruption>.self) { group in
            group.addTask {
                do throws(Interruption) {
                    return .success(try await answer(question, at: span, context) ?? Answer.none)
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                do throws(Interruption) {
                    try await watched()
                    return .success(nil)
                } catch {
                    return .failure(error)
                }
            }
            let first = await group.next() ?? .success(nil)
            group.cancelAll()
            return first
        }
        return try first.get()
    }

    private func refuse(
        _ answer: Answer?, _ text: PlannedText, at span: Span, _ context: ExecutionContext
    ) throws(Interruption) {
        guard let answer, answer != .yes else { return }
        throw .refused(failure(.fail, "not done: “\(text.shown)”", at: span, context))
    }

    /// Nobody has said it: the condition came true.
    private func noteSeen(_ question: Question, at span: Span, _ context: ExecutionContext) throws(Interruption) {
        performer.observe(.questionAnswered(question.step, .seen))
        try note(.seen, to: question, at: span, context)
    }
}

extension Duration {
    /// Later than anybody waits.
    fileprivate static let distant = Duration.seconds(100 * 365 * 24 * 3600)
}
