import CBelaySystem
import Glibc
import Synchronization

/// One running carrier and the end that may be put to it: by its limit or by a cancelled task, at any moment and from
/// any thread, also while a sink does not return.
final class ChannelSupervisor: Sendable {
    /// Ends on the remote host what a prefix or ssh carries, by what is known of it.
    typealias RemoteExit = @Sendable (ControlMarkers) async -> Void

    private struct State {
        var stop: StopReason?
        var isOver = false
        var timers: [ReactorTimer] = []
        var marks = ControlMarkers()
        var remoteExit: Task<Void, Never>?
    }

    let carrier: any CommandChannel
    let watch = ReadySet()
    let reactor: Reactor
    let patience: Patience
    private let number: UInt64
    private let endFar: RemoteExit?
    private let state = Mutex(State())

    /// Watches the carrier's streams and its end. Fails where the system takes no more descriptors to watch.
    init(_ carrier: any CommandChannel, reactor: Reactor, patience: Patience, endFar: RemoteExit?) throws(SystemError) {
        self.carrier = carrier
        self.reactor = reactor
        self.patience = patience
        self.endFar = endFar
        number = reactor.open(watch)
        do {
            try reactor.add(carrier.output, belay_readable, to: number, as: .output)
            try reactor.add(carrier.error, belay_readable, to: number, as: .error)
            if let input = carrier.input { try reactor.add(input, belay_writable, to: number, as: .input) }
            try reactor.add(carrier.descriptor, carrier.awaited, to: number, as: .ended)
        } catch {
            reactor.forget(number)
            throw error
        }
    }

    /// The carrier reads or writes faster than we do, or slower: reports once when that stream is ready again.
    func waitAgain(for descriptor: Int32, _ kind: belay_event_kind, as readiness: ReadyEvents) {
        reactor.again(descriptor, kind, to: number, as: readiness)
    }

    var marks: ControlMarkers { state.withLock { $0.marks } }

    func add(_ mark: ControlMarker) { state.withLock { $0.marks.add(mark) } }

    var stop: StopReason? { state.withLock { $0.stop } }

    /// Does something later, unless the run is over by then.
    func after(_ duration: Duration, _ action: @escaping @Sendable () -> Void) {
        let timer = reactor.after(duration, action)
        let isOver = state.withLock { state in
            if !state.isOver { state.timers.append(timer) }
            return state.isOver
        }
        if isOver { reactor.cancel(timer) }
    }

    /// Its time is over. What has ended by then, or has said so, is not to be called late because this process was stopped or
    /// was not scheduled; so whoever talks with the carrier looks first, and does not let itself be waited for.
    func expire() {
        watch.raise(.due)
        after(Self.latestLook) { self.stopUnlessEnded() }
    }

    /// Ends the command because of its limit, unless it has ended.
    func stopUnlessEnded() {
        guard carrier.ending() == nil else { return watch.raise(.ended) }
        guard marks.exited == nil else { return }
        stop(because: .limit)
    }

    private static let latestLook = Duration.milliseconds(500)

    /// Ends the command: first where it runs, then what carries it here. Only the first call does something.
    func stop(because reason: StopReason) {
        let isFirst = state.withLock { state in
            guard state.stop == nil, !state.isOver else { return false }
            state.stop = reason
            return true
        }
        guard isFirst else { return }
        guard let endFar else { return endHere() }
        let task = Task.detached {
            await endFar(await self.marks(within: self.patience.burial))
            // What carries the command ends by itself then, and brings its last words.
            await self.wait(self.patience.burial) { self.carrier.ending() != nil }
            self.endHere()
        }
        state.withLock { $0.remoteExit = task }
    }

    /// The marks of the remote side. A command that is only just on its way there is waited for: ended here
    /// alone it would start there all the same.
    private func marks(within duration: Duration) async -> ControlMarkers {
        await wait(duration) { self.marks != ControlMarkers() || self.carrier.ending() != nil }
        return marks
    }

    /// Waits until something has come about, and no longer than this.
    private func wait(_ duration: Duration, until isSo: () -> Bool) async {
        let deadline = ContinuousClock.now.advanced(by: duration)
        while !isSo(), ContinuousClock.now < deadline {
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Asks the session to end, and kills it when the grace is over.
    private func endHere() {
        carrier.signalSession(SIGTERM)
        after(patience.grace) { self.kill() }
        watch.raise(.changed)
    }

    /// Kills the session at once.
    func kill() {
        carrier.signalSession(SIGKILL)
        watch.raise(.changed)
        after(patience.burial) { self.watch.raise(.abandoned) }
    }

    /// Nothing is watched and nothing is signalled from here on.
    func finish() async {
        let (timers, remoteExit) = state.withLock { state in
            state.isOver = true
            return (state.timers, state.remoteExit)
        }
        for timer in timers { reactor.cancel(timer) }
        await remoteExit?.value
        guard carrier.ending() != nil else { return bury() }
        reactor.forget(number)
        carrier.reap()
    }

    /// A process that does not die now is reaped when it does.
    private func bury() {
        Task.detached {
            while self.carrier.ending() == nil { _ = await self.watch.next() }
            self.reactor.forget(self.number)
            self.carrier.reap()
        }
    }
}
