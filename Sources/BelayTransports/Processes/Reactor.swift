import BelaySystem
import CBelaySystem
import Glibc
import Synchronization

/// The one thread that waits for all running channels: their streams, their ends, their deadlines. It never reads, never
/// writes and never calls a sink, so one slow command holds nobody else up: it leaves word in a `ReadySet`, and the task
/// that waits there does the work. Only what must happen in time, such as ending a group, is done on this thread.
final class Reactor: Sendable {
    private struct State {
        var watches: [UInt64: ReadySet] = [:]
        var lastNumber: UInt64 = 0
        var timers = TimerQueue()
        /// When the thread will look up by itself; a later deadline need not wake it.
        var wakesAt: SuspendingClock.Instant?
        var isStopped = false
    }

    private let poll: Int32
    private let bell: Int32
    private let state = Mutex(State())

    /// Fails with the system's error number.
    init() throws(SystemError) {
        poll = try SystemError.check("epoll_create", belay_poll_open())
        do {
            bell = try SystemError.check("eventfd", belay_bell_open())
        } catch {
            Glibc.close(poll)
            throw error
        }
        _ = try SystemError.check("epoll_ctl", belay_poll_add(poll, bell, belay_readable, 0))
        let retained = Unmanaged.passRetained(self)
        let answer = belay_thread(
            { context in
                guard let context else { return }
                Unmanaged<Reactor>.fromOpaque(context).takeRetainedValue().run()
            }, retained.toOpaque())
        if answer < 0 {
            retained.release()
            throw SystemError(-answer, in: "pthread_create")
        }
    }

    deinit {
        Glibc.close(bell)
        Glibc.close(poll)
    }

    /// Ends the thread as soon as nothing is watched any more.
    func stop() {
        state.withLock { $0.isStopped = true }
        belay_bell_ring(bell)
    }

    // MARK: Watching

    /// A number under which descriptors report to `watch`.
    func open(_ ready: ReadySet) -> UInt64 {
        state.withLock { state in
            state.lastNumber += 1
            state.watches[state.lastNumber] = ready
            return state.lastNumber
        }
    }

    /// Raises `readiness` once the descriptor is ready, and then no more until `again`: while a command is busy with
    /// one piece, the next does not wake this thread.
    func add(
        _ descriptor: Int32, _ kind: belay_event_kind, to number: UInt64, as readiness: ReadyEvents
    ) throws(SystemError) {
        _ = try SystemError.check("epoll_ctl", belay_poll_add(poll, descriptor, kind, Self.key(number, readiness)))
    }

    /// Raises it again, at once when the descriptor is ready now.
    func again(_ descriptor: Int32, _ kind: belay_event_kind, to number: UInt64, as readiness: ReadyEvents) {
        let answer = belay_poll_again(poll, descriptor, kind, Self.key(number, readiness))
        precondition(answer == 0, "epoll_ctl refused a descriptor that it knows")
    }

    private static func key(_ number: UInt64, _ readiness: ReadyEvents) -> UInt64 {
        number << 8 | UInt64(readiness.rawValue)
    }

    func remove(_ descriptor: Int32) { belay_poll_remove(poll, descriptor) }

    func forget(_ number: UInt64) {
        let mayStop = state.withLock { state in
            state.watches.removeValue(forKey: number)
            return state.isStopped && state.watches.isEmpty
        }
        if mayStop { belay_bell_ring(bell) }
    }

    // MARK: Deadlines

    /// Does something short on the reactor's own thread. By a clock that stops while the machine sleeps: in that time
    /// nothing ran here and nothing was heard from elsewhere.
    func after(_ duration: Duration, _ action: @escaping @Sendable () -> Void) -> ReactorTimer {
        let instant = SuspendingClock.now.advanced(by: duration)
        let (timer, mustWake) = state.withLock { state in
            let timer = state.timers.add(at: instant, action)
            guard state.wakesAt.map({ $0 > instant }) ?? true else { return (timer, false) }
            state.wakesAt = instant
            return (timer, true)
        }
        if mustWake { belay_bell_ring(bell) }
        return timer
    }

    func cancel(_ timer: ReactorTimer) { state.withLock { $0.timers.remove(timer) } }

    // MARK: The thread

    private func run() {
        var events = [belay_event](repeating: belay_event(), count: 64)
        while true {
            let now = SuspendingClock.now
            let (due, wait, isStopped) = state.withLock { state in
                let due = state.timers.takeDue(at: now)
                state.wakesAt = state.timers.soonest
                return (
                    due, Self.milliseconds(from: now, to: state.timers.soonest),
                    state.isStopped && state.watches.isEmpty
                )
            }
            if isStopped { return }
            for action in due { action() }
            // What was due may have set a deadline of its own; the bell has rung then.
            let count = belay_poll_wait(poll, &events, Int32(events.count), wait)
            precondition(count >= 0, "epoll_wait refused its own descriptor")
            for event in events.prefix(Int(count)) { deliver(event.key) }
        }
    }

    private func deliver(_ key: UInt64) {
        guard key != 0 else { return belay_bell_quieten(bell) }
        let ready = state.withLock { $0.watches[key >> 8] }
        ready?.raise(ReadyEvents(rawValue: UInt16(truncatingIfNeeded: key & 0xFF)))
    }

    /// Rounded up, so that a deadline has passed when the wait is over; -1 waits without end.
    private static func milliseconds(
        from now: SuspendingClock.Instant, to instant: SuspendingClock.Instant?
    ) -> Int32 {
        guard let instant else { return -1 }
        let (seconds, attoseconds) = now.duration(to: instant).components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        guard seconds < 86_400 else { return 86_400_000 }
        return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
