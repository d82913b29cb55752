import BelaySystem
import Glibc

/// A lock of the kernel's on an open file, gone with the process that holds it, however it ends.
enum KernelLock {
    /// True if the lock was taken. A process that only checks if a run is alive holds the lock for an instant, so a
    /// refusal is believed after a tenth of a second only.
    static func take(_ file: OpenFile) throws(SystemError) -> Bool {
        let attempts = 20
        let pause: useconds_t = 5_000
        for attempt in 1...attempts {
            if retryingInterrupted({ flock(file.descriptor, LOCK_EX | LOCK_NB) }) == 0 { return true }
            guard errno == EWOULDBLOCK else { throw .last }
            if attempt < attempts { usleep(pause) }
        }
        return false
    }

    /// True if a living process holds it.
    static func isHeld(_ file: OpenFile) -> Bool {
        if retryingInterrupted({ flock(file.descriptor, LOCK_SH | LOCK_NB) }) == 0 {
            _ = flock(file.descriptor, LOCK_UN)
            return false
        }
        return errno == EWOULDBLOCK
    }
}
