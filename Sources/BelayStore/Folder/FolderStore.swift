import BelaySystem
import Glibc

/// A store in a folder that the processes of one machine share.
///
/// A change is a line at the end of the file `log`: it is made when that line is on the disk. Then it is brought to the files below
/// `keys`, each by a rename. The file `state` says how far that has come, and whoever is killed in between leaves the rest to the next.
/// All is done under the kernel's lock of `state`.
public final class FolderStore: SharedStore {
    public let name: String
    let path: String
    /// A longer log gives way to another, in bytes.
    private let longestLog: Int

    /// - Parameter path: absolute; the folder is made when it is missing.
    public convenience init(_ path: String) throws(StoreFailure) { try self.init(path, longestLog: 8 << 20) }

    init(_ path: String, longestLog: Int) throws(StoreFailure) {
        (name, self.path, self.longestLog) = (path, path, longestLog)
        do throws(SystemError) {
            try Folder.make(path, mode: 0o700)
            // From now on it is there.
            _ = try FolderSession(path, longestLog: longestLog)
        } catch {
            throw StoreFailure(.unavailable, "the store in the folder \(path) cannot be used: \(error.words)")
        }
    }

    /// False where a store would begin there.
    public static func isThere(_ path: String) -> Bool { access("\(path)/state", F_OK) == 0 }

    /// Whoever waits longer for the lock says who has it.
    private static let patience = Duration.seconds(9)

    public func read(_ key: String) async throws(StoreFailure) -> StoredEntry? {
        let session = try await locked()
        return try session.entry(key)
    }

    public func list(_ listing: StoreListing) async throws(StoreFailure) -> StoredList {
        let session = try await locked()
        var found = FolderListing(listing, in: session)
        return try found.list()
    }

    public func change(_ change: StoreChange) async throws(StoreFailure) -> ChangeAnswer {
        guard change.puts.count + change.deletes.count <= StoreChange.mostOperations else {
            throw StoreFailure(.invalid, "a change has at most \(StoreChange.mostOperations) puts and deletes")
        }
        guard change.conditions.count <= StoreChange.mostOperations else {
            throw StoreFailure(.invalid, "a change has at most \(StoreChange.mostOperations) conditions")
        }
        for key in change.puts.map(\.key) + change.deletes where KeyPlace.path(of: key) == nil {
            throw StoreFailure(.invalid, "the key \(key.prefix(40))... is too long for the name of a file")
        }
        // By their bytes: two spellings of one letter are two keys.
        let keys = Set((change.puts.map(\.key) + change.deletes).map { Array($0.utf8) })
        guard keys.count == change.puts.count + change.deletes.count else {
            throw StoreFailure(.invalid, "a change has each key once")
        }
        let session = try await locked()
        var wrong: [StoredEntry] = []
        for condition in change.conditions {
            let found = try session.entry(condition.key)
            if (found?.revision ?? 0) != condition.revision {
                wrong.append(found ?? StoredEntry(key: condition.key, value: nil, revision: 0))
            }
        }
        if !wrong.isEmpty { return .conflict(wrong) }
        var effective = change
        effective.deletes = []
        for key in change.deletes where try session.entry(key) != nil { effective.deletes.append(key) }
        if effective.puts.isEmpty, effective.deletes.isEmpty { return .done(revision: session.revision) }
        return .done(revision: try session.commit(effective))
    }

    public func watch(_ prefix: String, after revision: Int) async throws(StoreFailure) -> StoreWatch {
        // What is asked for too late is said at once.
        let session = try await locked()
        _ = try session.changes(after: revision)
        let (stream, continuation) = AsyncStream.makeStream(of: StoreWatch.Element.self)
        let task = Task.detached {
            var watch = FolderWatch(self, prefix: prefix, after: revision)
            await watch.run(into: continuation)
        }
        continuation.onTermination = { _ in task.cancel() }
        return StoreWatch(stream)
    }

    public func close() async {}

    /// The folder, locked until this is let go, with all changes in the files of the keys.
    func locked() async throws(StoreFailure) -> FolderSession {
        let session: FolderSession
        do throws(SystemError) {
            session = try FolderSession(path, longestLog: longestLog)
        } catch {
            throw StoreFailure(.unavailable, "the folder \(path) of the store cannot be used: \(error.words)")
        }
        let deadline = ContinuousClock.now + Self.patience
        var pause = Duration.milliseconds(1)
        while try !session.take() {
            if ContinuousClock.now > deadline {
                throw StoreFailure(
                    .unavailable, "another process holds the lock of the store \(path), and does not let it go")
            }
            try? await Task.sleep(for: pause)
            if Task.isCancelled { throw StoreFailure(.unavailable, "the store \(path) was not waited for") }
            pause = min(pause * 2, .milliseconds(20))
        }
        try session.recover()
        return session
    }
}
