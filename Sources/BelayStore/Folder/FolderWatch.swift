import BelaySystem
import Glibc

/// Looks at the log of a folder until nobody listens, and tells each change once.
struct FolderWatch {
    let store: FolderStore
    let prefix: String
    /// Of the last change that was told.
    var revision: Int
    /// The log that was read last, and how far.
    private var log: (file: ino_t, end: Int)?

    private static let pause = Duration.milliseconds(100)

    init(_ store: FolderStore, prefix: String, after revision: Int) {
        (self.store, self.prefix, self.revision) = (store, prefix, revision)
    }

    mutating func run(into continuation: AsyncStream<StoreWatch.Element>.Continuation) async {
        while !Task.isCancelled {
            if isUnchanged {
                try? await Task.sleep(for: Self.pause)
                continue
            }
            do throws(StoreFailure) {
                let entries = try await news().flatMap { $0.entries(beginningWith: prefix) }
                if !entries.isEmpty { continuation.yield(.success(entries)) }
            } catch {
                if error.kind == .unavailable, !Task.isCancelled { continue }
                continuation.yield(.failure(error))
                break
            }
        }
        continuation.finish()
    }

    private mutating func news() async throws(StoreFailure) -> [LoggedChange] {
        let session = try await store.locked()
        let now = look()
        let changes: [LoggedChange]
        if let log, let now, now.st_ino == log.file, now.st_size >= log.end {
            changes = try session.log(from: log.end).changes
        } else {
            changes = try session.changes(after: revision)
        }
        log = now.map { ($0.st_ino, Int($0.st_size)) }
        revision = changes.last?.revision ?? revision
        return changes
    }

    private var isUnchanged: Bool {
        guard let log, let now = look() else { return false }
        return now.st_ino == log.file && Int(now.st_size) == log.end
    }

    private func look() -> stat? {
        var status = stat()
        return stat("\(store.path)/\(ChangeLog.name)", &status) == 0 ? status : nil
    }
}
