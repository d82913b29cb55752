import BelayRuntime
import BelayStore
import BelaySystem
import Synchronization

/// Brings the journal of a run to the store, in order and in batches. Every batch compares who executes the run, so that nothing
/// comes there from a process that another has taken the run over from.
final class JournalReplica: JournalSharing {
    struct Item {
        /// Of the line; nil for what else is brought there.
        var number: Int?
        var put: StoreChange.Put
    }

    struct Waiter {
        var number: Int
        var answer: OneShot<SharingFailure?>
    }

    struct State {
        var queue: [Item] = []
        /// The first line, for the index.
        var first = ""
        /// The number of the last line that is known to be there.
        var sent: Int
        var waiters: [Waiter] = []
        var isSending = false
        var isTimed = false
        var isClosed = false
        /// This process executed the run then, since the machine was started, or later.
        var confirmed = Duration.zero
        /// Why the last attempt failed.
        var trouble: String?
        /// Nothing more comes there.
        var end: SharingFailure?
    }

    /// How long it is tried before a change, and when people are told that it takes long.
    struct Patience: Hashable, Sendable {
        var total: Duration
        var silent = Duration.seconds(3)
    }

    let run: SharedRun
    let condition: StoreChange.Condition
    private let patience: Patience
    let clock = SystemClock()
    let state: Mutex<State>
    private let listener = Mutex<(@Sendable (String) -> Void)?>(nil)

    /// - Parameters:
    ///   - condition: what is true as long as this process executes the run.
    ///   - sent: the number of lines that the store has.
    ///   - first: the first line, of a run that has one.
    init(
        of run: SharedRun, while condition: StoreChange.Condition, sent: Int, first: String?, patience: Patience
    ) {
        (self.run, self.condition, self.patience) = (run, condition, patience)
        state = Mutex(State(first: first ?? "", sent: sent))
    }

    /// From now on people are told when the store holds something up.
    func tell(_ body: @escaping @Sendable (String) -> Void) { listener.withLock { $0 = body } }

    /// Why nothing more comes there; nil while it may.
    var end: SharingFailure? { state.withLock { $0.end } }

    func take(_ line: ArraySlice<UInt8>, number: Int) {
        let text = String(decoding: line, as: UTF8.self)
        let kind = JournalLine.kind(of: line)
        state.withLock { state in
            if number == 1 { state.first = text }
            if number > state.sent {
                state.queue.append(Item(number: number, put: .init(RunKeys.line(number, of: run.id), text)))
            }
            guard kind == .started || kind == .resumed || kind == .finished else { return }
            let entry = RunIndexEntry(first: state.first, last: kind == .finished ? text : nil)
            state.queue.append(Item(number: nil, put: .init(RunKeys.index(of: run.id), entry.written)))
        }
        begin(atOnce: false)
    }

    /// Something besides the journal that goes before what is taken later.
    func take(_ put: StoreChange.Put) {
        state.withLock { $0.queue.append(Item(number: nil, put: put)) }
        begin(atOnce: false)
    }

    func share(through number: Int) async throws(SharingFailure) -> Duration {
        try await bring(through: number)
        return try await confirm() + RunClaim.trust
    }

    private func bring(through number: Int) async throws(SharingFailure) {
        let answer = OneShot<SharingFailure?>()
        let known = state.withLock { state -> SharingFailure?? in
            if let end = state.end { return end }
            if state.sent >= number, !state.queue.contains(where: { $0.number ?? 0 <= number }) { return .some(nil) }
            state.waiters.append(Waiter(number: number, answer: answer))
            return nil
        }
        if let known {
            if let failure = known { throw failure }
            return
        }
        begin(atOnce: true)
        let late = Task { await self.watch(answer) }
        let failure = await withTaskCancellationHandler {
            await answer.value()
        } onCancel: {
            answer.give(.unavailable("the store \(run.store.name) was not waited for"))
        }
        late.cancel()
        state.withLock { state in state.waiters.removeAll { $0.answer === answer } }
        if let failure { throw failure }
    }

    /// Asks once more where the answer is old: this process, or the whole machine, may have been stopped since.
    /// - Returns: when this process still executed the run.
    private func confirm() async throws(SharingFailure) -> Duration {
        let start = clock.now
        while true {
            let confirmed = state.withLock { $0.confirmed }
            if confirmed + RunClaim.trust > clock.now { return confirmed }
            let asked = clock.now
            if await isMade(StoreChange(conditions: [condition])) {
                note(confirmed: asked)
            } else if let end {
                throw end
            } else if start + patience.total < clock.now || Task.isCancelled {
                throw .unavailable(trouble)
            } else {
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    func note(confirmed asked: Duration) {
        state.withLock { $0.confirmed = max($0.confirmed, asked) }
    }

    /// Says that it takes long, and at last that it takes too long.
    private func watch(_ answer: OneShot<SharingFailure?>) async {
        let silent = min(patience.silent, patience.total)
        guard (try? await Task.sleep(for: silent)) != nil else { return }
        if silent < patience.total {
            listener.withLock { $0 }?("\(trouble); nothing begins until the store has what was written down")
            guard (try? await Task.sleep(for: patience.total - silent)) != nil else { return }
        }
        answer.give(.unavailable(trouble))
    }

    private var trouble: String {
        state.withLock { $0.trouble } ?? "the store \(run.store.name) does not answer"
    }

    /// What is there is not waited for any more.
    func close() { state.withLock { $0.isClosed = true } }
}
