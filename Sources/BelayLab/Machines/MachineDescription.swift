/// A machine of a lab, as it was asked for: given to it when it boots.
struct MachineDescription: Hashable, Sendable {
    /// By which the others, and the operator, reach it.
    var name: String
    /// Its place among the machines, from 1.
    var number: Int
    /// The units that are started when it boots, besides ssh.
    var units: [String] = []
    /// Users besides root and admin.
    var users: [String] = []

    /// The network of the machines, and the operator's own address in it.
    static let network = "10.77.0"
    static let `operator` = "\(network).1"

    var address: String { "\(Self.network).\(10 + number)" }
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
    /// Its `NetworkTrouble`.
    var trouble: String { "\(folder)/trouble" }
    /// In bytes.
    static let diskSize: UInt64 = 2 << 30
    /// What outlives a reboot.
    var disk: String { LabFolder.disk(name) }
}

extension MachineDescription {
    var text: String {
        Fields([
            "name": name, "number": String(number), "units": units.joined(separator: " "),
            "users": users.joined(separator: " "),
        ]).text
    }

    init(text: String) throws(LabFailure) {
        let fields = Fields(text: text)
        self.init(
            name: try fields["name"], number: try fields.number("number"),
            units: try fields["units"].split(separator: " ").map(String.init),
            users: try fields["users"].split(separator: " ").map(String.init))
    }

    /// - Parameter word: `web1` or `web1=nginx,haproxy`.
    init(word: String, number: Int) throws(LabFailure) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = parts[0]
        guard let first = name.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first),
            name.utf8.count < 30,
            name.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (48...57).contains($0) || (97...122).contains($0) })
        else {
            throw LabFailure(
                "`\(name)` is not the name of a machine: small letters, digits and -", status: ExitStatus.misused)
        }
        self.init(
            name: name, number: number, units: parts.count == 2 ? parts[1].split(separator: ",").map(String.init) : [])
    }
}
