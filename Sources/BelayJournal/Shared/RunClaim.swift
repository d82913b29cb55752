public import BelayRuntime
public import BelayStore
import BelaySystem
import Synchronization

/// This process executes a run of the store, as long as the store says so. All that it writes there compares that.
public final class RunClaim: Sendable {
    public let run: SharedRun
    public let holder: RunHolder
    /// Of the holder's key, as this process wrote it.
    let revision: Int
    private let clock: any RunClock
    private let patience: JournalReplica.Patience
    private let state: Mutex<State>

    private struct State {
        /// The target, and the revision of its lock.
        var lock: (target: String, revision: Int)?
        var replica: JournalReplica?
        var heartbeats: Task<Void, Never>?
        var tell: (@Sendable (String) -> Void)?
        var isFinished = false
    }

    public var generation: Int { holder.generation }

    /// How long a change waits for the store before the run stops, where nothing else is said.
    public static let usualPatience = Duration.seconds(60)

    /// An answer of the store that this process executes the run counts for so long. Whoever takes the run over from a process that may
    /// be alive waits until that is over.
    public static let trust = Duration.seconds(2)

    init(
        _ run: SharedRun, _ holder: RunHolder, revision: Int, target: String?, patience: Duration, clock: any RunClock
    ) {
        (self.run, self.holder, self.revision, self.clock) = (run, holder, revision, clock)
        self.patience = JournalReplica.Patience(total: patience)
        state = Mutex(State(lock: target.map { ($0, revision) }))
    }

    /// It is true as long as nobody has taken the run over.
    var condition: StoreChange.Condition { .init(RunKeys.holder(of: run.id), is: revision) }

    /// Why this process writes nothing more there; nil while it may.
    public var end: SharingFailure? { state.withLock { $0.replica }?.end }

    /// From now on people are told when the store holds something up.
    public func tell(_ body: @escaping @Sendable (String) -> Void) {
        let replica = state.withLock { state in
            state.tell = body
            return state.replica
        }
        replica?.tell(body)
    }

    // MARK: - The journal

    /// Brings the journal there: what the store does not have of it, and from now on each line that is written.
    /// - Parameters:
    ///   - lines: all that the journal has now.
    ///   - sent: how many of them the store has.
    ///   - sources: texts that the run begins with, by their names, where the store does not have them.
    public func share(_ journal: Journal, lines: [String] = [], sent: Int = 0, sources: [(String, String)] = []) {
        let replica = JournalReplica(
            of: run, while: condition, sent: sent, first: lines.first, patience: patience)
        let tell = state.withLock { state in
            state.replica = replica
            return state.tell
        }
        if let tell { replica.tell(tell) }
        for (name, text) in sources { replica.take(.init(RunKeys.source(name, of: run.id), text)) }
        for (index, line) in lines.enumerated() where index >= sent {
            replica.take(Array(line.utf8)[...], number: index + 1)
        }
        journal.share(by: replica)
    }

    // MARK: - The sign of life

    /// Leaves one every few seconds.
    public func beginHeartbeats() {
        let task = Task.detached { [weak self] in
            while !Task.isCancelled {
                try? await Task.sleep(for: RunHeartbeat.interval)
                guard let self, !Task.isCancelled else { return }
                await beat()
            }
        }
        state.withLock { $0.heartbeats = task }
    }

    private func beat() async {
        let beat = RunHeartbeat(generation: generation, at: clock.timestamp)
        let change = StoreChange(puts: [.init(RunKeys.heartbeat(of: run.id), beat.written)], conditions: [condition])
        if case .conflict? = try? await run.store.change(change) { await state.withLock { $0.replica }?.lose() }
    }

    /// Says in the run's folder which store the run is in, and as whom it was written to from here.
    public func mark(_ folder: RunFolder) throws(StateFailure) {
        do throws(SystemError) {
            try SharedMark(store: run.store.name, generation: generation, revision: revision).write(to: folder)
        } catch {
            throw StateFailure(message: "\(folder.path) cannot be written to: \(error.words)")
        }
    }

    // MARK: - The end

    /// Stops, and leaves the run in the store as it is.
    public func leave() async {
        guard await stop() else { return }
        await run.store.close()
    }

    /// A sign of life that is on its way is the last.
    /// - Returns: false when it has stopped already.
    private func stop() async -> Bool {
        let (wasFinished, heartbeats, replica) = state.withLock { state in
            defer { state.isFinished = true }
            return (state.isFinished, state.heartbeats, state.replica)
        }
        if wasFinished { return false }
        replica?.close()
        heartbeats?.cancel()
        await heartbeats?.value
        return true
    }

    /// This process does not execute the run any more. The run can be resumed if it is not over, and keeps its lock then.
    /// - Parameter isOver: its lock is free.
    /// - Returns: why the store does not know it; nil when it does, or has another holder.
    public func finish(isOver: Bool) async -> StoreFailure? {
        let lock = state.withLock { $0.lock }
        guard await stop() else { return nil }
        var change = StoreChange(deletes: [RunKeys.heartbeat(of: run.id)], conditions: [condition])
        if isOver, let lock { change.deletes.append(RunKeys.lock(of: lock.target)) }
        do throws(StoreFailure) {
            _ = try await run.store.change(change)
            await run.store.close()
            return nil
        } catch {
            await run.store.close()
            return error
        }
    }
}
