/// The result of a command.
public struct CommandOutcome: Hashable, Sendable {
    public enum Ending: Hashable, Sendable {
        case exited(Int)
        /// By a signal's number, such as 9.
        case signalled(Int)
        /// Ended by its time limit. What it had done by then is not known.
        case timedOut
        /// It never started, since its place could not be reached: why, in words.
        case unreachable(String)
        /// It never started for a reason here or there: no such program, no `pipefail`.
        case notStarted(String)
        /// It started and its end was not seen, such as a lost connection.
        case unknown(String)
        /// It has ended or was ended because the file that it reads, or that its output is written to, failed: why, in words.
        case fileFailed(String)
        /// Ended because the run was cancelled.
        case cancelled
    }

    /// Captured output beyond this many bytes fails the step instead of filling the memory: 64 MiB.
    public static let capturedLimit = 64 << 20

    public var ending: Ending
    /// Standard output when it is captured, all of it; else empty.
    public var output: [UInt8]
    /// More was printed than `capturedLimit`; `output` is cut there.
    public var isCut: Bool
    /// The last lines of both streams as they came, for messages and the journal: at most 4 KiB. Of whoever could not start
    /// it, why.
    public var tail: String
    /// From start to end.
    public var duration: Duration
    /// What its output file holds, when that is in its place.
    public var file: FileContent?
    /// It was not started, since another executes the run now: its place has seen a later generation of the run.
    public var isOfStaleRun = false
    /// It was not started, since its deadline had passed.
    public var isLate = false
    /// It is known that it happened, and not what it printed, which is a secret.
    var hasLostSecret = false

    public init(
        ending: Ending, output: [UInt8] = [], isCut: Bool = false, tail: String = "", duration: Duration = .zero
    ) {
        self.ending = ending
        self.output = output
        self.isCut = isCut
        self.tail = tail
        self.duration = duration
    }
}

extension CommandOutcome {
    /// A program may have answered with this status. With 126 and 127 none was started, and above 128 a signal may have ended it.
    static func isAnswer(_ status: Int) -> Bool { (2...125).contains(status) }

    /// The shell itself has failed, such as at a variable that is not set or a file that it cannot open: bash ends with 1 there,
    /// which is not an answer of a program. It says so under its own name and with a line, `bash: line 1: X: unbound variable`.
    var isOfShell: Bool {
        tail.split(separator: "\n").contains { line in
            let parts = line.split(separator: ":", maxSplits: 2)
            guard parts.count == 3, parts[0] == "bash" || parts[0].hasSuffix("/bash") else { return false }
            let words = parts[1].split(separator: " ")
            return words.count == 2 && words[0] == "line" && words[1].allSatisfy(\.isNumber)
        }
    }
}
