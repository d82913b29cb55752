/// The fate of a change whose outcome was unknown, according to the machine that it was begun on.
public enum RecoveredStatus: Hashable, Sendable {
    /// It still runs: its processes there, and for how long, where that is known.
    case runs(processes: [Int], elapsed: Duration?)
    /// It has ended with this status.
    case ended(Int)
    /// It was never started, and never will be.
    case notStarted
    /// It does not run any more, and how it ended is not recorded: why, in words, where that needs any.
    case unknown(String)
    /// Nobody could be asked: the words of ssh.
    case unreachable(String)
}
