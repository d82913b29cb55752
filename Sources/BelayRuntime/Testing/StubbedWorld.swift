import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax
import Synchronization

/// The world of a test: commands answer what was said of them, waits cost nothing, questions have their answers, and the
/// journal is forgotten. Nothing real is touched.
final class StubbedWorld: CommandExecutor, Prompter, RunJournal, RunObserver, RunClock {
    /// A command that has run, and how it ended.
    struct Performed: Sendable {
        var effect: CommandEffect
        var outcome: CommandOutcome
    }

    struct PreparedAnswer: Sendable {
        var question: TextPattern
        var text: String
    }

    private struct State: Sendable {
        var stubs = StubTable()
        var files: [String: [UInt8]] = [:]
        var answers: [PreparedAnswer] = []
        var performed: [Performed] = []
        var events: [RunEvent] = []
        var questions: [Question] = []
        var missing = Missing()
        var records = 0
        var time = Duration.zero
        /// What runs belongs to what is tested, and not to the test itself.
        var isWatched = false
    }

    /// What the test has not said.
    struct Missing: Sendable {
        var commands: [CommandEffect] = []
        var likenesses: [StubTable.Key?] = []
        var questions: [Question] = []
        var files: [String] = []

        /// Nothing else has failed for want of an answer.
        var isOfCommands: Bool { !commands.isEmpty && questions.isEmpty && files.isEmpty }
    }

    private let state = Mutex(State())
    static let start = Timestamp(sinceEpoch: .seconds(1_772_357_400))
    static let notSaid = "the test does not say what it answers"
    private let watch: (any StatementWatch)?
    private let turns: TurnTaking

    init(watch: (any StatementWatch)?, turns: TurnTaking) {
        self.watch = watch
        self.turns = turns
    }

    var performed: [Performed] { state.withLock(\.performed) }
    var events: [RunEvent] { state.withLock(\.events) }
    var questions: [Question] { state.withLock(\.questions) }
    var missing: Missing { state.withLock(\.missing) }

    func add(_ key: StubTable.Key, _ replies: [StubTable.Reply]) { state.withLock { $0.stubs.add(key, replies) } }

    func add(_ answer: PreparedAnswer) { state.withLock { $0.answers.append(answer) } }

    func put(_ content: String, at path: String) { state.withLock { $0.files[path] = Array(content.utf8) } }

    /// What runs from now on is seen, as what "it" has done; what has run before is not.
    func beginWatching() {
        state.withLock { state in
            state.isWatched = true
            (state.performed, state.events, state.questions) = ([], [], [])
        }
    }

    func endWatching() { state.withLock { $0.isWatched = false } }

    /// What a plan shows counts as if it had been done.
    func take(_ plan: Plan) {
        let performed = plan.effects.map { Performed(effect: $0, outcome: CommandOutcome(ending: .exited(0))) }
        state.withLock { state in
            state.performed = performed
            state.events = plan.events
            state.questions = plan.questions.map(\.question.content)
        }
    }

    var dependencies: RunDependencies {
        var dependencies = RunDependencies(
            performer: self, prompter: self, journal: self, clock: self, observer: self, cancellation: .never)
        dependencies.statements = watch
        return dependencies
    }
}

// MARK: - Commands and files

extension StubbedWorld {
    func perform(
        _ effect: CommandEffect, unrecorded: @escaping UnrecordedChange,
        output: @escaping @Sendable (OutputPiece) -> Void
    ) async -> CommandOutcome {
        await turns.pass()
        let (outcome, errors) = state.withLock { state -> (CommandOutcome, String) in
            guard let reply = state.stubs.reply(to: effect) else {
                if !state.missing.commands.contains(where: { $0.isLike(effect) }) {
                    state.missing.commands.append(effect)
                    state.missing.likenesses.append(state.stubs.likeness(of: effect))
                }
                return (CommandOutcome(ending: .notStarted(Self.notSaid)), "")
            }
            state.time += reply.ending == nil ? effect.limit : reply.takes
            var outcome = CommandOutcome(ending: reply.ending ?? .timedOut, output: Array(reply.output.utf8))
            if effect.output != nil, case .exited(0) = outcome.ending {
                outcome.file = FileContent(outcome.output)
                if let path = effect.output?.path.known { state.files[path] = outcome.output }
                outcome.output = []
            }
            outcome.tail = reply.output + reply.errors
            if state.isWatched { state.performed.append(Performed(effect: effect, outcome: outcome)) }
            if case .exited(0) = outcome.ending { state.stubs.note(effect) }
            return (outcome, reply.errors)
        }
        if !outcome.output.isEmpty { output(OutputPiece(stream: .output, bytes: outcome.output)) }
        if !errors.isEmpty { output(OutputPiece(stream: .error, bytes: Array(errors.utf8))) }
        return outcome
    }

    /// Nobody has a record of it.
    func recoveredStatus(of change: InFlightCommand) async -> RecoveredStatus { .unknown("") }

    /// Nothing runs that could be ended, and nothing is kept that could be removed.
    func terminate(_ change: InFlightCommand) async {}
    func cleanUp(after run: String, on hosts: [String]) async {}

    func content(ofFile path: String) async throws(FileRefusal) -> FileContent {
        let bytes = state.withLock { state in
            if state.files[path] == nil, !state.missing.files.contains(path) { state.missing.files.append(path) }
            return state.files[path]
        }
        guard let bytes else { throw FileRefusal("the test does not say what \(path) holds") }
        return FileContent(bytes)
    }

    func recordsChanges(at location: Location) -> Bool { false }
}

extension FileContent {
    fileprivate init(_ bytes: [UInt8]) { self.init(size: bytes.count, digest: SHA256.digest(of: bytes).hex) }
}

extension CommandEffect {
    fileprivate func isLike(_ other: CommandEffect) -> Bool {
        sign == other.sign && script == other.script && location == other.location
    }
}

// MARK: - Questions

extension StubbedWorld {
    var holdsFailures: Bool { false }
    var isAttended: Bool { true }

    func answer(_ question: Redacted<Question>) async -> Answer {
        let question = question.content
        let text = state.withLock { state -> String? in
            if state.isWatched { state.questions.append(question) }
            let found = state.answers.lastIndex { $0.question.matches(question.text.shown) }
            guard let found else {
                if !state.missing.questions.contains(question) { state.missing.questions.append(question) }
                return nil
            }
            return state.answers[found].text
        }
        guard let text else { return .none }
        return switch question.kind {
        case .confirm, .manual: text == "yes" ? .yes : .no
        case .approval: text == "yes" ? .approved(["the test"]) : .rejected(text)
        case .outcome: text == "yes" ? .happened : .didNotHappen
        case .pointOfNoReturn, .ask: .text(text)
        case .hold: .none
        }
    }
}

// MARK: - Time, records and events

extension StubbedWorld {
    var now: Duration { state.withLock(\.time) }
    var timestamp: Timestamp { Self.start.advanced(by: now) }

    /// Those who sleep side by side do not add up.
    func sleep(for duration: Duration) async throws(CancellationError) {
        let wake = now + duration
        if Task.isCancelled { throw CancellationError() }
        await turns.pass()
        state.withLock { $0.time = max($0.time, wake) }
    }

    func append(_ record: Redacted<JournalRecord>, isDurable: Bool) throws(JournalFailure) -> Int { next() }

    func count() -> Int? { next() }

    private func next() -> Int {
        state.withLock { state in
            state.records += 1
            return state.records
        }
    }

    func observe(_ event: Redacted<RunEvent>) {
        state.withLock { if $0.isWatched { $0.events.append(event.content) } }
    }
}
