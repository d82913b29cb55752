import BelaySystem
import Glibc

/// The folder in which Belay keeps what outlives a run: `$XDG_STATE_HOME/belay`, by default `~/.local/state/belay`.
public struct StateFolder: Hashable, Sendable {
    /// Absolute when it comes from the environment.
    public let path: String

    /// One file a target that was ever locked.
    public let locks: String
    /// Several users of this machine keep their locks there: one run of all of theirs has a target.
    public let sharesLocks: Bool

    /// Names the folder with the locks that users share.
    public static let locksVariable = "BELAY_LOCKS"

    /// - Parameter sharedLocks: the folder with the locks that users share; nil for a user's own.
    public init(path: String, sharedLocks: String? = nil) {
        self.path = path
        locks = sharedLocks ?? path + "/locks"
        sharesLocks = sharedLocks != nil
    }

    /// As the XDG base directories say: a variable that holds no absolute path counts as absent. Refused where somebody else
    /// could change what lies there.
    public init(environment: [String: String]) throws(StateFailure) {
        let path: String
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            path = state + "/belay"
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            path = home + "/.local/state/belay"
        } else {
            throw StateFailure(message: "neither XDG_STATE_HOME nor HOME names a folder for runs")
        }
        let shared = environment[Self.locksVariable].flatMap { $0.isEmpty ? nil : $0 }
        if let shared, !shared.hasPrefix("/") {
            throw StateFailure(
                message: "\(Self.locksVariable) names the folder `\(shared)`, which is not an absolute path",
                help: ["\(Self.locksVariable)=/var/lib/belay/locks"])
        }
        self.init(path: path, sharedLocks: shared)
        try TrustedWay.check(path, end: .own)
        for folder in [runs, path + "/locks"] { try TrustedWay.check(folder, end: .own) }
    }

    /// One folder per run, named by its id.
    public var runs: String { path + "/runs" }

    /// Nobody can take away another's lock.
    func checkSharedLocks() throws(StateFailure) {
        if sharesLocks { try TrustedWay.check(locks, end: .shared) }
    }

    /// The folder with the locks is there, and nobody can take one away. One that users share is root's to make.
    func prepareLocks() throws(StateFailure) {
        if sharesLocks {
            try checkSharedLocks()
            if access(locks, F_OK) == 0 { return }
            let cure = "install -d -m 1777 '\(locks)'    as root: each user has their own files there"
            guard geteuid() == 0 else {
                throw StateFailure(
                    message: "the folder \(locks) with the locks that users share does not exist", help: [cure])
            }
            do throws(SystemError) {
                try Self.makeShared(locks)
            } catch {
                throw StateFailure(message: "the folder \(locks) cannot be created: \(error.words)", help: [cure])
            }
            return
        }
        do throws(SystemError) {
            try Folder.make(locks, mode: 0o700)
        } catch {
            throw StateFailure(message: "the folder \(locks) cannot be created: \(error.words)")
        }
    }

    /// Makes one that everybody may use, and those above it that everybody may enter.
    private static func makeShared(_ path: String) throws(SystemError) {
        if let parent = Folder.parent(of: path), access(parent, F_OK) != 0 {
            try makeShared(parent)
            chmod(parent, 0o755)
        }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST, chmod(path, 0o1777) == 0 else { throw .last }
    }
}
