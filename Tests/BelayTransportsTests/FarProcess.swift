import BelayTestSupport
import Glibc

/// A process that a command told the number of.
enum FarProcess {
    /// It is gone, or dead and only not reaped yet.
    static func isGone(_ process: Substring) -> Bool {
        guard let number = pid_t(process) else { return false }
        return !ProcessTree.isAlive(number)
    }
}
