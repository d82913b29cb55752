import CBelayLab
import Glibc

/// A lab of machines seen from inside: the first process of its namespaces. It makes the machines, runs the command next to
/// them, boots those that reboot, and ends.
struct MachineLab {
    /// The numbers under which it finds the two files of `PackageFiles`.
    static let foldersNumber: Int32 = 4
    static let archiveNumber: Int32 = 5

    let request: LabRequest

    /// - Returns: the command's status.
    func run() throws(LabFailure) -> ExitStatus {
        try Lifeline.tie()
        for number in [SIGINT, SIGQUIT] { signal(number) { _exit(128 + $0) } }
        signal(SIGPIPE, SIG_IGN)
        let machines = try machines()
        try prepare(machines)
        var running: [pid_t: LabMachine] = [:]
        for machine in machines {
            try machine.prepare()
            running[try machine.start()] = machine
        }
        for (process, machine) in running { try machine.awaitBoot(of: process) }
        return try runCommand(next: &running)
    }

    private func machines() throws(LabFailure) -> [LabMachine] {
        var machines: [LabMachine] = []
        for (index, word) in request.machines.enumerated() {
            var machine = try MachineDescription(word: word, number: index + 1)
            machine.users = request.users
            if machines.contains(where: { $0.machine.name == machine.name }) {
                throw LabFailure("two machines have the name \(machine.name)", status: ExitStatus.misused)
            }
            machines.append(LabMachine(machine: machine))
        }
        return machines
    }

    private func prepare(_ machines: [LabMachine]) throws(LabFailure) {
        for number in [Self.foldersNumber, Self.archiveNumber] {
            try require(fcntl(number, F_SETFD, FD_CLOEXEC), "cannot find the files of packages")
        }
        setenv("PATH", SearchPath.text, 1)
        try OperatorSide(places: request.places, shared: request.shared, sockets: request.sockets).prepare()
        try ChildProgram.require("ip", "link", "set", "lo", "up")
        try MachineNetwork.prepare()
        let names = machines.map { "\($0.machine.address) \($0.machine.name)\n" }.joined()
        try Files.write(
            "127.0.0.1 localhost\n\(MachineDescription.operator) operator\n" + names, to: LabFolder.machineHosts)
        try Mount.bind(LabFolder.machineHosts, at: "/etc/hosts")
        try SSHAccess(hosts: machines.map(\.machine.name).joined(separator: " ") + " \(MachineDescription.network).*")
            .prepare()
        try MachineTemplate().make(from: Self.foldersNumber, Self.archiveNumber, users: request.users)
    }

    private func runCommand(next running: inout [pid_t: LabMachine]) throws(LabFailure) -> ExitStatus {
        for number in [SIGINT, SIGQUIT] { signal(number) { _ in } }
        let command = try ChildProgram(request.command).start()
        belay_lab_lead(command)
        while true {
            var stored: Int32 = 0
            let process = waitpid(-1, &stored, 0)
            if process == command { return ExitStatus(stored: stored) }
            guard let machine = running.removeValue(forKey: process) else { continue }
            // One that is switched off stays so.
            let isKilledToBoot = (try? Files.read(machine.machine.next)) == "boot"
            unlink(machine.machine.next)
            if isKilledToBoot || ExitStatus(stored: stored).code == ExitStatus.boots {
                running[try machine.start()] = machine
            }
        }
    }
}
