public import BelayLanguage
public import BelaySource

/// Where a held step stands: what somebody who looks around there sees, and where what they type runs.
public struct StepContext: Sendable {
    public let program: Program
    /// The statement that failed.
    public let span: Span
    public let failure: Failure
    public let run: RunIdentity?
    let frame: Frame
    /// The place and the environment of the step, and nothing of what waits for its end: no handlers, no time limit.
    let context: ExecutionContext
    let performer: any Performer

    init(
        _ interpreter: Interpreter, at span: Span, failure: Failure, frame: Frame, context: ExecutionContext
    ) {
        program = interpreter.program
        performer = interpreter.performer
        run = interpreter.run
        self.span = span
        self.failure = failure
        self.frame = frame
        self.context = context.besideHeldStep(failure)
    }

    public var step: StepPath { failure.step }

    /// As it is shown; empty on this machine.
    public var place: String { context.location.shown }

    /// What is bound where the step stands.
    public func names(seenFrom visibleNames: VisibleNames) -> SessionNames {
        var names = SessionNames()
        for parameter in program.parameters { names.parameters[parameter.slot] = frame.globals[parameter.slot] }
        for (binding, span) in program.preamble.bindings { names.globals[span] = frame[binding.target] }
        names.locals = visibleNames.names.map { frame.locals.indices.contains($0.slot) ? frame.locals[$0.slot] : nil }
        return names
    }

    /// Text in which no secret of the run is left.
    public func redacted(_ text: String) -> String { performer.redacted(text) }

    /// Writes down that a session has begun here, before anything is done in it.
    public func noteLook(session id: String) throws(JournalFailure) {
        try performer.append(.looked(step, session: id), isDurable: true)
    }
}
