import BelayData
import BelayRuntime
import BelaySyntax
import Synchronization

/// A world that does what a test says: each script's ending is decided by a function, and all that ran is kept.
///
/// The real parts are tested where they are built; here the order of effects is, which needs a world that obeys.
final class ScriptedWorld: CommandExecutor, Prompter, RunJournal, RunObserver, RunClock {
    typealias Reply = @Sendable (CommandEffect) -> CommandOutcome

    private struct State: Sendable {
        var effects: [CommandEffect] = []
        var records: [JournalRecord] = []
        var events: [RunEvent] = []
        var answers: [Answer] = []
        var files: [String: FileContent] = [:]
        /// How many records the journal had before.
        var earlier = 0
        var time = Duration.zero
        /// The numbers of the records that were to be shared, and after how many effects.
        var shared: [(number: Int, effects: Int)] = []
    }

    private let state: Mutex<State>
    private let reply: Reply
    /// The machine's answer about a change that was not seen to end.
    private let recoveredStatus: RecoveredStatus
    /// A person's answer about a change that was not seen to end.
    private let knowing: Answer
    let holdsFailures: Bool
    private let start: Timestamp
    private let offset: Duration
    let longestWait: Duration?
    /// No host can keep a record of a change.
    private let lacksRoom: Bool
    /// What comes of sharing records up to this one, the first time, the second time, and so on.
    private let sharing: @Sendable (_ number: Int, _ time: Int) -> SharingFailure?

    /// - Parameter earlier: how many records the run has written before it is resumed: a journal counts on from them.
    init(
        answers: [Answer] = [], holdsFailures: Bool = false, knowing: Answer = .none,
        recoveredStatus: RecoveredStatus = .unknown(""), start: String = "2026-03-01T09:30:00Z",
        offset: Duration = .zero, longestWait: Duration? = nil, lacksRoom: Bool = false, after earlier: Int = 0,
        reply: @escaping Reply = { _ in .succeeded() },
        sharing: @escaping @Sendable (_ number: Int, _ time: Int) -> SharingFailure? = { _, _ in nil }
    ) {
        var state = State()
        state.answers = answers
        state.earlier = earlier
        self.state = Mutex(state)
        self.holdsFailures = holdsFailures
        self.reply = reply
        self.recoveredStatus = recoveredStatus
        self.knowing = knowing
        self.start = Timestamp(start) ?? Timestamp(sinceEpoch: .zero)
        self.offset = offset
        self.longestWait = longestWait
        self.lacksRoom = lacksRoom
        self.sharing = sharing
    }

    var scripts: [String] { state.withLock { $0.effects.compactMap(\.script.known) } }
    var effects: [CommandEffect] { state.withLock { $0.effects } }
    var records: [JournalRecord] { state.withLock { $0.records } }
    var events: [RunEvent] { state.withLock { $0.events } }
    /// The changes and destructions.
    var changes: [String] {
        state.withLock { $0.effects.filter { $0.sign != .reads }.compactMap(\.script.known) }
    }

    func perform(
        _ effect: CommandEffect, unrecorded: @escaping UnrecordedChange,
        output: @escaping @Sendable (OutputPiece) -> Void
    ) async -> CommandOutcome {
        state.withLock { $0.effects.append(effect) }
        if lacksRoom, effect.change?.isRecorded == true {
            guard let again = await unrecorded("no room") else { return CommandOutcome(ending: .notStarted("no room")) }
            var effect = effect
            effect.change = again
            return await perform(effect, unrecorded: unrecorded, output: output)
        }
        let outcome = reply(effect)
        if !outcome.output.isEmpty { output(OutputPiece(stream: .output, bytes: outcome.output)) }
        return outcome
    }

    func recoveredStatus(of change: InFlightCommand) async -> RecoveredStatus { recoveredStatus }

    /// Its commands leave no processes: there is nothing to end and nothing to forget.
    func terminate(_ change: InFlightCommand) async {}

    func cleanUp(after run: String, on hosts: [String]) async {}

    /// Its files hold what a test has put there.
    func content(ofFile path: String) async throws(FileRefusal) -> FileContent {
        guard let content = state.withLock({ $0.files[path] }) else { throw FileRefusal("\(path) is not there") }
        return content
    }

    func put(_ content: FileContent, at path: String) { state.withLock { $0.files[path] = content } }

    func recordsChanges(at location: Location) -> Bool { location.reach != .local }

    func answer(_ question: Redacted<Question>) async -> Answer {
        if case .outcome = question.kind { return knowing }
        return state.withLock { $0.answers.isEmpty ? .none : $0.answers.removeFirst() }
    }

    func append(_ record: Redacted<JournalRecord>, isDurable: Bool) throws(JournalFailure) -> Int {
        state.withLock {
            $0.records.append(record.content)
            return $0.earlier + $0.records.count
        }
    }

    func share(through number: Int) async throws(SharingFailure) -> Duration? {
        let time = state.withLock { state in
            state.shared.append((number, state.effects.count))
            return state.shared.count
        }
        if let failure = sharing(number, time) { throw failure }
        return nil
    }

    var shared: [(number: Int, effects: Int)] { state.withLock { $0.shared } }

    func observe(_ event: Redacted<RunEvent>) { state.withLock { $0.events.append(event.content) } }

    var now: Duration { state.withLock { $0.time } }
    var timestamp: Timestamp { start.advanced(by: now) }

    func zoneOffset(at moment: Timestamp) -> Duration { offset }

    /// Time passes at once.
    func sleep(for duration: Duration) async throws(CancellationError) {
        if Task.isCancelled { throw CancellationError() }
        state.withLock { $0.time += duration }
    }

    var dependencies: RunDependencies {
        RunDependencies(performer: self, prompter: self, journal: self, clock: self, observer: self)
    }
}

extension CommandOutcome {
    static func succeeded(_ output: String = "") -> CommandOutcome {
        CommandOutcome(ending: .exited(0), output: Array(output.utf8), tail: output)
    }

    static func failed(_ status: Int = 1) -> CommandOutcome { CommandOutcome(ending: .exited(status)) }
}
