import CBelayLab
import Glibc

/// The network of a lab's machines: a bridge in the lab's own network, with a wire to each of them and no way out.
struct MachineNetwork {
    static let bridge = "br0"

    /// Called once, in the lab's network.
    static func prepare() throws(LabFailure) {
        // Its address stays: otherwise a bridge takes the lowest of its wires'.
        try ip("link", "add", bridge, "address", "02:4c:41:42:01:00", "type", "bridge")
        try require(belay_lab_compute_checksums(bridge), "cannot prepare the bridge of the machines")
        try ip("address", "add", "\(MachineDescription.operator)/24", "dev", bridge)
        try ip("link", "set", bridge, "up")
    }

    /// Called on the machine before it has a `/proc` of its own: the lab's first process still is process 1.
    static func connect(_ machine: MachineDescription) throws(LabFailure) {
        let lab = "/proc/1/ns/net"
        try ip("link", "set", "lo", "up")
        // Its wire of before goes a moment after it does, and has its name until then.
        let isConnected = Clock.comesTrue(within: 10) {
            let added: Void? = try? ip(
                "link", "add", "eth0", "address", machine.hardwareAddress, "type", "veth", "peer", "name", machine.wire,
                "netns", lab)
            if added == nil { try? ip("link", "del", machine.wire, in: lab) }
            return added != nil
        }
        if !isConnected { throw LabFailure("\(machine.name) cannot be connected to the network") }
        try require(belay_lab_compute_checksums("eth0"), "cannot prepare the wire of \(machine.name)")
        try ip("address", "add", "\(machine.address)/24", "broadcast", "+", "dev", "eth0")
        try ip("link", "set", "eth0", "up")
        if Files.exists(machine.trouble) {
            try ip("link", "set", machine.wire, "arp", "off", "up", in: lab)
        } else {
            try ip("link", "set", machine.wire, "master", bridge, "up", in: lab)
        }
    }

    private static func ip(_ words: String..., in namespace: String? = nil) throws(LabFailure) {
        let prefix = namespace.map { ["nsenter", "--net=\($0)"] } ?? []
        let status = try ChildProgram(prefix + ["ip"] + words).run()
        if status.code != 0 { throw LabFailure("`ip \(words.joined(separator: " "))` failed") }
    }
}
