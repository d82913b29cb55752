import BelayTestSupport
import Glibc
import Testing

/// A process that a command told the number of.
enum FarProcess {
    /// It is gone, or dead and only not reaped yet.
    static func isGone(_ process: Substring) -> Bool {
        guard let number = pid_t(process) else { return false }
        return !ProcessTree.isAlive(number)
    }

    /// Ends what a test has left on purpose.
    static func end(_ process: Substring) {
        // Zero would be this process's own group.
        guard let number = pid_t(process), number > 1 else {
            Issue.record("`\(process)` is no process number")
            return
        }
        kill(number, SIGKILL)
    }
}
