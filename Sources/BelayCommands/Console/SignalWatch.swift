import Glibc
import Synchronization

/// Hands on what the operator asks for with Ctrl-C, Ctrl-\, TERM or HUP, and says when a stopped program continues.
///
/// The handler only rings a bell; a thread that waits for it does the rest. Until somebody has an action for them the
/// signals end the process as they always do, and children are started with default signals.
final class SignalWatch: Sendable {
    private let action = Mutex<(@Sendable (_ signal: Int32) -> Void)?>(nil)
    private let revival = Mutex<(@Sendable () -> Void)?>(nil)

    init() {
        signal(SIGPIPE, SIG_IGN)
        // If the process that started Belay ignores it, the system would not report how children ended.
        signal(SIGCHLD, SIG_DFL)
        guard Bell.shared != nil else { return }
        let context = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<SignalWatch>.fromOpaque(context).takeRetainedValue().wait()
                return nil
            }, context.toOpaque())
        guard status == 0 else {
            context.release()
            return
        }
        pthread_detach(thread)
        for number in [SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGCONT] {
            signal(number) { Bell.shared?.ring($0) }
        }
    }

    /// From now on each signal does this, in a thread of its own; nil: they end the process again.
    func handle(_ action: (@Sendable (_ signal: Int32) -> Void)?) { self.action.withLock { $0 = action } }

    /// The present action for signals.
    var current: (@Sendable (_ signal: Int32) -> Void)? { action.withLock { $0 } }

    /// From now on this is done when the program continues after it was stopped; nil: nothing.
    func onContinuing(_ action: (@Sendable () -> Void)?) { revival.withLock { $0 = action } }

    private func wait() {
        var settings = termios()
        let hasTerminal = tcgetattr(STDIN_FILENO, &settings) == 0
        while let received = Bell.shared?.hear() {
            if received == SIGCONT {
                revival.withLock { $0?() }
            } else if let action = action.withLock({ $0 }) {
                action(received)
            } else {
                // A question may have hidden what is typed.
                if hasTerminal { tcsetattr(STDIN_FILENO, TCSANOW, &settings) }
                signal(received, SIG_DFL)
                kill(getpid(), received)
            }
        }
    }

    /// A pipe from the handler, which may do next to nothing, to a thread. A handler is a function without a context, so
    /// this one thing is found by its name.
    private struct Bell: Sendable {
        static let shared = Bell()

        private let heard: Int32
        private let rung: Int32

        private init?() {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { return nil }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            (heard, rung) = (ends[0], ends[1])
        }

        func ring(_ number: Int32) {
            let before = errno
            var byte = UInt8(truncatingIfNeeded: number)
            write(rung, &byte, 1)
            errno = before
        }

        func hear() -> Int32? {
            var byte: UInt8 = 0
            while true {
                let count = read(heard, &byte, 1)
                if count == 1 { return Int32(byte) }
                if count < 0, errno == EINTR { continue }
                return nil
            }
        }
    }
}
