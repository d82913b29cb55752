extension CommandOutcome {
    /// Throws where the place of a change has not started it, since another executes the run now. Nothing more of the run begins
    /// here then, handlers neither: what is to be undone is for whoever executes it.
    func checkRun(of effect: CommandEffect) throws(Interruption) {
        guard isOfStaleRun, case .notStarted(let words) = ending else { return }
        let failure = Failure(
            kind: .takenOver, message: words, step: effect.step, command: effect.script.shown,
            location: effect.location,
            span: effect.span)
        throw .stopped(PropagatedFailure(failure: failure))
    }
}
