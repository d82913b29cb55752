public import BelayLanguage
public import BelaySource

/// The context of a held step: what somebody who looks around there sees, and where what they type runs.
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
        of program: Program, by performer: any Performer, run: RunIdentity?, at span: Span, failure: Failure,
        frame: Frame,
        context: ExecutionContext
    ) {
        self.program = program
        self.performer = performer
        self.run = run
        self.span = span
        self.failure = failure
        self.frame = frame
        self.context = context.besideHeldStep(failure)
    }

    public var step: StepPath { failure.step }

    /// As it is shown; empty on this machine.
    public var place: String { performer.redacted(context.location.shown) }

    /// Text in which no secret of the run is left.
    public func redacted(_ text: String) -> String { performer.redacted(text) }

    /// Writes down that a session has begun here, before anything is done in it.
    public func noteLook(session id: String) throws(JournalFailure) {
        try performer.append(.inspected(step, session: id), isDurable: true)
    }
}
