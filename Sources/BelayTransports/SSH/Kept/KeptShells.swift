import BelayRuntime
import BelaySystem
import Synchronization

/// The shells that are kept on one host: those that nobody uses now, and whether there can be any.
final class KeptShells: Sendable {
    /// So many in a row that were of no use are enough.
    private static let mostMisses = 3

    /// So long after a second miss in a row no shell is opened: a shell that compares times by whole seconds takes a file
    /// that was changed just before it for one that was changed after it.
    private static let pause = Duration.seconds(1)

    private struct State {
        var free: [KeptShell] = []
        /// Each command has a session of its own.
        var isRefused = false
        /// Shells in a row that were lost or like no fresh login before they had performed anything.
        var misses = 0
        /// No shell is opened before.
        var pauseEnd: ContinuousClock.Instant?

        var isPausing: Bool { pauseEnd.map { ContinuousClock.now < $0 } ?? false }
    }

    private let state: Mutex<State>
    private let client: SSHClient
    private let runner: ProcessRunner

    /// - Parameter isWanted: or else there are never any.
    init(client: SSHClient, runner: ProcessRunner, isWanted: Bool) {
        self.client = client
        self.runner = runner
        state = Mutex(State(isRefused: !isWanted))
    }

    enum Answer {
        case shell(KeptShell)
        /// There is none for this command, which has a session of its own.
        case none
        /// None is kept on this host from now on: why, in words.
        case refused(String)
        /// No session was to be had for it.
        case unsent(UnsentReason)
        case cancelled
    }

    // MARK: Use

    /// One that is free, or else a new one.
    func shell(over connection: MasterConnection) async throws(CommandRefusal) -> Answer {
        let (known, gone, canOpen) = state.withLock { state -> (KeptShell?, [KeptShell], Bool) in
            let gone = state.free.filter { $0.connection !== connection || !$0.isFree }
            state.free.removeAll { shell in gone.contains { $0 === shell } }
            return (state.free.popLast(), gone, !state.isRefused && !state.isPausing)
        }
        for shell in gone { shell.close() }
        if let known { return .shell(known) }
        guard canOpen, runner.limits.shells.enterIfFree() else { return .none }
        return try await open(over: connection)
    }

    /// A command of it has ended.
    func giveBack(_ shell: KeptShell) {
        guard shell.isFree else { return shell.close() }
        state.withLock { state in
            state.misses = 0
            state.free.append(shell)
        }
    }

    /// It has turned out to be of no use before it had performed its command.
    /// - Returns: whether none is kept on this host from now on.
    func miss(_ shell: KeptShell) -> Bool {
        shell.close()
        return noteMiss()
    }

    private func noteMiss() -> Bool {
        state.withLock { state in
            state.misses += 1
            state.isRefused = state.isRefused || state.misses >= Self.mostMisses
            if state.misses > 1 { state.pauseEnd = .now + Self.pause }
            return state.misses == Self.mostMisses
        }
    }

    /// Closes free ones until no more than this number is left, so that there is room for other sessions.
    /// - Returns: whether there were any to close.
    func keep(atMost number: Int) async -> Bool {
        let spare = state.withLock { state in
            let spare = state.free.prefix(max(0, state.free.count - number))
            state.free.removeFirst(spare.count)
            return spare
        }
        for shell in spare { await shell.closeGracefully() }
        return !spare.isEmpty
    }

    /// Closes all that are free, and waits for nothing.
    func abandon() {
        let free = state.withLock { state in
            defer { state.free = [] }
            return state.free
        }
        for shell in free { shell.close() }
    }

    // MARK: Opening

    private func open(over connection: MasterConnection) async throws(CommandRefusal) -> Answer {
        let limits = runner.limits
        let token = CommandToken.random()
        let opening: KeptShellOpening
        do throws(UnsentReason) {
            let session = try client.session(
                connection, text: RemoteCommandLine.keepingShell(token), hasInput: true)
            opening = KeptShellOpening(session, over: connection) { limits.shells.leave() }
        } catch {
            limits.shells.leave()
            return .unsent(error)
        }
        var request = ProcessRunner.Request(
            opening, limit: runner.timeouts.greeting, filters: MarkerLog().filters(for: token))
        request.keepsInputOpen = true
        let result = try await runner.start(request, collector: OutputCollector(isCaptured: true) { _ in })
        return answer(opening.shell, result)
    }

    private func answer(_ shell: KeptShell?, _ result: ChannelResult) -> Answer {
        let noise =
            (result.captured?.bytes.isEmpty ?? true) && result.banner.isEmpty ? nil : RemoteExit.words(of: result)
        if let shell {
            guard let noise else { return .shell(shell) }
            shell.close()
            return refused("the login shell there prints at its start: \(noise)")
        }
        switch (result.stop, result.ending) {
        case (.cancelled?, _): return .cancelled
        case (_?, _): return refused("it has not said in time that it is there")
        // Nothing of the command was sent.
        case (nil, .unsent(.cutOff(let words))?): return .unsent(.gone(words))
        case (nil, .unsent(let reason)?): return .unsent(reason)
        case (nil, .exited(255)?), (nil, .signalled?), (nil, nil):
            // Whoever is next finds out whether the connection is lost.
            return noteMiss() ? .refused("one after another has ended at once") : .none
        case (nil, .exited?): return refused(RemoteExit.words(of: result))
        }
    }

    private func refused(_ words: String) -> Answer {
        state.withLock { $0.isRefused = true }
        return .refused(words)
    }
}
