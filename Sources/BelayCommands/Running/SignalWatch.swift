import Glibc
import Synchronization

/// Hands on what the operator asks for with Ctrl-C, TERM or HUP.
///
/// The signals are blocked in every thread and waited for in one, so that no code runs inside a handler. Children are
/// started with default signals. Until somebody has an action for them the signals end the process as they always do.
final class SignalWatch: Sendable {
    private let action = Mutex<(@Sendable () -> Void)?>(nil)

    /// Begins to wait. Call it once, before any other thread begins: threads inherit what is blocked.
    init() {
        var signals = Self.signals
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        signal(SIGPIPE, SIG_IGN)
        let context = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<SignalWatch>.fromOpaque(context).takeRetainedValue().wait()
                return nil
            }, context.toOpaque())
        if status != 0 { context.release() } else { pthread_detach(thread) }
    }

    /// From now on each signal does this, in a thread of its own.
    func handle(_ action: @escaping @Sendable () -> Void) { self.action.withLock { $0 = action } }

    private func wait() {
        var settings = termios()
        let hasTerminal = tcgetattr(STDIN_FILENO, &settings) == 0
        var signals = Self.signals
        var received: Int32 = 0
        while sigwait(&signals, &received) == 0 {
            if let action = action.withLock({ $0 }) {
                action()
            } else {
                // A question may have hidden what is typed.
                if hasTerminal { tcsetattr(STDIN_FILENO, TCSANOW, &settings) }
                Self.die(of: received)
            }
        }
    }

    private static func die(of received: Int32) {
        signal(received, SIG_DFL)
        var signals = Self.signals
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        kill(getpid(), received)
    }

    private static var signals: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        return signals
    }
}
