import BelaySystem
import Glibc

/// The reason why the lab, or one of its stand-ins, cannot continue: a sentence for the person who asked.
public struct LabFailure: Error, Hashable, Sendable {
    public let message: String
    /// The status with which the program is to end, when not the usual one.
    public let status: Int32?

    public init(_ message: String, status: Int32? = nil) {
        self.message = message
        self.status = status
    }

    /// What the system said to the call made last, after what was attempted: `cannot mount /proc: permission denied`.
    static func system(_ attempt: String, _ number: Int32 = errno) -> LabFailure {
        LabFailure("\(attempt): \(SystemError(number).words)")
    }

    /// A program could not be started: 127 when it is not there, else 126, as a shell says it.
    static func notStarted(_ program: String, _ number: Int32 = errno) -> LabFailure {
        LabFailure("cannot start \(program): \(SystemError(number).words)", status: number == ENOENT ? 127 : 126)
    }
}

/// A call that answers below zero when it fails.
@discardableResult
func require<Answer: SignedInteger>(
    _ answer: Answer, _ attempt: @autoclosure () -> String
) throws(LabFailure) -> Answer {
    if answer < 0 { throw .system(attempt()) }
    return answer
}

/// Writes a line on standard error.
func complain(_ line: String) {
    Files.write(line + "\n", to: STDERR_FILENO)
}
