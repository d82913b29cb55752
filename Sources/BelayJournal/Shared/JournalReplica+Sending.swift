import BelayRuntime
import BelayStore
import BelaySystem
import Synchronization

/// What was taken goes to the store: at once where somebody waits for it, and in batches.
extension JournalReplica {
    /// What nobody waits for goes together with what comes in this time.
    private static let gathering = Duration.milliseconds(100)
    private static let mostBytes = 512 << 10
    private static let mostPuts = 64

    func begin(atOnce: Bool) {
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
    func isMade(_ change: StoreChange, _ batch: ArraySlice<Item> = []) async -> Bool {
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
}
