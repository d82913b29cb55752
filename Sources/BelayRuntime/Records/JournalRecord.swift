/// What a run writes down so that it can be understood and resumed. A record has all that its readers need: nothing is made up
/// when it is read.
public enum JournalRecord: Hashable, Sendable {
    case started(Started)
    /// A phase, an action, a question or a handler begins.
    case entered(Entered)
    /// A step is over.
    case ended(Ended)
    /// Durable before the effect.
    case intent(Intent)
    /// Durable after the effect.
    case outcome(OutcomeRecord)
    case bound(Bound)
    case decided(Decided)
    case answered(Answered)
    /// A failure that a handler or a further attempt has taken up: it stays one, also when the run is resumed.
    case failed(Failure)
    /// A statement has failed that leaves no other record of that, such as a `let` or an `expect`.
    case stepFailed(FailedStep)
    /// A `note` has found something.
    case noted(Noted)
    /// This handler has recovered from a failure.
    case recovered(StepPath, Failure)
    /// An `always` begins because of a failure, or with nil of a cancel. When the run ends by it and is resumed, this
    /// handler is still to come.
    case alwaysStarted(StepPath, from: StepPath?)
    /// While this step held somebody looked around, in a session that has a journal of its own.
    case inspected(StepPath, session: String)
    case finished(Finished)
    case resumed(Resumed)
}

extension JournalRecord {
    /// The step that the record is about.
    var step: StepPath? {
        switch self {
        case .intent(let intent): intent.step
        case .bound(let bound): bound.step
        case .decided(let decided): decided.step
        case .answered(let answered): answered.step
        case .entered(let entered): entered.step
        case .ended(let ended): ended.step
        case .alwaysStarted(let step, _): step
        case .failed(let failure): failure.step
        case .stepFailed(let failed): failed.step
        case .noted(let noted): noted.finding.step
        case .recovered(let handler, _): handler
        // What a person does while a step holds is not part of what the run has done.
        case .started, .outcome, .inspected, .finished, .resumed: nil
        }
    }
}

/// The journal could not be written: the step that needed it is not started.
public struct JournalFailure: Error, Hashable, Sendable {
    /// A sentence such as `the journal cannot be written: no space left on device`.
    public var message: String

    public init(message: String) { self.message = message }
}

/// Why it is not known that a record is where others find it. Each has a sentence without a full stop.
public enum SharingFailure: Error, Hashable, Sendable {
    /// It may come there yet.
    case unavailable(String)
    /// Another executes the run now, and nothing more that this process writes comes there.
    case takenOver(String)
}

/// The destination of a run's records.
public protocol RunJournal: Sendable {
    /// Returns when the record is written; when `isDurable`, when it would survive a crash of the machine. Gives the number
    /// of the record, counted from one: records are in the order of their numbers.
    @discardableResult
    func append(_ record: Redacted<JournalRecord>, isDurable: Bool) throws(JournalFailure) -> Int

    /// Returns when all records up to the one of this number are where those find them who may take the run over from another
    /// machine; at once where nobody can. A change begins only after that.
    /// - Returns: until when it may begin, since the machine was started; nil where nobody can take the run over.
    func share(through number: Int) async throws(SharingFailure) -> Duration?

    /// The number of the next record, where nobody ever reads what it says: it is then made neither safe nor known. Nil where
    /// records are kept.
    func count() -> Int?
}

extension RunJournal {
    public func count() -> Int? { nil }

    public func share(through number: Int) async throws(SharingFailure) -> Duration? { nil }
}
