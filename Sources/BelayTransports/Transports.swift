public import BelayRuntime
import Synchronization

/// Runs commands on this machine and on hosts reached by ssh, behind prefixes and as other users.
public final class Transports: CommandExecutor {
    let environment: ProcessEnvironment
    let patience: Patience
    private let machinery = Mutex<ProcessRunner?>(nil)
    private let shell = Mutex<LocalShell?>(nil)
    let sshArguments: [String]
    let sockets: SocketFolder
    let room: Room
    let hosts = Mutex<[String: SSHHost]>([:])
    /// Those that were asked to keep a record of something.
    let recordingHosts = Mutex<Set<String>>([])

    /// Starts nothing yet: the thread that waits for children begins with the first command.
    /// - Parameters:
    ///   - environment: the environment of local commands; its `PATH` finds programs.
    ///   - sshArguments: put before Belay's own for every ssh, such as `-F FILE`, and win over them.
    ///   - patience: the time to wait where something does not end by itself.
    ///   - descriptors: the number it may take; nil for as many as the system gives.
    public init(
        environment: ProcessEnvironment = .inherited(), sshArguments: [String] = [], patience: Patience = Patience(),
        descriptors: Int? = nil
    ) {
        room = Room(descriptors: descriptors ?? DescriptorLimit.raised)
        self.environment = environment
        self.sshArguments = sshArguments
        self.patience = patience
        sockets = SocketFolder(environment: environment)
    }

    deinit {
        for host in hosts.withLock({ $0.values }) { host.abandon() }
        machinery.withLock { $0?.reactor.stop() }
    }

    public func perform(
        _ effect: CommandEffect, output: @escaping @Sendable (OutputPiece) -> Void
    ) async -> CommandOutcome {
        guard !Task.isCancelled else { return CommandOutcome(ending: .cancelled) }
        do {
            let command = try PlainCommand(effect)
            let desk = OutputCollector(
                isCaptured: command.isCaptured, givesSecret: effect.givesSecret, sink: output)
            if let host = command.host {
                return try await perform(effect, command, on: host, desk: desk, output: output)
            }
            return command.prefix.isEmpty
                ? try await performHere(command, desk: desk) : try await performBehindPrefix(command, desk: desk)
        } catch {
            return CommandOutcome(ending: .notStarted(error.words))
        }
    }

    /// The runner of children; made when it is first needed.
    func runner() throws(CommandRefusal) -> ProcessRunner {
        let made = machinery.withLock { machinery -> Result<ProcessRunner, SystemError> in
            if let machinery { return .success(machinery) }
            let reactor = Result { () throws(SystemError) in try Reactor() }
            let made = reactor.map { ProcessRunner(reactor: $0, patience: patience, room: room) }
            machinery = try? made.get()
            return made
        }
        switch made {
        case .success(let runner): return runner
        case .failure(let error): throw CommandRefusal("this machine cannot start commands: \(error)")
        }
    }

    /// The shell of this machine; looked for once.
    func localShell() async throws(CommandRefusal) -> LocalShell {
        if let known = shell.withLock({ $0 }) { return known }
        let runner = try runner()
        let found = await LocalShell.find(in: environment) { question in
            let desk = OutputCollector(isCaptured: false) { _ in }
            let report = try? await runner.run(ProcessRunner.Order(question, limit: .seconds(10)), desk: desk)
            guard case .exited(let status)? = report?.ending else { return nil }
            return status
        }
        guard let found else { throw CommandRefusal("there is no shell on this machine, neither bash nor sh") }
        shell.withLock { $0 = found }
        return found
    }
}
