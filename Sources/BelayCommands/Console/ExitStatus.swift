import BelayReporting
import BelayRuntime

/// The exit statuses of every command, as the reference names them.
public struct ExitStatus: Hashable, Sendable {
    public let rawValue: Int32

    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let done = ExitStatus(rawValue: 0)
    /// A step failed, and nothing more was done.
    public static let failed = ExitStatus(rawValue: 1)
    /// The command line was not understood.
    public static let usage = ExitStatus(rawValue: 2)
    /// Refused before anything ran.
    public static let refused = ExitStatus(rawValue: 3)
    /// Another run holds the target.
    public static let locked = ExitStatus(rawValue: 7)
    /// Another process executes the run now.
    static let takenOver = ExitStatus(rawValue: 8)

    /// By the operator.
    public static let cancelled = ExitStatus(rawValue: 130)

    init(_ end: Redacted<RunEnd>) { rawValue = end.exitStatus }
}
