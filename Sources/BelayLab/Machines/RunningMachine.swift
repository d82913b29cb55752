import BelaySystem
import BelayUnits
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
        let first = try process()
        try Files.write(thenBoot ? "boot" : "", to: machine.next)
        try Files.write("", to: machine.struckDown)
        try require(kill(first, SIGKILL), "cannot end \(machine.name)")
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

    func systemctl(_ words: [String], isQuiet: Bool = false) throws(LabFailure) {
        var program = NodeGuest(process: try process()).program(["systemctl"] + words)
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nothing) }
        if isQuiet { program.descriptors = [1: nothing, 2: nothing] }
        let status = try program.run()
        if status.code != 0 {
            throw LabFailure("`systemctl \(words.joined(separator: " "))` failed on \(machine.name)")
        }
    }

    /// What it runs of some units, and of those that go with them: `postgresql` is no more than a name for all its clusters.
    func family(of units: [String]) throws(LabFailure) -> [String] {
        let shown =
            try NodeGuest(process: try process()).program(["systemctl", "show", "-p", "Id,PartOf", "*.service"])
            .output() ?? ""
        let others = shown.split(separator: "\n\n").compactMap { text -> (name: String, partOf: Substring)? in
            let fields = text.split(separator: "\n").map { $0.drop { $0 != "=" }.dropFirst() }
            return fields.count == 2 ? (String(fields[0]), fields[1]) : nil
        }
        let names = Set(units.map(Self.withType))
        let going = others.filter { other in
            other.partOf.split(separator: " ").contains { names.contains(String($0)) }
                || names.contains(other.name.prefix { $0 != "@" } + ".service")
        }
        return names.union(going.map(\.name)).sorted()
    }

    private static func withType(_ unit: String) -> String { unit.contains(".") ? unit : unit + ".service" }

    /// - Throws: when none of them runs.
    func signal(_ name: String, to units: [String]) throws(LabFailure) {
        var count = 0
        for unit in units where (try? systemctl(["kill", "-s", name, unit], isQuiet: true)) != nil { count += 1 }
        if count == 0 { throw LabFailure("nothing of \(units.joined(separator: ", ")) runs on \(machine.name)") }
    }

    /// Notes the units that a fault is about, so that they are mended with the machine.
    func note(struck units: [String]) throws(LabFailure) {
        let known = (try? Files.read(machine.struckUnits)) ?? ""
        try Files.write(known + units.map { $0 + "\n" }.joined(), to: machine.struckUnits)
    }

    private static func dropIns(of unit: String) -> String { "/run/systemd/system/\(withType(unit)).d" }

    func keepFromStarting(_ units: [String]) throws(LabFailure) {
        for unit in units {
            let folder = Self.dropIns(of: unit)
            let text = "[Service]\\nExecStartPre=\\nExecStartPre=/bin/false\\n"
            try shell("mkdir -p \(folder) && printf '\(text)' > \(folder)/lab.conf")
        }
        try systemctl(["daemon-reload"])
    }

    private var struckUnits: [String] {
        Set(((try? Files.read(machine.struckUnits)) ?? "").split(separator: "\n").map(String.init)).sorted()
    }

    private func letUnitsStart() throws(LabFailure) {
        if struckUnits.isEmpty { return }
        for unit in struckUnits { try shell("rm -f \(Self.dropIns(of: unit))/lab.conf") }
        try systemctl(["daemon-reload"])
        try mendUnits()
    }

    /// Starts what a fault has made fail, which may happen long after it struck, unless it was asked to stop.
    func mendUnits() throws(LabFailure) {
        if struckUnits.isEmpty || ProcessClaim(machine.claim).holder == nil { return }
        try systemctl([UnitClient.mend] + struckUnits)
    }

    /// What can be written to on a machine, without what each boot makes again.
    private static let written = ["/etc", "/var", "/home", "/root", "/srv", "/opt", "/mnt"]

    /// New files cannot be opened for writing any more; files that are open already can still be written to.
    func forbidWriting() throws(LabFailure) {
        try Files.write("", to: machine.readOnly)
        for place in Self.written + machine.disks.map(\.path) {
            try shell("[ ! -d \(place) ] || { mount --rbind \(place) \(place) && mount -o remount,bind,ro \(place); }")
        }
    }

    /// Asked of a machine only where a fault has been at it.
    private func allowWriting() throws(LabFailure) {
        if !Files.exists(machine.readOnly) { return }
        for place in (Self.written + machine.disks.map(\.path)).reversed() {
            try shell(
                "! mountpoint -q \(place) || case $(grep -c ' \(place) ro' /proc/self/mountinfo) in 0) ;; *) umount -l \(place) ;; esac"
            )
        }
        unlink(machine.readOnly)
    }

    private func shell(_ script: String) throws(LabFailure) {
        let status = try NodeGuest(process: try process()).program(["sh", "-c", script]).run()
        if status.code != 0 { throw LabFailure("`\(script)` failed on \(machine.name)") }
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

    func fillDisks() throws(LabFailure) {
        try Mount.fill(machine.disk)
        for disk in machine.disks { try Mount.fill(machine.folder(of: disk)) }
    }

    /// Mends what faults have broken, as the world would: wires, disks, what is frozen, killed or gone. What was switched off
    /// stays so.
    func heal() throws(LabFailure) {
        unlink(machine.trouble)
        if Files.exists(machine.disk) { try Mount.resize(machine.disk, to: MachineDescription.diskSize) }
        for disk in machine.disks { try Mount.resize(machine.folder(of: disk), to: UInt64(disk.size)) }
        guard ProcessClaim(machine.claim).holder != nil else {
            if !Files.exists(machine.struckDown) { return }
            // By a process that goes, so that the machine becomes the lab's.
            return try ChildProgram.require(OwnProgram.inLab, OwnProgram.bootWord, machine.name)
        }
        try signalAll(SIGCONT)
        try allowWriting()
        try letUnitsStart()
    }
}
