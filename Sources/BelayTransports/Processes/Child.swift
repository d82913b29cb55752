import CBelaySystem
import Glibc
import Synchronization

/// A started process: the leader of its own session and process group, and this side's ends of its streams.
final class Child: Carrier {
    let process: pid_t
    /// Readable once the process has ended.
    let descriptor: Int32
    let awaited = belay_readable
    let input: Int32?
    let output: Int32
    let error: Int32
    /// Once reaped the process number may be another's, and nothing is signalled any more.
    private let isReaped = Mutex(false)

    /// Starts a program. Fails with the system's error: `ENOENT` where there is no such file.
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
        descriptor = started.descriptor
        input = pipes.input?.kept
        output = pipes.output.kept
        error = pipes.error.kept
    }

    deinit { close(descriptor) }

    var beginningLimit: Duration? { nil }

    func giveUpBeginning() {}

    /// How it ended, once it has. Its number stays its own until `reap`.
    func ending() -> CarrierEnding? {
        let answer = belay_ending(descriptor, 0)
        guard answer >= 0 else { return nil }
        return answer >= 1000 ? .signalled(Int(answer) - 1000) : .exited(Int(answer))
    }

    /// Gives the process number back to the system.
    func reap() {
        isReaped.withLock { isReaped in
            guard !isReaped else { return }
            isReaped = belay_ending(descriptor, 1) >= 0
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

    /// Signals the process group and whoever else is in the session, such as the group of a `timeout`.
    func signalSession(_ signal: Int32) {
        isReaped.withLock { isReaped in
            guard !isReaped else { return }
            kill(-process, signal)
            for member in ProcessSession.members(of: process) where member.group != process {
                kill(member.process, signal)
            }
        }
    }

    /// Somebody in the session is still alive.
    func hasLivingSession() -> Bool {
        isReaped.withLock { isReaped in !isReaped && !ProcessSession.members(of: process).isEmpty }
    }
}
