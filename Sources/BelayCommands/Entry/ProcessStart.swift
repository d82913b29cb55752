import BelaySystem
import CBelaySystem
import Glibc

/// The first moments of the program, before there is a thread but the first.
public enum ProcessStart {
    /// The threads of Swift's concurrency and our own; the C library reserves memory for each.
    private static let threadCount: Int32 = 12
    private static let room = 192 << 20
    /// The descriptors that Swift, the journal and one command have open at once; with fewer, Swift's concurrency
    /// traps or waits for ever.
    private static let descriptorCount: Int32 = 32
    /// A runbook as deep as may be is read on the first thread's stack.
    private static let stack = 4 << 20
    /// More than the pieces take in which the output of a command passes through.
    private static let keptMemory: Int32 = 1 << 20

    /// The arguments as `main` gets them, the program's own name first. `CommandLine` has them from /proc, and none where
    /// that is missing.
    public static var arguments: (count: Int32, words: UnsafePointer<UnsafeMutablePointer<CChar>?>) {
        guard let words = belay_arguments() else { return (CommandLine.argc, UnsafePointer(CommandLine.unsafeArgv)) }
        var count: Int32 = 0
        while words[Int(count)] != nil { count += 1 }
        return (count, words)
    }

    /// Makes the process fit to begin.
    /// - Returns: the status to end with where it cannot be; why is said on standard error.
    public static func prepare() -> ExitStatus? {
        let opened = belay_open_standard()
        if opened < 0 { return refuse("/dev/null cannot be opened: \(SystemError(-opened).words)") }
        // Then writing fails, and is told, as on a full disk.
        signal(SIGXFSZ, SIG_IGN)
        belay_keep_memory(keptMemory)
        if belay_stack() < Self.stack {
            return refuse(
                "the stack is too small: Belay needs \(Self.stack >> 20) MB (`ulimit -s` limits it)")
        }
        return nil
    }

    /// Sees whether there is room for all that runs at once. Whoever needs but the first thread does without.
    /// - Returns: the status to end with where there is not; why is said on standard error.
    public static func findRoom() -> ExitStatus? {
        let descriptors = belay_try_descriptors(descriptorCount)
        if descriptors < 0 {
            return refuse(
                "no more files can be opened: \(SystemError(-descriptors).words); Belay needs \(descriptorCount) at once "
                    + "(`ulimit -n` limits them)")
        }
        // Swift's concurrency tries for ever to start a thread that it cannot have.
        let room = belay_try_memory(Self.room)
        if room < 0 {
            return refuse(
                "there is not enough memory: Belay needs room for \(Self.room >> 20) MB (`ulimit -v` limits it)")
        }
        let threads = belay_try_threads(threadCount)
        if threads < 0 {
            return refuse(
                "no more threads can be started: \(SystemError(-threads).words); Belay needs \(threadCount) "
                    + "(`ulimit -u` limits them)")
        }
        return nil
    }

    private static func refuse(_ sentence: String) -> ExitStatus {
        OutputFile(STDERR_FILENO).write(UserError(message: sentence).text)
        return .refused
    }
}
