import ArgumentParser
import BelayLab
import BelayRuntime

/// `belay keep-lab`: the process in a lab that runs what its file says. Started by `belay rehearse` there, and by nobody
/// else.
struct KeepLabCommand: Subcommand {
    static let configuration = CommandConfiguration(commandName: LabKeeper.command, shouldDisplay: false)

    @OptionGroup var arguments: RunbookArguments

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        guard LabMachines.isHere else { throw UserError(message: "there is no lab here to keep") }
        let lab = try WrittenLab(path: arguments.runbook, on: console)
        let parameters = try await lab.parameters(arguments, on: console)
        do throws(LabFailure) {
            try LabKeeperProcess.become()
            var keeper = LabKeeper(
                try LabBlocks(lab.program, lab.lab, parameters: parameters, clock: console.clock))
            try await keeper.serve()
            return .done
        } catch {
            throw UserError(error)
        }
    }
}
