import Glibc

/// Input that waits in the terminal before a question appears: whoever typed or pasted it answers something else.
enum TypedAhead {
    /// Nobody presses a key for so long without letting go.
    private static let mostPieces = 1000
    /// The pieces of a paste follow each other faster, in milliseconds.
    private static let pause: Int32 = 50

    /// Throws it away; whether there was any.
    static func drop() -> Bool {
        var settings = termios()
        // In the background it is another's, and who throws it away there is stopped.
        guard tcgetpgrp(STDIN_FILENO) == getpgrp(), tcgetattr(STDIN_FILENO, &settings) == 0 else { return false }
        // Otherwise a line that has no end yet would not be seen.
        var unfinished = settings
        unfinished.c_lflag &= ~tcflag_t(ICANON)
        tcsetattr(STDIN_FILENO, TCSANOW, &unfinished)
        defer { tcsetattr(STDIN_FILENO, TCSANOW, &settings) }
        var pieces = 0
        while pieces < mostPieces, hasMore(within: pieces == 0 ? 0 : pause) {
            tcflush(STDIN_FILENO, TCIFLUSH)
            pieces += 1
        }
        return pieces > 0
    }

    private static func hasMore(within patience: Int32) -> Bool {
        var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        var count: Int32 = 0
        return poll(&waiting, 1, patience) > 0 && ioctl(STDIN_FILENO, UInt(FIONREAD), &count) == 0 && count > 0
    }
}
