import Glibc

/// Hands on what the operator asks for with Ctrl-C, TERM or HUP.
///
/// The signals are blocked in every thread and waited for in one, so that no code runs inside a handler. Children are
/// started with default signals.
enum SignalWatch {
    /// Call before any other thread begins. `action` is called in a thread of its own, once a signal.
    static func begin(_ action: @escaping @Sendable () -> Void) {
        var signals = set()
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let context = Unmanaged.passRetained(Action(body: action))
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                let action = Unmanaged<Action>.fromOpaque(context).takeRetainedValue()
                var signals = SignalWatch.set()
                var received: Int32 = 0
                while sigwait(&signals, &received) == 0 { action.body() }
                return nil
            }, context.toOpaque())
        if status != 0 { context.release() } else { pthread_detach(thread) }
    }

    private final class Action: Sendable {
        let body: @Sendable () -> Void

        init(body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private static func set() -> sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        return signals
    }
}
