public import BelayRuntime
public import BelayStore
import BelaySystem

/// Why a run of the store was not had.
public enum ClaimRefusal: Error, Hashable, Sendable {
    /// Another has the target's lock.
    case locked(SharedLockOwner)
    /// Another has taken the run over in the meantime.
    case takenOver(RunHolder?)
    case store(StoreFailure)
}

extension RunClaim {
    /// Takes a run that begins, and the lock of its target, in one change.
    public static func begin(
        _ run: SharedRun, target: LockOwner?, patience: Duration = RunClaim.usualPatience, clock: any RunClock
    ) async throws(ClaimRefusal) -> RunClaim {
        try await take(run, generation: 1, from: 0, target: target, patience, clock)
    }

    /// Takes a run over, or up again: the generation is one higher, and whoever had it before can write nothing more.
    /// - Parameters:
    ///   - generation: the new one.
    ///   - revision: of the holder as it was seen; 0 where the store does not have the run.
    ///   - target: of the run, with this process as its owner.
    public static func takeOver(
        _ run: SharedRun, generation: Int, from revision: Int, target: LockOwner?,
        patience: Duration = RunClaim.usualPatience, clock: any RunClock
    ) async throws(ClaimRefusal) -> RunClaim {
        try await take(run, generation: generation, from: revision, target: target, patience, clock)
    }

    private static func take(
        _ run: SharedRun, generation: Int, from revision: Int, target: LockOwner?, _ patience: Duration,
        _ clock: any RunClock
    ) async throws(ClaimRefusal) -> RunClaim {
        let now = clock.timestamp
        let holder = RunHolder(generation: generation, since: now)
        var change = StoreChange(
            puts: [
                .init(RunKeys.holder(of: run.id), holder.written),
                .init(RunKeys.heartbeat(of: run.id), RunHeartbeat(generation: generation, at: now).written),
            ], conditions: [.init(RunKeys.holder(of: run.id), is: revision)])
        // Whoever finds the lock finds the run, also where this process is killed before its journal comes there.
        if generation == 1 {
            change.puts.append(.init(RunKeys.index(of: run.id), RunIndexEntry(first: "", last: nil).written))
        }
        if let target {
            let key = RunKeys.lock(of: target.target)
            let found = try await lock(of: target.target, in: run.store)
            if let found, found.owner.run != run.id { throw .locked(found.owner) }
            change.conditions.append(.init(key, is: found?.revision ?? 0))
            change.puts.append(.init(key, SharedLockOwner(target, generation: generation).written))
        }
        let taken = try await make(change, run, holder)
        return RunClaim(run, holder, revision: taken, target: target?.target, patience: patience, clock: clock)
    }

    /// The owner of a target; nil where it is free.
    static func lock(
        of target: String, in store: any SharedStore
    ) async throws(ClaimRefusal) -> (owner: SharedLockOwner, revision: Int)? {
        do throws(StoreFailure) {
            return try await SharedLock(target, in: store).owner()
        } catch {
            throw .store(error)
        }
    }

    /// - Returns: the revision of the holder.
    private static func make(
        _ change: StoreChange, _ run: SharedRun, _ holder: RunHolder
    ) async throws(ClaimRefusal) -> Int {
        let answer: Result<ChangeAnswer, StoreFailure>
        do throws(StoreFailure) {
            answer = .success(try await run.store.change(change))
        } catch {
            answer = .failure(error)
        }
        switch answer {
        case .success(.done(let revision)): return revision
        case .success(.conflict(let entries)): throw refusal(entries, run)
        case .failure(let failure) where failure.kind == .unknown: return try await find(holder, run, after: failure)
        case .failure(let failure): throw .store(failure)
        }
    }

    private static func refusal(_ entries: [StoredEntry], _ run: SharedRun) -> ClaimRefusal {
        for entry in entries where entry.key != RunKeys.holder(of: run.id) {
            if let owner = entry.value.flatMap({ SharedLockOwner(written: $0) }) { return .locked(owner) }
        }
        let holder = entries.first { $0.key == RunKeys.holder(of: run.id) }?.value
        return .takenOver(holder.flatMap { RunHolder(written: $0) })
    }

    /// The outcome is unknown: the holder that the store has tells.
    private static func find(
        _ holder: RunHolder, _ run: SharedRun, after failure: StoreFailure
    ) async throws(ClaimRefusal) -> Int {
        var pause = Duration.milliseconds(200)
        for _ in 0..<5 {
            do throws(StoreFailure) {
                guard let found = try await run.holder(), found.holder.written == holder.written else { break }
                return found.revision
            } catch {
                try? await Task.sleep(for: pause)
                pause *= 2
            }
        }
        throw .store(failure)
    }
}
