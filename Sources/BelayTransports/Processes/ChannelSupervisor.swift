import BelayRuntime
import BelaySystem
import CBelaySystem
import Glibc
import Synchronization

/// One running channel and the end that may be put to it: by its limit or by a cancelled task, at any moment and from
/// any thread, also while a sink does not return.
final class ChannelSupervisor: Sendable {
    /// Ends the command where it runs, when that is not a process of this channel.
    typealias RemoteTermination = @Sendable () async -> Void

    private struct State {
        var stop: StopReason?
        var isOver = false
        var timers: [ReactorTimer] = []
        /// Something was said about the command.
        var isHeardOf = false
        /// It was said that the command has ended.
        var hasExited = false
        var termination: Task<Void, Never>?
    }

    let channel: any CommandChannel
    let readySet = ReadySet()
    let reactor: Reactor
    let timeouts: TransportTimeouts
    private let number: UInt64
    private let terminate: RemoteTermination?
    private let state = Mutex(State())

    /// Watches the channel's streams and its end. Fails where the system takes no more descriptors to watch.
    init(
        _ channel: any CommandChannel, reactor: Reactor, timeouts: TransportTimeouts, terminate: RemoteTermination?
    ) throws(SystemError) {
        self.channel = channel
        self.reactor = reactor
        self.timeouts = timeouts
        self.terminate = terminate
        number = reactor.open(readySet)
        do {
            try reactor.add(channel.output, belay_readable, to: number, as: .output)
            try reactor.add(channel.error, belay_readable, to: number, as: .error)
            if let input = channel.input { try reactor.add(input, belay_writable, to: number, as: .input) }
            try reactor.add(channel.descriptor, channel.awaited, to: number, as: .ended)
        } catch {
            reactor.forget(number)
            throw error
        }
    }

    /// The channel reads or writes faster than we do, or slower: tells once when that stream is ready again.
    func waitAgain(for descriptor: Int32, _ kind: belay_event_kind, as readiness: ReadyEvents) {
        reactor.again(descriptor, kind, to: number, as: readiness)
    }

    func note(_ cue: StreamCue) {
        state.withLock { state in
            state.isHeardOf = true
            if cue == .exited { state.hasExited = true }
        }
    }

    func noteClosed(_ stream: OutputPiece.Stream) {
        channel.noteClosed(stream)
        readySet.raise(.ended)
    }

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
    /// had no turn; so whoever reads from the channel looks first, and does not let itself be waited for.
    func expire() {
        readySet.raise(.due)
        after(Self.latestLook) { self.stopUnlessEnded() }
    }

    /// Ends the command because of its limit, unless it has ended.
    func stopUnlessEnded() {
        guard channel.ending() == nil else { return readySet.raise(.ended) }
        guard !state.withLock(\.hasExited) else { return }
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
        guard let terminate else { return endHere() }
        let task = Task.detached {
            await self.waitUntilHeardOf()
            await terminate()
            // The channel ends by itself then, and brings its last words.
            await self.wait(self.timeouts.burial) { self.channel.ending() != nil }
            self.endHere()
        }
        state.withLock { $0.termination = task }
    }

    /// A command that is only just on its way is waited for: ended here alone it would start there all the same.
    private func waitUntilHeardOf() async {
        await wait(timeouts.burial) { self.state.withLock(\.isHeardOf) || self.channel.ending() != nil }
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
        channel.signalSession(SIGTERM)
        after(timeouts.grace) { self.kill() }
        readySet.raise(.changed)
    }

    /// Kills the session at once.
    func kill() {
        channel.signalSession(SIGKILL)
        readySet.raise(.changed)
        after(timeouts.burial) { self.readySet.raise(.abandoned) }
    }

    /// Nothing is watched and nothing is signalled from here on.
    func finish() async {
        let (timers, termination) = state.withLock { state in
            state.isOver = true
            return (state.timers, state.termination)
        }
        for timer in timers { reactor.cancel(timer) }
        await termination?.value
        guard channel.ending() != nil else { return bury() }
        forget()
    }

    /// A process that does not die now is reaped when it does.
    private func bury() {
        Task.detached {
            while self.channel.ending() == nil { _ = await self.readySet.next() }
            self.forget()
        }
    }

    private func forget() {
        reactor.remove(channel.descriptor)
        reactor.forget(number)
        channel.reap()
    }
}
