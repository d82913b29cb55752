import BelayData
public import BelayStore

/// Who has a target in the store: a run, or a person who says why.
public struct SharedLockOwner: Hashable, Sendable {
    public var owner: LockOwner
    /// Of the run; nil where a person has it.
    public var generation: Int?

    public init(_ owner: LockOwner, generation: Int? = nil) { (self.owner, self.generation) = (owner, generation) }

    public var run: String { owner.run }

    /// A session has it, of which the store knows nothing else.
    public var isSession: Bool { generation == nil && owner.why == nil }

    var written: String {
        var object = owner.members
        object["generation"] = generation.map { .number($0) }
        return DataValue.object(object).text
    }

    init?(written text: String) {
        guard let owner = LockOwner(written: Array(text.utf8)), let data = try? DataValue(parsing: text) else {
            return nil
        }
        (self.owner, generation) = (owner, data["generation"]?.int)
    }

    /// One sentence, without a full stop.
    public var message: String {
        if isSession {
            return "\(owner.target) is locked by a session of \(owner.runbook) by \(owner.user) on \(owner.host) "
                + "(process \(owner.process)), since \(owner.since)"
        }
        return owner.wordsOfPerson
            ?? "\(owner.target) is locked by run \(owner.run) of \(owner.runbook) by \(owner.user) on \(owner.host) "
            + "(process \(owner.process)), started \(owner.since)"
    }

    /// Things to do about it, one line each.
    public var help: [String] {
        let unlock = "belay unlock \(ShellQuoting.quoted(owner.target))"
        if owner.why != nil { return ["\(unlock)   when that is over"] }
        if isSession {
            return [
                "the session on \(owner.host) gives it back when its change is over",
                "\(unlock) --session-over   when it is over and could not, and nothing of it runs any more",
            ]
        }
        return [
            "belay watch \(owner.run)     see what it does",
            "belay resume \(owner.run)    resume it here, when it does not run any more",
            "belay abandon \(owner.run)   give it up",
        ]
    }
}

/// The lock of a target in the store.
public struct SharedLock: Sendable {
    public let target: String
    private let store: any SharedStore

    public init(_ target: String, in store: any SharedStore) { (self.target, self.store) = (target, store) }

    private var key: String { RunKeys.lock(of: target) }

    /// Nil where it is free.
    public func owner() async throws(StoreFailure) -> (owner: SharedLockOwner, revision: Int)? {
        guard let entry = try await store.read(key) else { return nil }
        guard let owner = SharedLockOwner(written: entry.value ?? "") else {
            throw StoreFailure(
                .invalid, "the store \(store.name) does not say who has \(target) in a way that this Belay knows")
        }
        return (owner, entry.revision)
    }

    /// What a run has; nil where that is nothing.
    public static func owner(ofRun run: String, in store: any SharedStore) async throws(StoreFailure)
        -> SharedLockOwner?
    {
        let entries = try await store.all(RunKeys.locks).entries
        return entries.lazy.compactMap { SharedLockOwner(written: $0.value ?? "") }.first { $0.run == run }
    }

    /// Takes it for a person.
    /// - Returns: who has it instead; nil when it was taken.
    public func take(for owner: SharedLockOwner) async throws(StoreFailure) -> SharedLockOwner? {
        if let found = try await self.owner() { return found.owner }
        let change = StoreChange(puts: [.init(key, owner.written)], conditions: [.init(key, is: 0)])
        guard case .conflict = try await store.change(change) else { return nil }
        return try await self.owner()?.owner
    }

    /// Gives it back, where it is this run's.
    public func release(of run: String) async throws(StoreFailure) {
        guard let (owner, revision) = try await owner(), owner.run == run else { return }
        _ = try await release(revision)
    }

    /// Takes it away from whoever had it when it was looked at.
    /// - Returns: false when it has changed since.
    public func release(_ revision: Int) async throws(StoreFailure) -> Bool {
        let change = StoreChange(deletes: [key], conditions: [.init(key, is: revision)])
        if case .done = try await store.change(change) { return true }
        return false
    }
}
