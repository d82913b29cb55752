import Glibc

/// Signals by the names that units and `systemctl kill` use.
enum SignalName {
    private static let numbers: [String: Int32] = [
        "HUP": SIGHUP, "INT": SIGINT, "QUIT": SIGQUIT, "ILL": SIGILL, "TRAP": SIGTRAP, "ABRT": SIGABRT, "BUS": SIGBUS,
        "FPE": SIGFPE, "KILL": SIGKILL, "USR1": SIGUSR1, "SEGV": SIGSEGV, "USR2": SIGUSR2, "PIPE": SIGPIPE,
        "ALRM": SIGALRM,
        "TERM": SIGTERM, "CHLD": SIGCHLD, "CONT": SIGCONT, "STOP": SIGSTOP, "TSTP": SIGTSTP, "TTIN": SIGTTIN,
        "TTOU": SIGTTOU, "WINCH": SIGWINCH, "SYS": SIGSYS,
    ]

    /// - Parameter text: `SIGTERM`, `TERM` or `15`.
    static func number(_ text: String) -> Int32? {
        if let number = Int32(text) { return (1...64).contains(number) ? number : nil }
        return numbers[text.hasPrefix("SIG") ? String(text.dropFirst(3)) : text]
    }

    /// Without `SIG`, as systemd prints it: `TERM`.
    static func name(_ number: Int32) -> String { numbers.first { $0.value == number }?.key ?? String(number) }
}
