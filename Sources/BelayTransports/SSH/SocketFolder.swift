import BelaySystem
import Glibc
import Synchronization

/// The folder of the sockets of kept connections: only this user can enter it, with a short path. It is named after
/// this process, so that one which a killed process has left can be told.
final class SocketFolder: Sendable {
    /// A socket's address takes 107 bytes, of which ssh adds 17 while it makes one.
    private static let longestParent = 62
    private static let prefix = "belay-"
    /// One that is older and empty is in no use, also of a process that cannot be seen from here, as from a container.
    private static let forsakenAfter = 3600

    private struct State {
        var path: String?
        var lastNumber = 0
    }

    private let parents: [String]
    private let state = Mutex(State())

    /// The first of `XDG_RUNTIME_DIR`, `TMPDIR` and `/tmp` that serves.
    init(environment: ProcessEnvironment) {
        parents = [environment["XDG_RUNTIME_DIR"], environment["TMPDIR"]].compactMap(\.self) + ["/tmp"]
    }

    deinit { remove() }

    /// A path for one more socket.
    func newSocket() throws(CommandRefusal) -> String {
        let path = state.withLock { state -> String? in
            if state.path.map({ access($0, W_OK) != 0 }) ?? true { state.path = make() }
            state.lastNumber += 1
            return state.path.map { "\($0)/\(state.lastNumber)" }
        }
        guard let path else {
            throw CommandRefusal(
                "cannot create a folder for ssh's sockets in \(parents.joined(separator: " or ")): set TMPDIR to a"
                    + " writable folder whose path has at most \(Self.longestParent) bytes")
        }
        return path
    }

    /// True if ssh has made this socket. Where its folder is gone, this is not known, and so true.
    func has(_ socket: String) -> Bool {
        access(socket, F_OK) == 0 || state.withLock { $0.path.map { access($0, F_OK) != 0 } ?? true }
    }

    /// Removes the folder and what ssh left in it; another is made when one is needed again.
    func remove() {
        state.withLock { state in
            guard let path = state.path else { return }
            for number in 1...max(1, state.lastNumber) { unlink("\(path)/\(number)") }
            rmdir(path)
            state.path = nil
        }
    }

    private func make() -> String? {
        for parent in parents {
            guard parent.hasPrefix("/"), parent.utf8.count <= Self.longestParent else { continue }
            Self.removeForsaken(in: parent)
            if let path = Folder.makeTemporary(in: [parent], named: "\(Self.prefix)\(getpid())") { return path }
        }
        return nil
    }

    /// Removes the folders of processes that are gone. One in which a connection is still kept is not empty, and stays.
    private static func removeForsaken(in parent: String) {
        for name in (try? Folder.names(in: parent)) ?? [] {
            guard let owner = owner(of: name), kill(owner, 0) != 0, errno == ESRCH else { continue }
            let path = "\(parent)/\(name)"
            var settings = stat()
            guard stat(path, &settings) == 0, settings.st_mtim.tv_sec < time(nil) - forsakenAfter else { continue }
            rmdir(path)
        }
    }

    /// The process that has made a folder of this name; `nil` if it is not a name of ours.
    private static func owner(of name: String) -> pid_t? {
        guard name.hasPrefix(prefix) else { return nil }
        let parts = name.dropFirst(prefix.count).split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[1].utf8.count == 6 ? pid_t(parts[0]) : nil
    }
}
