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

    /// A killed process is there until the kernel has come to it: ten seconds at most.
    static func areGone(_ processes: [Substring]) async -> Bool {
        for _ in 0..<1000 {
            if processes.allSatisfy(isGone) { return true }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    /// Ends what a test has left on purpose.
    static func end(_ process: Substring) {
        // Zero would be this process's own group.
        guard let number = pid_t(process), number > 1 else {
            Issue.record("`\(process)` is not a process number")
            return
        }
        kill(number, SIGKILL)
    }
}
