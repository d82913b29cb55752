import BelayRuntime
import BelayStore
import BelaySystem
import Synchronization

/// Brings the journal of a run to the store, in order and in batches. Every batch compares who executes the run, so that nothing
/// comes there from a process that another has taken the run over from.
final class JournalReplica: JournalSharing {
    private struct Item {
        /// Of the line; nil for what else is brought there.
        var number: Int?
        var put: StoreChange.Put
    }

    private struct Waiter {
        var number: Int
        var answer: OneShot<SharingFailure?>
    }

    private struct State {
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

    /// What nobody waits for goes together with what comes in this time.
    private static let gathering = Duration.milliseconds(100)
    private static let mostBytes = 512 << 10
    private static let mostPuts = 64

    private let run: SharedRun
    private let condition: StoreChange.Condition
    private let patience: Patience
    private let clock = SystemClock()
    private let state: Mutex<State>
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

    // MARK: - Taking

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

    private func note(confirmed asked: Duration) {
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

    // MARK: - Sending

    private func begin(atOnce: Bool) {
        let isTimed = state.withLock { state -> Bool? in
            guard !state.isSending, !state.queue.isEmpty, state.end == nil, !state.isClosed || atOnce else {
                return nil
            }
            if atOnce || state.queue.count > Self.mostPuts {
                state.isSending = true
                return false
            }
            if state.isTimed { return nil }
            state.isTimed = true
            return true
        }
        guard let isTimed else { return }
        Task.detached { [self] in
            if isTimed {
                try? await Task.sleep(for: Self.gathering)
                let isFirst = state.withLock { state in
                    state.isTimed = false
                    guard !state.isSending, state.end == nil else { return false }
                    state.isSending = true
                    return true
                }
                guard isFirst else { return }
            }
            await send()
        }
    }

    private func send() async {
        var pause = Duration.milliseconds(100)
        while let batch = nextBatch() {
            if await isThere(batch) {
                finish(batch)
                pause = .milliseconds(100)
            } else if state.withLock({ $0.end != nil }) {
                return
            } else {
                try? await Task.sleep(for: pause)
                pause = min(pause * 2, .seconds(2))
            }
        }
    }

    /// Nil when there is nothing to send, or nobody to wait for it: then nothing is being sent.
    private func nextBatch() -> ArraySlice<Item>? {
        state.withLock { state in
            let isWanted = !state.isClosed || !state.waiters.isEmpty || state.trouble == nil
            guard !state.queue.isEmpty, state.end == nil, isWanted else {
                state.isSending = false
                return nil
            }
            var bytes = 0
            let count = state.queue.prefix(Self.mostPuts).prefix { item in
                bytes += item.put.value.utf8.count
                return bytes <= Self.mostBytes
            }.count
            return state.queue.prefix(max(1, count))
        }
    }

    /// What is there already is put there once more: it is the same, and only whoever executes the run can.
    private func isThere(_ batch: ArraySlice<Item>) async -> Bool {
        let asked = clock.now
        guard await isMade(StoreChange(puts: Self.last(of: batch), conditions: [condition]), batch) else {
            return false
        }
        note(confirmed: asked)
        return true
    }

    /// False where it was not made, or where nothing is known of it.
    private func isMade(_ change: StoreChange, _ batch: ArraySlice<Item> = []) async -> Bool {
        do throws(StoreFailure) {
            switch try await run.store.change(change) {
            case .done: return true
            case .conflict:
                await lose()
                return false
            }
        } catch {
            if error.kind == .unknown, await hasArrived(batch) { return true }
            state.withLock { $0.trouble = error.message }
            return false
        }
    }

    /// Of several for one key only the last.
    private static func last(of batch: ArraySlice<Item>) -> [StoreChange.Put] {
        var puts: [StoreChange.Put] = []
        for item in batch {
            puts.removeAll { $0.key == item.put.key }
            puts.append(item.put)
        }
        return puts
    }

    /// The outcome is unknown: all of it was made when one of its lines is there. Only one change brings a line.
    private func hasArrived(_ batch: ArraySlice<Item>) async -> Bool {
        guard let line = batch.last(where: { $0.number != nil })?.put, let entry = try? await run.store.read(line.key)
        else { return false }
        return entry.value == line.value
    }

    private func finish(_ batch: ArraySlice<Item>) {
        let waiters = state.withLock { state -> [Waiter] in
            // Nothing is left of it where a sign of life has found another holder in the meantime.
            guard state.end == nil else { return [] }
            state.queue.removeFirst(batch.count)
            state.trouble = nil
            state.sent = max(state.sent, batch.compactMap(\.number).max() ?? 0)
            let next = state.queue.first { $0.number != nil }?.number ?? .max
            let served = state.waiters.filter { $0.number <= state.sent && $0.number < next }
            state.waiters.removeAll { waiter in served.contains { $0.answer === waiter.answer } }
            return served
        }
        for waiter in waiters { waiter.answer.give(nil) }
    }

    /// Another executes the run.
    func lose() async {
        let found = try? await run.holder()
        let words =
            found.map { holder, _ in
                "\(run.id) was taken over by \(holder.words) at \(holder.since), as generation \(holder.generation)"
            } ?? "\(run.id) was taken over by another"
        let waiters = state.withLock { state -> [Waiter] in
            if state.end == nil { state.end = .takenOver(words) }
            state.isSending = false
            defer { (state.waiters, state.queue) = ([], []) }
            return state.waiters
        }
        for waiter in waiters { waiter.answer.give(.takenOver(words)) }
    }

    /// What is there is not waited for any more.
    func close() { state.withLock { $0.isClosed = true } }
}
