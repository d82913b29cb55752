import CBelayLab
import Glibc

/// A pipe between the lab's outermost process, which holds the writing end and writes nothing, and the first process
/// inside. However the outermost process ends, the kernel closes its end, and the first process ends at that moment;
/// with it go all processes, mounts and networks of the lab.
struct Lifeline {
    /// The number under which the first process inside finds the reading end.
    static let insideNumber: Int32 = 3

    let readingEnd: Int32

    init() throws(LabFailure) {
        var ends: [Int32] = [0, 0]
        try require(belay_lab_pipe(&ends), "cannot make a pipe")
        readingEnd = ends[0]
    }

    /// Ties the calling process, the first one inside.
    static func tie() throws(LabFailure) {
        try require(fcntl(insideNumber, F_SETFD, FD_CLOEXEC), "cannot find the lab's outermost process")
        signal(SIGIO) { _ in _exit(ExitStatus.labFailed) }
        try require(belay_lab_signal_on_change(insideNumber), "cannot follow the lab's outermost process")
        var look = pollfd(fd: insideNumber, events: 0, revents: 0)
        if poll(&look, 1, 0) != 0 { _exit(ExitStatus.labFailed) }
    }
}
