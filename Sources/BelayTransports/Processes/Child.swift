import BelaySystem
import CBelaySystem
import Glibc
import Synchronization

/// A started process: the leader of its own session and process group, and this side's ends of its streams.
final class Child: CommandChannel {
    let process: pid_t
    /// Readable once the process has ended.
    let descriptor: Int32
    let awaited = belay_readable
    let input: Int32?
    let output: Int32
    let error: Int32
    private struct State: Sendable {
        /// Once reaped the process number may be another's, and nothing is signalled any more.
        var isReaped = false
        var session: ProcessSession
    }

    private let state: Mutex<State>
    private let isAlone: Bool

    /// Starts a program. Fails with the system's error: `ENOENT` if the file is missing.
    init(_ command: ProcessCommand) throws(SystemError) {
        let pipes = try StreamPipes(hasInput: command.hasInput)
        defer { pipes.closeGiven() }
        let started: belay_child
        do {
            started = try command.start(
                input: pipes.input?.given ?? -1, output: pipes.output.given, error: pipes.error.given)
        } catch {
            pipes.closeKept()
            throw error
        }
        process = started.pid
        isAlone = command.isAlone
        state = Mutex(State(session: ProcessSession(leader: started.pid)))
        descriptor = started.descriptor
        input = pipes.input?.kept
        output = pipes.output.kept
        error = pipes.error.kept
    }

    deinit { close(descriptor) }

    var beginningLimit: Duration? { nil }

    func giveUpBeginning() {}

    /// Its end, once it has ended. Its number stays its own until `reap`.
    func ending() -> ChannelEnd? {
        let answer = belay_ending(descriptor, 0)
        guard answer >= 0 else { return nil }
        return answer >= 1000 ? .signalled(Int(answer) - 1000) : .exited(Int(answer))
    }

    /// Gives the process number back to the system.
    func reap() {
        state.withLock { state in
            guard !state.isReaped else { return }
            state.isReaped = belay_ending(descriptor, 1) >= 0
        }
    }

    /// Ends what nobody will watch.
    func discard() {
        signalSession(SIGKILL)
        for end in [output, error] + (input.map { [$0] } ?? []) { close(end) }
        Task.detached {
            while self.ending() == nil { try? await Task.sleep(for: .milliseconds(10)) }
            self.reap()
        }
    }

    /// Signals the process group and whoever else belongs to it, such as the group of a `timeout` or a `setsid`.
    func signalSession(_ signal: Int32) {
        state.withLock { state in
            guard !state.isReaped else { return }
            let members = isAlone ? [] : state.session.members()
            kill(-process, signal)
            for member in members where member.group != process { kill(member.process, signal) }
        }
    }

    /// Somebody who belongs to it is still alive.
    func hasLivingSession() -> Bool {
        if isAlone { return ending() == nil }
        return state.withLock { state in !state.isReaped && !state.session.members().isEmpty }
    }
}
