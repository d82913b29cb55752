/// The fate of a change whose outcome was unknown, according to the machine that it was begun on.
public enum RecoveredStatus: Hashable, Sendable {
    /// It still runs: its processes there, and for how long, where that is known.
    case runs(processes: [Int], elapsed: Duration?)
    /// It has ended with this status, which may not be the command's own.
    case ended(Int, doubt: StatusDoubt? = nil)
    /// It has ended well, and its output file is whole and in its place.
    case wrote(FileContent)
    /// It was never started, and never will be.
    case notStarted
    /// It does not run any more, and how it ended is not recorded: why, in words, where that needs any.
    case unknown(String)
    /// Nobody could be asked: why, in words.
    case unreachable(String)
}

/// What else than the command may have made the status that it has ended with.
public enum StatusDoubt: Hashable, Sendable {
    /// The loss of the connection that it was reached by.
    case lostConnection
    /// A signal that another program has sent it.
    case foreignSignal
}
