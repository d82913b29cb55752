import BelayRuntime
import BelaySystem
import Synchronization

/// Commands of this machine: the program itself where no shell is needed, else the shell. Behind prefixes, such as
/// `docker exec -i 4f2a`, see `LocalTransport+Prefix.swift`.
final class LocalTransport: Transport {
    let shared: SharedRunner
    private let shell = Mutex<LocalShell?>(nil)

    init(_ shared: SharedRunner) { self.shared = shared }

    /// What a change of this machine leaves is in its processes and in the folder of its run, see `ProcessRecord`.
    let recordsChanges = false

    func perform(
        _ command: KnownCommand, unrecorded: @escaping UnrecordedChange, collector: OutputCollector
    ) async throws(CommandRefusal) -> CommandOutcome {
        command.prefix.isEmpty
            ? try await performDirectly(command, collector) : try await performBehindPrefix(command, collector)
    }

    private func performDirectly(
        _ command: KnownCommand, _ collector: OutputCollector
    ) async throws(CommandRefusal) -> CommandOutcome {
        var variables = environment(of: command)
        for variable in command.variables { variables.set(variable.name, to: variable.value) }
        var process: ProcessCommand
        if !command.isPipeline, let words = DirectStart.words(of: command.script) {
            process = try shared.program(words, variables)
        } else {
            let shell = try await localShell()
            guard shell.hasPipefail || !command.isPipeline else {
                throw CommandRefusal(LocalShell.noPipefail("the shell of this machine"))
            }
            process = ProcessCommand(
                path: shell.path, arguments: shell.arguments(for: command.script), environment: variables,
                hasInput: false)
        }
        process.hasInput = command.input != nil
        process.record = record(of: command)
        process.deadline = command.change?.deadline
        let request = ProcessRunner.Request(process, input: command.input, limit: command.limit)
        let result = try await shared.runner().start(request, collector: collector)
        return CommandOutcome(CommandOutcome.Ending(result), result)
    }

    /// With the mark of a change among the variables.
    func environment(of command: KnownCommand) -> ProcessEnvironment {
        var variables = shared.environment
        if let change = command.change { variables.set(MarkedProcesses.variable, to: change.mark) }
        return variables
    }

    func record(of command: KnownCommand) -> ProcessRecord? {
        command.change.flatMap { ProcessRecord(mark: $0.mark, in: shared.environment) }
    }

    /// The shell of this machine; looked for once.
    private func localShell() async throws(CommandRefusal) -> LocalShell {
        if let known = shell.withLock({ $0 }) { return known }
        let runner = try shared.runner()
        let found = await LocalShell.find(in: shared.environment) { question in
            let collector = OutputCollector(isCaptured: false) { _ in }
            let request = ProcessRunner.Request(question, limit: .seconds(10))
            let result = try? await runner.run(request, collector: collector)
            guard case .exited(let status)? = result?.ending else { return nil }
            return status
        }
        guard let found else { throw CommandRefusal("there is no shell on this machine, neither bash nor sh") }
        shell.withLock { $0 = found }
        return found
    }

    func recoveredStatus(of change: InFlightCommand) async -> RecoveredStatus {
        LocalChange(change, in: shared.environment).recoveredStatus
    }

    func terminate(_ change: InFlightCommand) async {
        await LocalChange(change, in: shared.environment).terminate(grace: shared.timeouts.grace)
    }

    /// The folder of a run stays.
    func cleanUp(after run: String, on hosts: [String]) async {}

    func close() async {}
}
