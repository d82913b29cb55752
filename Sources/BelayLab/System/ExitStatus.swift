import Glibc

/// The end of a child, as a shell reports it: its status, or 128 and the signal that ended it.
struct ExitStatus: Hashable, Sendable {
    var code: Int32

    init(code: Int32) { self.code = code }

    /// From what `waitpid` stored.
    init(stored: Int32) {
        let signal = stored & 0x7f
        code = signal == 0 ? (stored >> 8) & 0xff : 128 + signal
    }

    /// Waits for a child's end.
    init(of process: pid_t) {
        var stored: Int32 = 0
        while waitpid(process, &stored, 0) < 0 && errno == EINTR {}
        self.init(stored: stored)
    }
}

extension ExitStatus {
    /// The lab itself failed, not the command in it.
    static let labFailed: Int32 = 125
    /// A machine's first process ends so that it boots again.
    static let boots: Int32 = 133
    /// The command line was not understood.
    static let misused: Int32 = 64
}
