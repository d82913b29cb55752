import BelayData
import BelayJournal
import BelayReporting
import BelayRuntime
import BelayStore
import BelaySystem

/// Takes a run up again, from the store where there is one: whoever executed it before can write nothing more.
struct RunTakeOver {
    let console: Console
    /// Nobody is asked whether a run is taken over that may still be executed.
    let isAllowed: Bool
    /// Nothing will be resumed.
    var givesUp = false

    /// The run that is named; without a name the only one of this machine that can be resumed.
    func open(_ name: String?) async throws(UserError) -> InterruptedRun {
        let state = try StateFolder.found(by: console)
        guard let store = try console.store() else {
            let folder = try InterruptedRun.folder(name, in: state, console)
            if let mark = SharedMark(of: folder) { throw UserError(missing: mark, of: folder.id) }
            return try InterruptedRun(folder, in: state, givesUp: givesUp, claim: nil, on: console)
        }
        do throws(UserError) {
            let others = name == nil ? [] : try await ids(in: store)
            let folder = try InterruptedRun.folder(name, in: state, console, besides: others)
            return try await open(folder, in: state, SharedRun(folder.id, in: store))
        } catch {
            await store.close()
            throw error
        }
    }

    /// A run that would be taken from whoever executes it, as the store has it now: what is refused is refused before that. Nil where
    /// nobody loses anything.
    func trial(_ name: String?) async throws(UserError) -> InterruptedRun? {
        guard let name, let store = try console.store() else { return nil }
        let state = try StateFolder.found(by: console)
        let mirror: RunFolder?
        do throws(UserError) {
            let folder = try InterruptedRun.folder(name, in: state, console, besides: try await ids(in: store))
            mirror = try await self.mirror(of: folder, in: state, store)
        } catch {
            await store.close()
            throw error
        }
        await store.close()
        guard let mirror, !mirror.endedBeforeItChanged else { return nil }
        return try InterruptedRun(mirror, in: state, givesUp: givesUp, claim: nil, on: console)
    }

    private func mirror(
        of folder: RunFolder, in state: StateFolder, _ store: any SharedStore
    ) async throws(UserError) -> RunFolder? {
        do throws(SharedFailure) {
            let run = SharedRun(folder.id, in: store)
            let found: (holder: RunHolder, revision: Int)?
            do throws(StoreFailure) {
                found = try await run.holder()
            } catch {
                throw .store(error)
            }
            guard let found, SharedMark(of: folder)?.isLast(found.revision) != true else { return nil }
            return try await run.mirror(in: state)
        } catch {
            throw UserError(error)
        }
    }

    private func ids(in store: any SharedStore) async throws(UserError) -> [String] {
        do throws(StoreFailure) {
            return try await SharedCatalogue(store).ids()
        } catch {
            throw UserError(error)
        }
    }

    // MARK: - From the store

    private func open(
        _ folder: RunFolder, in state: StateFolder, _ run: SharedRun
    ) async throws(UserError) -> InterruptedRun {
        let mark = SharedMark(of: folder)
        if let mark, mark.store != run.store.name { throw UserError(missing: mark, of: folder.id) }
        if folder.isRunning {
            throw UserError(
                message: "\(folder.id) cannot be resumed: it is running right now", help: ["belay show \(folder.id)"])
        }
        let found = try await Self.asked { () async throws(StoreFailure) in try await run.holder() }
        let known = try await summary(of: run)
        if let known, known.isOver, !givesUp || !known.isSession { throw ended(known) }
        // Where the store does not have it, all of it is here.
        let isOurs = found.map { mark?.isLast($0.revision) ?? false } ?? true
        let mayBeAlive = if let found, !isOurs { try await !isFree(run, found.holder) } else { false }
        let claim = try await claim(run, folder, found, mark, known)
        if mayBeAlive { try? await Task.sleep(for: RunClaim.trust) }
        do throws(UserError) {
            let sent = try await bring(run, folder, claim, isOurs: isOurs)
            if isOurs { try await sendEnd(of: folder, claim, sent) }
            let interrupted = try open(folder, state, claim, sent)
            if !isOurs { try noteElsewhere(interrupted) }
            return interrupted
        } catch {
            // One that has changed nothing holds nothing.
            _ = await claim.finish(isOver: error.status == .done || folder.endedBeforeItChanged)
            throw error
        }
    }

    private func summary(of run: SharedRun) async throws(UserError) -> RunSummary? {
        let now = console.clock.timestamp
        return try await Self.asked { () async throws(StoreFailure) in
            try await SharedCatalogue(run.store).summary(of: run.id, now: now)
        }
    }

    private func ended(_ summary: RunSummary) -> UserError {
        UserError(message: "\(summary.id) has ended: \(summary.stateName)", help: ["belay show \(summary.id)"])
    }

    private func bring(
        _ run: SharedRun, _ folder: RunFolder, _ claim: RunClaim, isOurs: Bool
    ) async throws(UserError) -> Int {
        do throws(SharedFailure) {
            let sent = try await run.bring(into: folder, isOurs: isOurs)
            do throws(StateFailure) {
                try claim.mark(folder)
            } catch {
                throw SharedFailure.state(error)
            }
            return sent
        } catch {
            throw UserError(error)
        }
    }

    /// A run that has ended here while the store was away: the store is told now, and nothing is resumed.
    private func sendEnd(of folder: RunFolder, _ claim: RunClaim, _ sent: Int) async throws(UserError) {
        guard let journal = try? folder.readWhole(), let end = RunHistory(journal.entries).end, !end.outcome.isResumable
        else { return }
        let reopened: Journal
        do throws(JournalFailure) {
            reopened = try Journal.reopen(folder, clock: console.clock).journal
        } catch {
            throw UserError(message: error.message)
        }
        claim.share(reopened, lines: journal.lines, sent: sent)
        do throws(SharingFailure) {
            try await reopened.shareAll()
        } catch {
            throw UserError(error)
        }
        throw UserError(
            status: .done, message: "\(folder.id) has ended: \(end.outcome.rawValue); the store has all of it now")
    }

    /// What this machine has and the store not goes there now.
    private func open(
        _ folder: RunFolder, _ state: StateFolder, _ claim: RunClaim, _ sent: Int
    ) throws(UserError) -> InterruptedRun {
        let interrupted = try InterruptedRun(folder, in: state, givesUp: givesUp, claim: claim, on: console)
        do throws(StateFailure) {
            claim.share(interrupted.journal, lines: try folder.readWhole().lines, sent: sent)
        } catch {
            throw UserError(message: error.message, help: error.help)
        }
        return interrupted
    }

    /// The generation is one higher, and the lock of the run's target is taken with it.
    private func claim(
        _ run: SharedRun, _ folder: RunFolder, _ found: (holder: RunHolder, revision: Int)?, _ mark: SharedMark?,
        _ known: RunSummary?
    ) async throws(UserError) -> RunClaim {
        let local = (try? folder.readWhole()).map { RunHistory($0.entries) }
        let target = try await target(of: run, known?.beginning ?? local?.beginning)
        let before = found?.holder.generation ?? max(local?.generation ?? 0, mark?.generation ?? 0)
        let patience = try console.storePatience()
        do throws(ClaimRefusal) {
            return try await RunClaim.takeOver(
                run, generation: before + 1, from: found?.revision ?? 0, target: target, patience: patience,
                clock: console.clock)
        } catch {
            throw UserError(error, of: run.id)
        }
    }

    /// The lock of the run, with this process as its owner; nil where it has none.
    private func target(
        of run: SharedRun, _ beginning: JournalRecord.Started?
    ) async throws(UserError) -> LockOwner? {
        guard let beginning else {
            // Whoever began it was gone before its journal came to the store.
            return try await Self.asked { () async throws(StoreFailure) in
                try await SharedLock.owner(ofRun: run.id, in: run.store)?.owner
            }
        }
        return beginning.lock.map { target in
            LockOwner(
                target: target, run: run.id, runbook: beginning.runbook, user: HostIdentity.user,
                host: HostIdentity.name, process: HostIdentity.process, since: beginning.begun)
        }
    }

    // MARK: - Whether it is free

    /// Age takes nothing away: a person says it, unless whoever executed it has said that it is over.
    /// - Returns: false when it is taken from a process that may be alive.
    private func isFree(_ run: SharedRun, _ holder: RunHolder) async throws(UserError) -> Bool {
        guard let beat = try await Self.asked({ () async throws(StoreFailure) in try await run.heartbeat() }),
            beat.generation == holder.generation
        else { return true }
        if isAllowed { return false }
        let age = console.clock.timestamp.sinceEpoch - beat.at.sinceEpoch
        let words =
            "\(run.id) is executed by \(holder.words), which was last heard of \(max(.zero, age).toSecond.shown) ago"
        guard console.isTerminal else {
            throw UserError(
                message: "\(words); nothing was run",
                help: [
                    "belay watch \(run.id)     see whether it still does something",
                    "add to the command: --take-over    if it still runs, it stops before its next change",
                ])
        }
        console.error.write("belay: \(words)\n  If it still runs, it stops before its next change.\n")
        if case .text(let line) = await TerminalInput(console: console).line(LinePrompt("take it over? y or n: ")),
            ["y", "yes"].contains(line)
        {
            return false
        }
        throw UserError(message: "it was not taken over")
    }

    /// Commands that another machine has begun on itself are not looked for on this one.
    private func noteElsewhere(_ interrupted: InterruptedRun) throws(UserError) {
        do throws(StateFailure) {
            try BroughtChanges(of: interrupted.journal.folder, undecided: interrupted.history.undecided).mark()
        } catch {
            throw UserError(message: error.message)
        }
    }

    private static func asked<Answer>(
        _ body: () async throws(StoreFailure) -> Answer
    ) async throws(UserError) -> Answer {
        do throws(StoreFailure) {
            return try await body()
        } catch {
            throw UserError(error)
        }
    }
}

extension Duration {
    /// Without what is less than a second.
    var toSecond: Duration { .seconds(components.seconds) }
}
