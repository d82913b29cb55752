import CBelayLab
import Glibc

/// A pipe between the lab's outermost process, which holds the writing end, and the first process inside. However the
/// outermost process ends, the kernel closes its end, and the first process ends at that moment; with it go all processes,
/// mounts and networks of the lab. Nothing is written but the numbers of signals that were sent to the outermost process
/// alone and are meant for the command.
struct Lifeline {
    /// The number under which the first process inside finds the reading end.
    static let insideNumber: Int32 = 3

    let readingEnd: Int32
    private let writingEnd: Int32

    init() throws(LabFailure) {
        var ends: [Int32] = [0, 0]
        try require(belay_lab_pipe(&ends), "cannot make a pipe")
        (readingEnd, writingEnd) = (ends[0], ends[1])
    }

    /// An interrupt of the outermost process is the command's to answer. From the terminal it reaches all of them; one that
    /// is sent to this process alone is handed on. A handler, unlike ignoring the signal, is not passed on to programs that
    /// are started.
    func handOnInterrupts() throws(LabFailure) {
        try require(belay_lab_hand_inside(writingEnd), "cannot hand on signals")
    }

    /// Ties the calling process, the first one inside.
    static func tie() throws(LabFailure) {
        try require(fcntl(insideNumber, F_SETFD, FD_CLOEXEC), "cannot find the lab's outermost process")
        try require(
            belay_lab_follow(insideNumber, ExitStatus.labFailed), "cannot follow the lab's outermost process")
    }
}
