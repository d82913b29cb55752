import Glibc

/// A machine seen from the lab: a process in namespaces of its own, with which all that runs on it ends.
struct LabMachine {
    let machine: MachineDescription

    /// True if it has been ended so that it boots.
    var isToBoot: Bool { (try? Files.read(machine.next)) == "boot" }

    var isUp: Bool { ProcessClaim(machine.claim).holder != nil }

    /// - Parameter seconds: how long it is silent before it shows any sign of life.
    /// - Returns: the process whose end is the machine's.
    func start(after seconds: Int = 0) throws(LabFailure) -> pid_t {
        for note in [machine.booted, machine.struckDown, machine.readOnly] { unlink(note) }
        let console = open(machine.console, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        try require(console, "cannot write \(machine.console)")
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { for file in [console, nothing] { close(file) } }
        let silence = seconds > 0 ? ["sh", "-c", "sleep \(seconds); exec \"$@\"", "sh"] : []
        var program = ChildProgram(
            silence + [
                "unshare", "--mount", "--net", "--pid", "--uts", "--ipc", "--fork", "--kill-child",
                try OwnProgram.path(), OwnProgram.machineWord, machine.file,
            ])
        program.descriptors = [0: nothing, 1: console, 2: console]
        program.ownSession = true
        return try program.start()
    }

    /// Makes its disk and its key, once.
    func prepare() throws(LabFailure) {
        try Files.makeFolder(machine.folder)
        try Files.write(machine.text, to: machine.file)
        try SSHAccess().addHost(named: [machine.name, machine.address], key: "\(machine.folder)/host_key")
        try MachineTemplate().copy(to: machine.disk)
        for disk in machine.disks { try MachineTemplate().copy(disk, of: machine) }
    }

    /// As a person who switches it on again, in the lab of the calling process.
    func bootAgain() throws(LabFailure) {
        unlink(machine.next)
        try awaitBoot(of: start())
    }

    /// - Throws: with the machine's last words when it does not come up within half a minute.
    func awaitBoot(of process: pid_t) throws(LabFailure) {
        let client = EtcdClient(address: machine.address, port: 22)
        let isUp = Clock.comesTrue(within: 30) { Files.exists(machine.booted) && client.connects }
        if isUp { return }
        throw LabFailure("the machine \(machine.name) did not come up\n\((try? Files.read(machine.console)) ?? "")")
    }
}
