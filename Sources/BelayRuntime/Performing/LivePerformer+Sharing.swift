/// What is written down before a change begins is also where others find it, and while it is not, nothing begins.
extension LivePerformer {
    /// Returns when the records up to this one are there, and until when the change may begin. Without that the run stops: a person at
    /// a terminal may have it tried again.
    func share(through number: Int, before effect: CommandEffect) async throws(Interruption) -> Duration? {
        let (journal, cancellation) = (dependencies.journal, dependencies.cancellation)
        while true {
            let answer = await cancellation.run(.endsAtSecond) { () async -> Result<Duration?, SharingFailure> in
                do throws(SharingFailure) {
                    return .success(try await journal.share(through: number))
                } catch {
                    return .failure(error)
                }
            }
            switch answer {
            case .success(let deadline): return deadline
            case .failure(.takenOver(let words)):
                throw .stopped(PropagatedFailure(failure: failure(.takenOver, words, before: effect)))
            case .failure(.unavailable(let words)):
                try checkCancellation(.endsAtSecond)
                let failure = failure(.unshared, words, before: effect)
                guard try await isTriedAgain(after: failure) else {
                    throw .undecided(PropagatedFailure(failure: failure))
                }
            }
        }
    }

    private func failure(_ kind: Failure.Kind, _ words: String, before effect: CommandEffect) -> Failure {
        Failure(
            kind: kind, message: redactor.redacted(words), step: effect.step,
            command: redactor.redacted(effect.script.shown), location: effect.location, span: effect.span)
    }

    private func isTriedAgain(after failure: Failure) async throws(Interruption) -> Bool {
        guard holdsFailures else { return false }
        let held = HeldStep(failure: failure, canWaitLonger: false, passing: .refused, handlers: [])
        let question = Question(kind: .hold(held), step: failure.step, text: PlannedText(failure.message))
        return try await answer(question, patience: .endsAtFirst) == .retry
    }
}
