public import BelayStore
import BelaySystem
import Glibc

/// How a run comes from the store into a folder of this machine.
extension SharedRun {
    /// Brings the journal and what the run began with into its folder, which nobody else uses meanwhile. What the folder's journal has
    /// otherwise, or besides, is kept in a file next to it.
    /// - Parameter isOurs: nobody else has executed the run since this folder did: what the store does not have is still to come there.
    /// - Returns: how many lines the store has.
    public func bring(into folder: RunFolder, isOurs: Bool) async throws(SharedFailure) -> Int {
        let lines: [String]
        let sources: [String: String]
        do throws(StoreFailure) {
            lines = try await self.lines().lines
            sources = try await self.sources()
        } catch {
            throw .store(error)
        }
        do throws(StateFailure) {
            try Self.check(lines, of: id)
            if File.isFolder(folder.path) {
                try Self.update(folder, lines, isOurs: isOurs)
            } else {
                try create(folder, lines, sources)
            }
        } catch {
            throw .state(error)
        }
        return lines.count
    }

    private static func check(_ lines: [String], of id: String) throws(StateFailure) {
        let reader = JournalReader(bytes(of: lines))
        if let damage = reader.damage {
            throw StateFailure(message: damage.sentence(of: "the journal of \(id) in the store"))
        }
    }

    private static func bytes(of lines: [String]) -> [UInt8] { lines.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] } }

    /// Of a run that this machine has not seen. It is there as a whole or not at all.
    private func create(
        _ folder: RunFolder, _ lines: [String], _ sources: [String: String]
    ) throws(StateFailure) {
        let parent = Folder.parent(of: folder.path) ?? "/"
        let fresh = "\(parent)/.brought-\(folder.id)"
        do throws(SystemError) {
            try Folder.make(parent, mode: 0o700)
            if File.isFolder(fresh) {
                for name in try Folder.names(in: fresh) { unlink("\(fresh)/\(name)") }
                rmdir(fresh)
            }
            guard mkdir(fresh, 0o700) == 0 else { throw .last }
            for (name, text) in sources where Self.isName(name) {
                try File.create("\(fresh)/\(name)", with: Array(text.utf8), mode: 0o600)
            }
            try File.create("\(fresh)/\(RunFolder.journalName)", with: Self.bytes(of: lines), mode: 0o600)
            try SharedMark(store: store.name).write(to: RunFolder(id: id, at: fresh))
            guard rename(fresh, folder.path) == 0 else { throw .last }
        } catch {
            throw StateFailure(message: "the run \(folder.id) cannot be brought to \(folder.path): \(error.words)")
        }
    }

    /// A file of a run's folder, and nothing that leads out of it.
    private static func isName(_ name: String) -> Bool {
        name == KeptPlan.fileName || KeptSources.isName(name)
    }

    private static func update(_ folder: RunFolder, _ lines: [String], isOurs: Bool) throws(StateFailure) {
        do throws(SystemError) {
            let lock = try folder.open()
            guard try KernelLock.take(lock) else { throw SystemError(EWOULDBLOCK, "it is running right now") }
            let own = (try? OpenFile(RunFolder.journalName, in: lock, flags: O_RDONLY).readAll()) ?? []
            let stored = bytes(of: lines)
            if own == stored || isOurs && own.starts(with: stored) { return }
            let fresh = "\(folder.path)/journal.new"
            unlink(fresh)
            try File.create(fresh, with: stored, mode: 0o600)
            if !stored.starts(with: own) { try keep(folder) }
            guard rename(fresh, folder.journalPath) == 0 else { throw .last }
            try lock.synchronize()
        } catch {
            throw StateFailure(message: "the run \(folder.id) cannot be brought to \(folder.path): \(error.words)")
        }
    }

    /// What was written here after another had taken the run over is nobody's history, and still somebody's evidence.
    private static func keep(_ folder: RunFolder) throws(SystemError) {
        var number = 1
        while access("\(folder.path)/journal.before-\(number).jsonl", F_OK) == 0 { number += 1 }
        guard link(folder.journalPath, "\(folder.path)/journal.before-\(number).jsonl") == 0 else { throw .last }
    }

    /// A copy to read in, in a folder of its own that is not among the runs.
    public func mirror(in state: StateFolder) async throws(SharedFailure) -> RunFolder {
        let folder = RunFolder(id: id, at: "\(state.path)/shared/\(id)")
        _ = try await bring(into: folder, isOurs: false)
        return folder
    }
}

/// What can go wrong between the store and this machine's folders.
public enum SharedFailure: Error, Hashable, Sendable {
    case store(StoreFailure)
    case state(StateFailure)

    /// One sentence, without a full stop.
    public var message: String {
        switch self {
        case .store(let failure): failure.message
        case .state(let failure): failure.message
        }
    }
}
