import BelaySystem
import BelayUnits
import Glibc

/// The first process of a machine: builds it from its description, enters it, and runs its units from then on. When
/// it ends, so does everything on the machine.
struct MachineInit {
    let machine: MachineDescription

    func run() throws(LabFailure) -> Never {
        guard try ProcessClaim(machine.claim).take() else {
            throw LabFailure("the machine \(machine.name) is already up")
        }
        try MachineNetwork.connect(machine)
        let root = try MachineRoot(machine: machine).build()
        let folder = open(machine.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try root.enter()
        try giveBootIdentity()
        try require(sethostname(machine.name, machine.name.utf8.count), "cannot name the machine")
        setenv("PATH", NodeRoot.path, 1)
        makeTemporaryFiles()
        Generators.run()
        do throws(SystemError) {
            let manager = try UnitManager(answering: UnitRequests()) { again in _exit(again ? ExitStatus.boots : 0) }
            // Once, so that what a procedure disables stays so.
            if faccessat(folder, "enabled", F_OK, 0) != 0 {
                manager.enable(["ssh"] + machine.units)
                note("enabled", in: folder)
            }
            note("booted", in: folder)
            manager.run(starting: "multi-user.target")
        } catch {
            throw LabFailure("the units of \(machine.name) cannot be run: \(error)")
        }
    }

    private func note(_ name: String, in folder: Int32) {
        close(openat(folder, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644))
    }

    /// What packages ask for at each boot: folders below `/run`.
    private func makeTemporaryFiles() {
        _ = try? ChildProgram([
            "systemd-tmpfiles", "--create", "--boot", "--exclude-prefix=/dev", "--exclude-prefix=/proc",
        ]).run()
        unlink("/run/nologin")
    }

    /// All machines share one kernel, but no two of them answer with the same identity.
    private func giveBootIdentity() throws(LabFailure) {
        let identity = try Files.read("/proc/sys/kernel/random/uuid")
        try Files.write(identity, to: "/run/boot_id", mode: 0o444)
        try Mount.bind("/run/boot_id", at: "/proc/sys/kernel/random/boot_id")
    }
}
