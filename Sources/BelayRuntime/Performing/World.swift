/// All that a live run touches, handed in.
public struct World: Sendable {
    public var performer: any CommandPerformer
    public var respondent: any Respondent
    public var journal: any RunJournal
    public var clock: any RunClock
    public var observer: any RunObserver
    public var cancellation: Cancellation

    public init(
        performer: any CommandPerformer, respondent: any Respondent, journal: any RunJournal, clock: any RunClock,
        observer: any RunObserver, cancellation: Cancellation = Cancellation()
    ) {
        self.performer = performer
        self.respondent = respondent
        self.journal = journal
        self.clock = clock
        self.observer = observer
        self.cancellation = cancellation
    }
}
