import CBelayLab
import Glibc

/// A file that a process holds for as long as it lives, so that others can ask who it is. The kernel gives the answer, so
/// it is never about a process that has ended, and it is in the asker's own numbering of processes.
struct ProcessClaim {
    let path: String

    init(_ path: String) { self.path = path }

    /// The process that holds it; nil when none does.
    var holder: pid_t? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var lock = Self.whole
        guard fcntl(file, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK) else { return nil }
        return lock.l_pid
    }

    /// Holds it until this process ends, also through an exec. False when another process holds it.
    func take() throws(LabFailure) -> Bool {
        let low = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        try require(low, "cannot write \(path)")
        // A shell may use the low numbers for its own files, and closing any of them for this file would give it up.
        let file = fcntl(low, F_DUPFD, 200)
        close(low)
        try require(file, "cannot keep \(path) open")
        var lock = Self.whole
        return fcntl(file, F_SETLK, &lock) == 0
    }

    /// Asks until it is held, or no more, or the time in seconds is over.
    /// - Returns: whether it came to that.
    func becomes(held: Bool, within seconds: Double) -> Bool {
        Clock.comesTrue(within: seconds) { (holder != nil) == held }
    }

    private static var whole: flock {
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        return lock
    }
}
