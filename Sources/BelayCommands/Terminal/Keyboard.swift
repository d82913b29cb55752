import Glibc

/// The keyboard of the terminal while a run is drawn: what is typed is not shown, since it would come between the rows.
struct Keyboard: Sendable {
    /// Nobody else may change how the terminal takes what is typed at the same time.
    func silence() { setEcho(false) }

    func restore() { setEcho(true) }

    /// In the background it is another's: who changes it there is stopped.
    private func setEcho(_ isOn: Bool) {
        var settings = termios()
        guard tcgetpgrp(STDIN_FILENO) == getpgrp(), tcgetattr(STDIN_FILENO, &settings) == 0 else { return }
        guard (settings.c_lflag & tcflag_t(ECHO) != 0) != isOn else { return }
        settings.c_lflag ^= tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }
}
