/// A machine of a lab, as it was asked for: given to it when it boots.
public struct MachineDescription: Hashable, Sendable {
    /// By which the others, and the operator, reach it.
    public var name: String
    /// Its place among the machines, from 1.
    var number = 1
    /// The units that are enabled when it boots for the first time, besides ssh.
    public var units: [String] = []
    /// Users besides root and admin.
    public var users: [String] = []
    public var disks: [MachineDisk] = []
    /// Seconds that a reboot takes.
    public var bootSeconds = 1

    /// - Returns: nil for a name that no machine can have.
    public init?(name: String) {
        guard Self.isName(name) else { return nil }
        self.name = name
    }

    /// Small letters, digits and `-`; the first is a letter.
    static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, (97...122).contains(first), name.utf8.count < 30 else { return false }
        return name.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (48...57).contains($0) || (97...122).contains($0) }
    }

    /// The network of the machines, and the operator's own address in it.
    static let network = "10.77.0"
    static let `operator` = "\(network).1"

    var address: String { "\(Self.network).\(10 + number)" }
    /// An address that no machine has at first: the one of this number among them, from 0.
    static func freeAddress(_ number: Int) -> String { "\(network).\(200 + number)" }
    /// The end of its wire in the lab's own network.
    var wire: String { "v-\(number)" }
    var hardwareAddress: String { "02:4c:41:42:00:\(number < 16 ? "0" : "")\(String(number, radix: 16))" }

    // In the lab's folder.
    var folder: String { LabFolder.machine(name) }
    var file: String { "\(folder)/description" }
    var console: String { "\(folder)/console" }
    /// There when its services have begun to start.
    var booted: String { "\(folder)/booted" }
    /// Held by its first process.
    var claim: String { "\(folder)/claim" }
    /// `boot` when it is to boot again after its end.
    var next: String { "\(folder)/next" }
    /// There when a fault has ended it, until it boots.
    var struckDown: String { "\(folder)/struck-down" }
    /// Its `NetworkTrouble`.
    var trouble: String { "\(folder)/trouble" }
    /// There while a fault keeps its disks from being written.
    var readOnly: String { "\(folder)/read-only" }
    /// The units that a fault has struck, a line each.
    var struckUnits: String { "\(folder)/struck-units" }
    /// In bytes.
    static let diskSize: UInt64 = 2 << 30
    /// What outlives a reboot.
    var disk: String { LabFolder.disk(name) }
    /// The same, of one of its own file systems.
    func folder(of disk: MachineDisk) -> String {
        "\(LabFolder.disk(name))-\(disks.firstIndex(of: disk).map(String.init) ?? "")"
    }
}

extension MachineDescription {
    var text: String {
        Fields([
            "name": name, "number": String(number), "units": units.joined(separator: " "),
            "users": users.joined(separator: " "), "disks": disks.map(\.text).joined(separator: " "),
            "boots": String(bootSeconds),
        ]).text
    }

    init(text: String) throws(LabFailure) {
        let fields = Fields(text: text)
        name = try fields["name"]
        number = try fields.number("number")
        units = try fields["units"].split(separator: " ").map(String.init)
        users = try fields["users"].split(separator: " ").map(String.init)
        disks = try fields["disks"].split(separator: " ").compactMap { MachineDisk(text: $0) }
        bootSeconds = try fields.number("boots")
    }

    /// Of the machine of this name in the lab of the calling process.
    init(here name: String) throws(LabFailure) {
        guard Self.isName(name), let text = try? Files.read("\(LabFolder.machine(name))/description") else {
            throw LabFailure("the lab has no machine \(name)")
        }
        try self.init(text: text)
    }
}

extension MachineDescription {
    /// As an option of the lab's program: `web1`, `web1=nginx,haproxy`, `db1=postgresql;disk=/var/lib/postgresql:1000000;boots=5`.
    public var word: String {
        var parts = [units.isEmpty ? name : "\(name)=\(units.joined(separator: ","))"]
        parts += disks.map { "disk=\($0.text)" }
        if bootSeconds != 1 { parts.append("boots=\(bootSeconds)") }
        return parts.joined(separator: ";")
    }

    init(word: String, number: Int) throws(LabFailure) {
        let settings = word.split(separator: ";", omittingEmptySubsequences: false)
        let parts = settings[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        name = parts[0]
        guard Self.isName(name) else {
            throw LabFailure(
                "`\(name)` is not the name of a machine: small letters, digits and -", status: ExitStatus.misused)
        }
        self.number = number
        units = parts.count == 2 ? parts[1].split(separator: ",").map(String.init) : []
        for setting in settings.dropFirst() {
            if setting.hasPrefix("disk="), let disk = MachineDisk(text: setting.dropFirst(5)) {
                disks.append(disk)
            } else if setting.hasPrefix("boots="), let seconds = Int(setting.dropFirst(6)), (0...3600).contains(seconds)
            {
                bootSeconds = seconds
            } else {
                throw LabFailure(
                    "`\(setting)` says nothing of a machine: disk=PATH:BYTES or boots=SECONDS",
                    status: ExitStatus.misused)
            }
        }
    }
}
