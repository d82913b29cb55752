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
        try prepare()
        var running: [pid_t: LabMachine] = [:]
        for machine in request.machines.map(LabMachine.init(machine:)) {
            try machine.prepare()
            running[try machine.start()] = machine
        }
        for (process, machine) in running { try machine.awaitBoot(of: process) }
        setenv(LabMachines.variable, request.machines.map(\.name).joined(separator: " "), 1)
        return try runCommand(next: &running)
    }

    private func prepare() throws(LabFailure) {
        for number in [Self.foldersNumber, Self.archiveNumber] {
            try require(fcntl(number, F_SETFD, FD_CLOEXEC), "cannot find the files of packages")
        }
        let program = try OwnProgram.path()
        try OperatorSide(request).prepare()
        try Files.makeFolder(LabFolder.programs)
        try require(symlink(program, OwnProgram.inLab), "cannot make belay-lab")
        setenv("PATH", "\(LabFolder.programs):\(SearchPath.text)", 1)
        try ChildProgram.require("ip", "link", "set", "lo", "up")
        try MachineNetwork.prepare()
        try Files.write(hosts, to: LabFolder.machineHosts)
        try Mount.bind(LabFolder.machineHosts, at: "/etc/hosts")
        let names = request.machines.map(\.name) + request.addresses
        try SSHAccess(hosts: (names + ["\(MachineDescription.network).*"]).joined(separator: " ")).prepare()
        try MachineTemplate().make(from: Self.foldersNumber, Self.archiveNumber, users: request.users)
    }

    /// The names of the machines, and of the addresses that are free.
    private var hosts: String {
        let machines = request.machines.map { "\($0.address) \($0.name)\n" }
        let addresses = request.addresses.enumerated().map { "\(MachineDescription.freeAddress($0)) \($1)\n" }
        return "127.0.0.1 localhost\n\(MachineDescription.operator) operator\n" + (machines + addresses).joined()
    }

    private func runCommand(next running: inout [pid_t: LabMachine]) throws(LabFailure) -> ExitStatus {
        for number in [SIGINT, SIGQUIT] { signal(number) { _ in } }
        var command = try LabCommand(request).start()
        while true {
            var stored: Int32 = 0
            let process = waitpid(-1, &stored, 0)
            if process < 0 { continue }
            if process == command {
                guard LabCommand.isToStartAgain else { return try LabCommand(request).end(stored: stored) }
                command = try LabCommand(request).start()
                continue
            }
            // One that was started again by somebody else is known by what it is told to do next.
            guard
                let machine = running.removeValue(forKey: process)
                    ?? request.machines.lazy
                    .map(LabMachine.init(machine:)).first(where: { $0.isToBoot && !$0.isUp })
            else { continue }
            // One that is switched off stays so.
            let isKilledToBoot = machine.isToBoot
            unlink(machine.machine.next)
            if isKilledToBoot || ExitStatus(stored: stored).code == ExitStatus.boots {
                running[try machine.start(after: machine.machine.bootSeconds - 1)] = machine
            }
        }
    }
}
