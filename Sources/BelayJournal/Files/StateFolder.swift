import Glibc

/// The folder in which Belay keeps what outlives a run: `$XDG_STATE_HOME/belay`, by default `~/.local/state/belay`.
public struct StateFolder: Hashable, Sendable {
    /// Absolute when it comes from the environment.
    public let path: String

    public init(path: String) { self.path = path }

    /// As the XDG base directories say: a variable that holds no absolute path counts as absent.
    public init(environment: [String: String]) throws(StateFailure) {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            path = state + "/belay"
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            path = home + "/.local/state/belay"
        } else {
            throw StateFailure(message: "neither XDG_STATE_HOME nor HOME names a folder in which runs can be kept")
        }
    }

    /// One folder a run, named by its id.
    public var runs: String { path + "/runs" }

    /// One file a target that was ever locked.
    public var locks: String { path + "/locks" }

    /// Makes a folder and those above it that are missing, for this user alone.
    static func make(_ path: String) throws(SystemError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else { throw .last }
        try make(String(path[..<slash]))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last }
    }
}
