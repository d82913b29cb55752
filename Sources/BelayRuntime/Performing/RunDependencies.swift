/// All that a live run touches, handed in.
public struct RunDependencies: Sendable {
    public var performer: any CommandExecutor
    public var prompter: any Prompter
    public var journal: any RunJournal
    public var clock: any RunClock
    public var observer: any RunObserver
    public var cancellation: Cancellation
    /// Sees every statement that is run, for what is told of tests.
    public var statements: (any StatementWatch)?
    /// The plan that the run is held to.
    public var plan: HeldPlan?

    public init(
        performer: any CommandExecutor, prompter: any Prompter, journal: any RunJournal, clock: any RunClock,
        observer: any RunObserver, cancellation: Cancellation = Cancellation()
    ) {
        self.performer = performer
        self.prompter = prompter
        self.journal = journal
        self.clock = clock
        self.observer = observer
        self.cancellation = cancellation
    }
}
