import BelayLanguage
import BelaySource

/// Secrets of a run that is resumed. A journal has none, so they are read again, and compared with what the journal has of
/// them. One that is not the same, or cannot be read, is lost: it is asked for where it is needed, and nowhere else.
extension Interpreter {
    /// A value that was got again, or in its place the lost one.
    func regained(
        _ value: Value, as key: BindingKey, _ type: ValueType, _ reason: LostSecret.Reason, _ context: ExecutionContext
    ) -> Value {
        let past = recall(context)?.secret(of: key, in: context.step)
        if past == nil, !type.isSecret { return value }
        let isKnown = value.unknownName == nil
        if isKnown, past?.seal.map({ performer.seals.fits($0, value) }) ?? true { return value }
        // In a new run nothing was had before.
        guard mode.history != nil else { return value }
        let lost = LostSecret(
            name: key.nameOfSecret, type: type, step: context.step, reason: reason, seal: past?.seal,
            since: past?.since,
            count: past?.value.elementCount ?? 0)
        performer.lostSecrets.add(lost)
        return lost.value
    }

    /// The walk goes through what was done for each element of a lost list, so each has a value.
    func elements(of lost: LostSecret) -> [Value] {
        (1...max(1, lost.count)).prefix(lost.count).map { number in
            var part = lost
            part.name += "\(number)"
            part.type = if case .list(let element) = lost.type { element } else { lost.type }
            part.seal = nil
            performer.lostSecrets.add(part)
            return part.value
        }
    }

    /// The value of a name that is used, which is asked for when it is lost.
    func found(_ value: Value, at span: Span, _ context: ExecutionContext) async throws(Interruption) -> Value {
        guard !context.purpose.isTitle, !mode.mayNotKnow, let lost = performer.lostSecret(of: value)
        else { return value }
        if let known = performer.lostSecrets.given(lost) { return known }
        let tries = performer.holdsFailures ? 3 : 1
        var words = lost.failureWords
        for _ in 0..<tries {
            let question = Question(
                kind: .ask(name: lost.name, type: lost.type, defaultValue: nil), step: context.step,
                text: PlannedText(lost.words))
            guard case .text(let typed)? = try await performer.answer(question, patience: patience(context)) else {
                break
            }
            let given = (try? Value(reading: typed, as: lost.type)) ?? .secret(Secret(typed))
            performer.hide(given)
            if lost.seal.map({ performer.seals.fits($0, given) }) ?? true {
                performer.lostSecrets.give(given, for: lost)
                return given
            }
            words = lost.mismatchWords
        }
        throw missing(lost.name, words, at: span, context)
    }

    /// Nothing more runs until the secret is given.
    func missing(_ name: String, _ words: String, at span: Span, _ context: ExecutionContext) -> Interruption {
        var failure = failure(.unknown, words, at: span, context)
        failure.missingSecret = name
        return .undecided(PropagatedFailure(failure: failure))
    }
}

extension Value {
    fileprivate var elementCount: Int { if case .list(let elements) = self { elements.count } else { 0 } }
}
