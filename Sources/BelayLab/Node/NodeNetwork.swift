import Glibc

/// A node's only wire. It leads to the lab's own network namespace, which passes packets on between nodes and has no wire
/// to the machine.
struct NodeNetwork {
    static let router = "172.20.0.1"

    let node: NodeDescription

    /// Called on the node before it has a `/proc` of its own: the lab's first process still is process 1.
    func connect() throws(LabFailure) {
        let lab = "/proc/1/ns/net"
        let wire = node.name.wire
        let address = node.address
        try ip("link", "set", "lo", "up")
        try ip("link", "add", "eth0", "type", "veth", "peer", "name", wire, "netns", lab)
        try ip("address", "add", "\(address)/32", "dev", "eth0")
        try ip("link", "set", "eth0", "up")
        try ip("route", "add", Self.router, "dev", "eth0")
        try ip("route", "add", "default", "via", Self.router)
        try ip("address", "add", "\(Self.router)/32", "dev", wire, in: lab)
        try ip("link", "set", wire, "up", in: lab)
        try ip("route", "add", "\(address)/32", "dev", wire, in: lab)
    }

    private func ip(_ words: String..., in namespace: String? = nil) throws(LabFailure) {
        let prefix = namespace.map { ["nsenter", "--net=\($0)"] } ?? []
        let status = try ChildProgram(prefix + ["ip"] + words).run()
        if status.code != 0 { throw LabFailure("`ip \(words.joined(separator: " "))` failed") }
    }
}
