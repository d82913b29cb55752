import BelayData
@testable import BelayJournal
import BelayRuntime
import BelayStore
import BelayTestSupport
import Synchronization
import Testing

/// Machines that take a run from each other, in any order and with any trouble between them and the store.
@Suite(.serialized)
struct SharedRunLawTests {
    /// One machine: its state folder, and what it has of the run.
    private final class Machine {
        let runs = TemporaryRuns()
        var journal: Journal?
        var claim: RunClaim?
        /// It was told that another executes the run.
        var isStale = false

        func folder(_ run: String) -> RunFolder { RunFolder(id: run, in: runs.state) }
    }

    private let clock = TurnedClock()

    private func say(_ number: Int) -> Redacted<JournalRecord> {
        Redacted(
            .answered(
                .init(
                    step: StepPath([.ordinal(number)]), asked: .confirm, question: "how many",
                    answer: .text("\(number)"))),
            hiding: [])
    }

    private let started = Redacted(
        JournalRecord.started(
            .init(
                run: "", title: "Try", stepCount: 1, runbook: "a.runbook", digests: [], parameters: [], lock: "site",
                folder: "/", begun: Timestamp(sinceEpoch: .zero), version: "1", host: "box", user: "me", process: 1)),
        hiding: [])

    private func owner(_ run: String) -> LockOwner {
        LockOwner(
            target: "site", run: run, runbook: "a.runbook", user: "me", host: "box", process: 1, since: clock.timestamp)
    }

    /// What the store has in the end.
    private func lines(_ run: String, in store: any SharedStore) async throws -> [String] {
        try await SharedRun(run, in: store).lines().lines
    }

    private func settled<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
        for _ in 0..<200 {
            do {
                return try await body()
            } catch ClaimRefusal.store {
            } catch SharedFailure.store {
            } catch is StoreFailure {}
        }
        return try await body()
    }

    /// A run that begins on a machine.
    /// - Returns: its id.
    private func begin(
        _ machine: Machine, in store: any SharedStore, patience: Duration, target: Bool
    ) async throws -> String {
        var random = SystemRandomNumberGenerator()
        let journal = try Journal.create(in: machine.runs.state, clock: clock, random: &random)
        let run = journal.run
        let claim = try await settled {
            try await RunClaim.begin(
                SharedRun(run, in: store), target: target ? owner(run) : nil, patience: patience, clock: clock)
        }
        try claim.mark(journal.folder)
        claim.share(journal)
        try journal.append(started, isDurable: true)
        (machine.journal, machine.claim) = (journal, claim)
        return run
    }

    /// The machine has the run: it brings it, and whoever had it before can write nothing more.
    private func takeOver(_ run: String, by machine: Machine, in store: any SharedStore) async throws {
        let shared = SharedRun(run, in: store)
        machine.journal = nil
        let folder = machine.folder(run)
        let mark = SharedMark(of: folder)
        let (holder, revision) = try #require(try await settled { try await shared.holder() })
        let isOurs = mark?.isLast(revision) ?? false
        let claim = try await settled {
            try await RunClaim.takeOver(
                shared, generation: holder.generation + 1, from: revision, target: owner(run), patience: .seconds(20),
                clock: clock)
        }
        let sent = try await settled { try await shared.bring(into: folder, isOurs: isOurs) }
        try claim.mark(folder)
        let (journal, _) = try Journal.reopen(folder, clock: clock)
        claim.share(journal, lines: try folder.readWhole().lines, sent: sent)
        (machine.journal, machine.claim, machine.isStale) = (journal, claim, false)
    }

    @Test(arguments: 0..<8) func `No record that was shared is lost, and none comes from who was taken over from`(
        seed: Int
    ) async throws {
        let place = TemporaryFolder("shared")
        let store = TroubledStore(try FolderStore(place.path), seed: UInt64(seed))
        var random = SeededRandom(seed: UInt64(seed) + 100)
        let machines = [Machine(), Machine(), Machine()]
        let run = try await begin(machines[0], in: store, patience: .seconds(20), target: true)
        var holder = 0
        var shared: [String] = []
        for turn in 0..<40 {
            let index = random.below(machines.count)
            let machine = machines[index]
            if random.onceIn(4), index != holder || random.onceIn(3) {
                try await takeOver(run, by: machine, in: store)
                holder = index
                continue
            }
            guard let journal = machine.journal else { continue }
            try journal.append(say(turn), isDurable: random.onceIn(2))
            if random.onceIn(2) { continue }
            do throws(SharingFailure) {
                try await journal.shareAll()
                #expect(index == holder, "turn \(turn): a stale machine has shared")
            } catch {
                guard case .takenOver = error else { throw error }
                #expect(index != holder, "turn \(turn): the holder was told that it is none")
                continue
            }
            shared = try journal.folder.readWhole().lines
            #expect(try await settled { try await lines(run, in: store) }.starts(with: shared), "turn \(turn)")
        }
        try await machines[holder].journal?.shareAll()
        let last = try await settled { try await lines(run, in: store) }
        #expect(last == (try machines[holder].folder(run).readWhole().lines))
        #expect(WholeJournal(last.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }).damage == nil)
    }

    @Test func `While the store is away nothing is shared, and what was written meanwhile comes there afterwards`()
        async throws
    {
        let place = TemporaryFolder("shared")
        let store = TroubledStore(try FolderStore(place.path), seed: nil)
        let machine = Machine()
        _ = try await begin(machine, in: store, patience: .milliseconds(400), target: false)
        let journal = try #require(machine.journal)
        try await journal.shareAll()
        store.isAway.withLock { $0 = true }
        try journal.append(say(1), isDurable: true)
        await #expect(throws: SharingFailure.unavailable("the store is away")) { try await journal.shareAll() }
        try journal.append(say(2), isDurable: false)
        store.isAway.withLock { $0 = false }
        for _ in 0..<20 {
            if await (try? journal.shareAll()) != nil { break }
        }
        #expect(try await settled { try await lines(journal.run, in: store) } == journal.folder.readWhole().lines)
    }

    @Test func `A target is had by one run or one person`() async throws {
        let place = TemporaryFolder("shared")
        let store = try FolderStore(place.path)
        _ = try await RunClaim.begin(SharedRun("one", in: store), target: owner("one"), clock: clock)
        await #expect(throws: ClaimRefusal.locked(SharedLockOwner(owner("one"), generation: 1))) {
            try await RunClaim.begin(SharedRun("two", in: store), target: owner("two"), clock: clock)
        }
        let person = SharedLockOwner(LockOwner(target: "site", why: "disks", since: clock.timestamp))
        let lock = SharedLock("site", in: store)
        #expect(try await lock.take(for: person) == SharedLockOwner(owner("one"), generation: 1))
        let (_, revision) = try #require(try await lock.owner())
        #expect(try await lock.release(revision))
        #expect(try await lock.release(revision) == false)
        #expect(try await lock.take(for: person) == nil)
        await #expect(throws: ClaimRefusal.locked(person)) {
            try await RunClaim.begin(SharedRun("two", in: store), target: owner("two"), clock: clock)
        }
    }

    @Test func `Of two who take a run over at once one has it`() async throws {
        let place = TemporaryFolder("shared")
        let store = try FolderStore(place.path)
        let run = SharedRun("one", in: store)
        _ = try await RunClaim.begin(run, target: nil, clock: clock)
        let (_, revision) = try #require(try await run.holder())
        let clock = clock
        let claims = await withTaskGroup(of: RunClaim?.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    try? await RunClaim.takeOver(run, generation: 2, from: revision, target: nil, clock: clock)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(claims.compactMap(\.self).count == 1)
    }
}
