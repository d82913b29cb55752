import CBelaySystem
import Glibc
import Synchronization

/// A started process: the leader of its own session and process group, and this side's ends of its streams.
final class Child: Sendable {
    /// How a process ended.
    enum Ending: Hashable, Sendable {
        case exited(Int)
        /// By a signal's number.
        case signalled(Int)
    }

    let process: pid_t
    /// Readable once the process has ended.
    let descriptor: Int32
    /// Takes what the child reads; `nil` where it reads nothing.
    let input: Int32?
    let output: Int32
    let error: Int32
    /// Once reaped the process number may be another's, and nothing is signalled any more.
    private let isReaped = Mutex(false)

    /// Starts a program. Fails with the system's error: `ENOENT` where there is no such file.
    init(_ command: ProcessCommand) throws(SystemError) {
        let output = try StreamPipe.fromChild()
        defer { output.closeGiven() }
        let error = try Self.keeping([output]) { () throws(SystemError) in try StreamPipe.fromChild() }
        defer { error.closeGiven() }
        let input =
            command.hasInput
            ? try Self.keeping([output, error]) { () throws(SystemError) in try StreamPipe.toChild() } : nil
        defer { input?.closeGiven() }
        let started = try Self.keeping([output, error] + (input.map { [$0] } ?? [])) { () throws(SystemError) in
            try command.start(input: input?.given ?? -1, output: output.given, error: error.given)
        }
        process = started.pid
        descriptor = started.descriptor
        self.input = input?.kept
        self.output = output.kept
        self.error = error.kept
    }

    deinit { close(descriptor) }

    /// Closes this side's ends where making the rest fails.
    private static func keeping<Made>(
        _ pipes: [StreamPipe], _ make: () throws(SystemError) -> Made
    ) throws(SystemError) -> Made {
        do {
            return try make()
        } catch {
            for pipe in pipes { pipe.closeKept() }
            throw error
        }
    }

    /// How it ended, once it has. Its number stays its own until `reap`.
    func ending() -> Ending? {
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
