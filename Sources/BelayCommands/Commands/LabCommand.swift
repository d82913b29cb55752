import ArgumentParser
import BelayLab
import BelayRuntime
import BelaySystem
import BelayWorkspace

/// `belay lab`: a lab that has begun, to look around in.
struct LabCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "lab", usage: "<lab> [<name=value> ...] [-- <command> ...]",
        abstract: "Make a lab and look around in it, to write it or to try commands.",
        discussion: """
            Example:

                belay lab labs/web.runbook
                belay lab web -- ssh web1 systemctl status nginx

            The lab is made as for a rehearsal: its machines are up, and its `begin` is done. Then there is a shell, or the
            command is run. Everything is removed when that ends.
            """)

    @Argument(
        help: ArgumentHelp("A lab's file, or its name as `rehearse in` has it.", valueName: "lab"), completion: .file())
    var name: String

    @Argument(
        parsing: .captureForPassthrough,
        help: ArgumentHelp("Values for its parameters; behind --, what to run in it.", valueName: "name=value"))
    var rest: [String] = []

    private var values: [String] { Array(rest.prefix { $0 != "--" }) }
    private var command: [String] { Array(rest.drop { $0 != "--" }.dropFirst()) }

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let lab = try WrittenLab(path: try path(on: console), on: console)
        let options = try options(for: lab)
        guard LabMachines.isHere else {
            let words = ["lab", lab.path] + values + (command.isEmpty ? [] : ["--"] + command)
            throw try LabStart(options: options, lab: lab, console: console).become(words)
        }
        let world = try lab.world(options, on: console)
        do throws(LabFailure) {
            try world.begin()
            if command.isEmpty { console.error.write(world.guide) }
            return ExitStatus(rawValue: try RehearsalLab.run(command.isEmpty ? nil : command))
        } catch {
            throw UserError(error)
        }
    }

    /// Those of a rehearsal with the same values.
    private func options(for lab: WrittenLab) throws(UserError) -> RehearsalOptions {
        do {
            return try RehearsalOptions.parse([lab.path] + values)
        } catch {
            throw UserError(status: .usage, message: RehearsalOptions.message(for: error))
        }
    }

    private func path(on console: Console) throws(UserError) -> String {
        if name.contains("/") || name.hasSuffix(".runbook") {
            return name.hasPrefix("/") ? name : "\(console.surroundings.workingFolder)/\(name)"
        }
        do throws(WorkspaceFailure) {
            return try LabFinder(console.surroundings, builtIn: .kops)
                .path(of: name, for: "\(console.surroundings.workingFolder)/here")
        } catch {
            throw UserError(message: error.message, help: error.help)
        }
    }
}
