import BelayData
import BelayJournal
import BelayRuntime
import BelayStore
import BelaySystem

/// The runs of this machine and those of the store.
struct AllRuns {
    private let state: StateFolder
    private let console: Console

    init(in state: StateFolder, on console: Console) { (self.state, self.console) = (state, console) }

    /// The oldest first.
    func summaries() async throws(UserError) -> [RunSummary] {
        let now = console.clock.timestamp
        var found: [String: RunSummary] = [:]
        for summary in try local(now) { found[summary.id] = summary }
        if let store = try console.store() {
            do throws(StoreFailure) {
                for shared in try await SharedCatalogue(store).summaries(now: now) {
                    let own = found[shared.id]
                    if own?.state == .running || isKnownHere(own, shared) { continue }
                    found[shared.id] = shared
                    found[shared.id]?.step = own?.step
                }
            } catch {
                console.error.write("belay: \(error.message); these are the runs of this machine\n")
            }
            await store.close()
        }
        return found.values.sorted { $0.order < $1.order }
    }

    /// The store takes a run for one that is executed, and this machine, which executed it last, knows that it is not.
    private func isKnownHere(_ own: RunSummary?, _ shared: RunSummary) -> Bool {
        guard own != nil, let execution = shared.execution else { return false }
        return SharedMark.isOwn(execution.holder, in: RunFolder(id: shared.id, in: state))
    }

    private func local(_ now: Timestamp) throws(UserError) -> [RunSummary] {
        do throws(StateFailure) {
            return try RunCatalogue(state).summaries(now: now)
        } catch {
            throw UserError(message: error.message)
        }
    }

    /// A folder to read a run in: its own where this machine has all of it, a copy of what the store has otherwise.
    /// - Parameter name: an id, or its beginning; nil for the last run of this machine.
    func folder(_ name: String?) async throws(UserError) -> RunFolder {
        guard let name, let store = try console.store() else { return try find(name) }
        let folder: RunFolder
        do throws(SharedFailure) {
            folder = try await self.folder(name, store)
        } catch {
            await store.close()
            // What is here can be read without the store.
            guard case .store(let failure) = error, let own = try? find(name) else { throw UserError(error) }
            console.error.write("belay: \(failure.message); this is what this machine has\n")
            return own
        }
        await store.close()
        return folder
    }

    private func folder(_ name: String, _ store: any SharedStore) async throws(SharedFailure) -> RunFolder {
        let ids: [String]
        let folder: RunFolder
        do throws(StoreFailure) {
            ids = try await SharedCatalogue(store).ids()
        } catch {
            throw .store(error)
        }
        do throws(StateFailure) {
            folder = try RunCatalogue(state).find(name, besides: ids)
        } catch {
            throw .state(error)
        }
        let isShared = ids.contains(folder.id)
        let run = SharedRun(folder.id, in: store)
        guard isShared, !folder.isRunning, try await !hasAll(folder, run) else { return folder }
        return try await run.mirror(in: state)
    }

    /// Brings a run that is to be undone here: what other machines have done of it too. One that is still executed is refused.
    func bring(_ name: String) async throws(UserError) {
        guard let store = try console.store() else {
            let folder = try here(name, besides: [])
            if let mark = SharedMark(of: folder) { throw UserError(missing: mark, of: folder.id) }
            return
        }
        let folder: RunFolder
        let executed: RunHolder?
        do throws(UserError) {
            (folder, executed) = try await bring(name, from: store)
        } catch {
            await store.close()
            throw error
        }
        await store.close()
        guard let executed, !folder.isRunning else { return }
        throw UserError(
            message: "\(folder.id) is executed by \(executed.words); undo it when it has ended",
            help: [
                "belay watch \(folder.id)", "belay abandon \(folder.id) --take-over   when that is not so any more",
            ])
    }

    private func here(_ name: String, besides others: [String]) throws(UserError) -> RunFolder {
        do throws(StateFailure) {
            return try RunCatalogue(state).find(name, besides: others)
        } catch {
            throw UserError(message: error.message, help: error.help.isEmpty ? ["belay runs"] : error.help)
        }
    }

    /// - Returns: who still executes it.
    private func bring(
        _ name: String, from store: any SharedStore
    ) async throws(UserError) -> (RunFolder, RunHolder?) {
        let ids: [String]
        do throws(StoreFailure) {
            ids = try await SharedCatalogue(store).ids()
        } catch {
            throw UserError(error)
        }
        let folder = try here(name, besides: ids)
        do throws(SharedFailure) {
            return (folder, try await bring(SharedRun(folder.id, in: store), into: folder))
        } catch {
            throw UserError(error)
        }
    }

    /// - Returns: who still executes it.
    private func bring(_ run: SharedRun, into folder: RunFolder) async throws(SharedFailure) -> RunHolder? {
        let found: (holder: RunHolder, revision: Int)?
        do throws(StoreFailure) {
            found = try await run.holder()
            if let found, try await run.heartbeat()?.generation == found.holder.generation { return found.holder }
        } catch {
            throw .store(error)
        }
        guard let found else { return nil }
        let isOurs = SharedMark(of: folder)?.isLast(found.revision) ?? false
        _ = try await run.bring(into: folder, isOurs: isOurs)
        return nil
    }

    /// Nobody has executed it since this folder did.
    private func hasAll(_ folder: RunFolder, _ run: SharedRun) async throws(SharedFailure) -> Bool {
        guard let mark = SharedMark(of: folder) else { return false }
        do throws(StoreFailure) {
            return try await run.holder().map { mark.isLast($0.revision) } ?? true
        } catch {
            throw .store(error)
        }
    }

    private func find(_ name: String?) throws(UserError) -> RunFolder {
        do throws(StateFailure) {
            return try RunCatalogue(state).find(name, now: console.clock.timestamp)
        } catch {
            throw UserError(message: error.message, help: error.help)
        }
    }
}
