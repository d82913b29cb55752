import BelaySystem
import Glibc

/// A machine that is up, as the lab reaches it: by its namespaces, whatever its network does.
struct RunningMachine {
    let machine: MachineDescription

    /// Its first process.
    /// - Throws: when it is not up.
    func process() throws(LabFailure) -> pid_t {
        guard let process = ProcessClaim(machine.claim).holder else {
            throw LabFailure("the machine \(machine.name) is not up")
        }
        return process
    }

    /// As without power. What it was to do then is read when its end is noticed.
    func end(thenBoot: Bool) throws(LabFailure) {
        try Files.write(thenBoot ? "boot" : "", to: machine.next)
        try require(kill(process(), SIGKILL), "cannot end \(machine.name)")
    }

    func signalAll(_ signal: Int32) throws(LabFailure) {
        let first = try process()
        // The first process last when it freezes, and first when it continues: it notices what the others do.
        if signal == SIGCONT { kill(first, signal) }
        let namespace = File.target(ofLink: "/proc/\(first)/ns/pid")
        for name in (try? Folder.names(in: "/proc")) ?? [] {
            guard let other = pid_t(name), other != first, File.target(ofLink: "/proc/\(other)/ns/pid") == namespace
            else { continue }
            kill(other, signal)
        }
        if signal != SIGCONT { kill(first, signal) }
    }

    func systemctl(_ words: [String]) throws(LabFailure) {
        let status = try NodeGuest(process: try process()).program(["systemctl"] + words).run()
        if status.code != 0 {
            throw LabFailure("`systemctl \(words.joined(separator: " "))` failed on \(machine.name)")
        }
    }

    func keepFromStarting(_ units: [String]) throws(LabFailure) {
        let guest = NodeGuest(process: try process())
        for unit in units {
            let name = unit.contains(".") ? unit : unit + ".service"
            let folder = "/run/systemd/system/\(name).d"
            let text = "[Service]\\nExecStartPre=\\nExecStartPre=/bin/false\\n"
            let status = try guest.program(["sh", "-c", "mkdir -p \(folder) && printf '\(text)' > \(folder)/lab.conf"])
                .run()
            if status.code != 0 { throw LabFailure("cannot change \(name) on \(machine.name)") }
        }
        try systemctl(["daemon-reload"])
    }

    func trouble(others effects: [NetworkTrouble.Effect], bothWays: Bool) throws(LabFailure) {
        let ways = bothWays ? [true, false] : [true]
        try add(ways.flatMap { way in effects.map { NetworkTrouble.Rule(isFromMachine: way, effect: $0) } })
    }

    func separateFromOperator() throws(LabFailure) {
        try add([true, false].map { NetworkTrouble.Rule(isFromMachine: $0, effect: .cut, isOfOperator: true) })
    }

    private func add(_ rules: [NetworkTrouble.Rule]) throws(LabFailure) {
        let now = NetworkTrouble(text: (try? Files.read(machine.trouble)) ?? "")
        try Files.replace(machine.trouble, with: NetworkTrouble(rules: now.rules + rules).text)
        try NetworkRelay(machine: machine).start()
        // Until the relay has read it.
        usleep(100_000)
    }

    /// Mends what faults have broken, as the world would: wires, disks, what is frozen.
    func heal() throws(LabFailure) {
        unlink(machine.trouble)
        if Files.exists(machine.disk) { try Mount.resize(machine.disk, to: MachineDescription.diskSize) }
        if ProcessClaim(machine.claim).holder != nil { try signalAll(SIGCONT) }
    }
}
