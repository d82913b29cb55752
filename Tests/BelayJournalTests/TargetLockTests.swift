import BelayData
@testable import BelayJournal
import BelayRuntime
import BelaySystem
import BelayTestSupport
import Glibc
import Testing

@Suite struct TargetLockTests {
    private let scratch = TemporaryRuns()

    private func owner(_ run: String, target: String = "example.com") -> LockOwner {
        LockOwner(
            target: target, run: run, runbook: "restart.runbook", user: "ada", host: "desk", process: 7,
            since: Timestamp(sinceEpoch: .seconds(1_772_357_400)))
    }

    private var path: String { TargetLock.path(of: "example.com", in: scratch.state) }

    @Test func `The second run is told who holds the lock`() throws {
        let state = scratch.state
        let first = try TargetLock.take(for: owner("one"), in: state)
        let refusal = LockRefusal.held(.init(owner: first.owner, isRunning: true, step: nil, file: path))
        #expect(throws: refusal) { try TargetLock.take(for: owner("two"), in: state) }
        #expect(
            refusal.message == "example.com is locked by run one of restart.runbook by ada on desk (process 7), "
                + "started 2026-03-01T09:30:00.000Z")
        #expect(throws: Never.self) { try TargetLock.take(for: owner("two", target: "example.org"), in: state) }
    }

    /// Between the two the file is held and names nobody.
    @Test(arguments: [true, false])
    func `Whoever is just taking a target, or just letting go of it, is waited for`(isLetGo: Bool) async throws {
        let state = scratch.state
        var first: TargetLock? = try TargetLock.take(for: owner("one"), in: state)
        try first?.release()
        let other = owner("two")
        let openings = SmallFile.openings(of: path)
        let second = Task.detached { try TargetLock.take(for: other, in: state) }
        while SmallFile.openings(of: path) == openings { await Task.yield() }
        if isLetGo { first = nil } else { try OpenFile(path, flags: O_RDWR).writeAll(owner("one").written, at: 0) }
        let result = await second.result
        let refusal = LockRefusal.held(.init(owner: owner("one"), isRunning: true, step: nil, file: path))
        switch result {
        case .success(let lock): #expect(isLetGo && lock.owner == other)
        case .failure(let error): #expect(!isLetGo && error as? LockRefusal == refusal)
        }
        withExtendedLifetime(first) {}
    }

    @Test func `A released lock is free`() throws {
        let first = try TargetLock.take(for: owner("one"), in: scratch.state)
        try first.release()
        #expect(try TargetLock.holder(of: "example.com", in: scratch.state) == nil)
    }

    @Test func `An interrupted run keeps its lock until it is resumed or abandoned`() throws {
        let state = scratch.state
        var lock: TargetLock? = try TargetLock.take(for: owner("one"), in: state)
        _ = lock
        lock = nil
        let refusal = LockRefusal.held(.init(owner: owner("one"), isRunning: false, step: nil, file: path))
        #expect(throws: refusal) { try TargetLock.take(for: owner("two"), in: state) }
        #expect(refusal.help.last == "belay abandon one   give it up")
        #expect(refusal.message.hasPrefix("example.com is still locked by the interrupted run one of restart.runbook"))

        var resumed = owner("one")
        resumed.process = 123_456
        lock = try TargetLock.take(for: resumed, in: state)
        #expect(try TargetLock.holder(of: "example.com", in: state)?.owner == resumed)
        #expect(throws: LockRefusal.self) { try TargetLock.abandon("example.com", run: "one", in: state) }
        lock = nil
        #expect(throws: LockRefusal.self) { try TargetLock.abandon("example.com", run: "two", in: state) }
        try TargetLock.abandon("example.com", run: "one", in: state)
        #expect(throws: Never.self) { try TargetLock.take(for: owner("two"), in: state) }
    }

    @Test func `The one refused sees how far the run is`() throws {
        var generator = SeededRandom(seed: 1)
        let journal = try Journal.create(in: scratch.state, clock: TurnedClock(), random: &generator)
        try journal.append(.entered(.phase("Restart", StepPath([.ordinal(4)]))), isDurable: false)
        let lock = try TargetLock.take(for: owner(journal.run), in: scratch.state)
        let holder = try #require(try TargetLock.holder(of: "example.com", in: scratch.state))
        #expect(holder == .init(owner: lock.owner, isRunning: true, step: StepPath([.ordinal(4)]), file: path))
        #expect(LockRefusal.held(holder).message.hasSuffix("started 2026-03-01T09:30:00.000Z, at step 4"))
    }

    @Test func `Any string names a lock`() throws {
        let targets = [
            "", ".", "..", "a/b", "a b", String(repeating: "é", count: 500), String(repeating: "x", count: 180),
            String(repeating: "x", count: 181), "~", "%2F", "é", "e\u{301}",
        ]
        let paths = Set(targets.map { TargetLock.path(of: $0, in: scratch.state) })
        #expect(paths.count == targets.count)
        let locks = try targets.map { try TargetLock.take(for: owner("one", target: $0), in: scratch.state) }
        #expect(locks.count == targets.count)
        for target in targets {
            #expect(try TargetLock.holder(of: target, in: scratch.state)?.owner.target == target)
        }
    }

    @Test func `A file that names nobody frees nothing`() throws {
        let state = scratch.state
        try Folder.make(state.locks, mode: 0o700)
        let path = TargetLock.path(of: "example.com", in: state)
        try OpenFile(path, flags: O_WRONLY | O_CREAT, mode: 0o600).writeAll(Array("{\"tar".utf8), at: 0)
        let refusal = LockRefusal.unusable("the lock of example.com is taken, and \(path) does not say by whom")
        #expect(throws: refusal) { try TargetLock.take(for: owner("two"), in: state) }
        try TargetLock.abandon("example.com", run: "two", in: state)
        #expect(throws: Never.self) { try TargetLock.take(for: owner("two"), in: state) }
    }

    @Test func `A shorter owner replaces a longer one whole`() throws {
        let state = scratch.state
        var long = owner("one")
        long.host = String(repeating: "h", count: 300)
        var lock: TargetLock? = try TargetLock.take(for: long, in: state)
        _ = lock
        lock = nil
        lock = try TargetLock.take(for: owner("one"), in: state)
        #expect(try TargetLock.holder(of: "example.com", in: state)?.owner == owner("one"))
    }
}
