import BelayLab
import BelayLanguage
import BelayRuntime
import BelaySource
import BelayWorkspace

/// A lab that is written in the language: `labs/web.runbook`.
struct WrittenLab: NamedLab {
    /// Of its file, absolute.
    let path: String
    let program: Program
    let lab: LabDefinition

    /// Loads and checks it. What is wrong with it is shown where somebody looks.
    init(path: String, on console: Console) throws(UserError) {
        let checked = try CheckedFile(path, on: console)
        guard let program = checked.workspace.program, let lab = program.labDefinition else {
            throw UserError(message: "the lab \(path) has errors; nothing was run", help: ["belay check \(path)"])
        }
        (self.path, self.program, self.lab) = (path, program, lab)
    }

    var faults: [FaultKind] {
        CommandFault.kinds + MachineFault.allCases.map(\.kind)
            + lab.faults.map { FaultKind(name: $0.name, explanation: $0.text, subject: .lab) }
    }

    var machines: [String] { lab.machines.map(\.name) }

    var states: [String] { lab.states.map(\.name) }

    var sources: [SourceText] { program.sources }

    /// Of each machine its first process, its sshd, a service and what that writes.
    var memory: Int { 100 + 150 * lab.machines.count }

    func missing(_ options: RehearsalOptions) -> [String] {
        LabMachines.missing
            + lab.machines.flatMap { machine in
                machine.units.compactMap { UnitFile(name: $0).refusal(on: machine.name) }
                    + machine.packages.filter { !DebianPackages.has($0) }.map {
                        "\(machine.name) has the package \($0), which is not on this machine: apt-get install \($0)"
                    }
            }
    }

    func request(_ options: RehearsalOptions) throws(UserError) -> LabRequest {
        var request = LabRequest(.machines)
        request.seed = options.seed
        for declared in lab.machines {
            guard var machine = MachineDescription(name: declared.name) else {
                preconditionFailure("the checker refuses other names")
            }
            machine.units = declared.units
            machine.disks = declared.disks.map { MachineDisk(path: $0.path, size: $0.bytes) }
            if let time = declared.bootTime { machine.bootSeconds = Int(time.components.seconds) }
            request.machines.append(machine)
        }
        request.addresses = lab.addresses.map(\.name)
        for user in lab.machines.flatMap(\.users) where !request.users.contains(user) { request.users.append(user) }
        return request
    }

    func presets(_ options: RehearsalOptions, on console: Console) async throws(UserError) -> Presets {
        let settled = try await parameters(options.arguments, on: console)
        var presets = Presets()
        for parameter in program.parameters { presets.values[parameter.name] = settled[parameter.slot] }
        return presets
    }

    /// What the lab's own parameters are, by their slots: as given, else as the lab says.
    func parameters(_ arguments: RunbookArguments, on console: Console) async throws(UserError) -> [Int: Value] {
        let reading: ParameterReading
        do throws(ParameterProblem) {
            var files: [ParameterFile] = []
            for name in arguments.files { files.append(try ParameterFile(name, console.surroundings)) }
            reading = ParameterReading(
                program.parameters, arguments: arguments.values, files: files,
                environment: console.environment)
        } catch {
            throw UserError(error)
        }
        if let refusal = UserError(reading.problems, status: .usage) { throw refusal }
        return await RunRequest(program: program, parameters: reading.values, identity: nil).settle(reads: nil).values
    }

    func world(_ options: RehearsalOptions, on console: Console) throws(UserError) -> any LabWorld {
        do throws(LabFailure) {
            return WrittenWorld(
                own: Set(lab.faults.map(\.name)), machines: try LabMachines(),
                keeper: [console.surroundings.executable, LabKeeper.command, path] + options.parameterWords)
        } catch {
            throw UserError(error)
        }
    }
}

extension UserError {
    /// What the lab says in further lines comes beneath.
    init(_ failure: LabFailure) {
        let lines = failure.message.split(separator: "\n").map(String.init)
        self.init(status: .failed, message: lines.first ?? "", help: Array(lines.dropFirst()))
    }
}
