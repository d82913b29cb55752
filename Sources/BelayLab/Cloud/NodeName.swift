/// The name of a machine, made from its address.
struct NodeName: Hashable, Sendable {
    var address: String

    var short: String { "ip-" + address.replacing(".", with: "-") }
    /// As the cluster's API names the node.
    var full: String { "\(short).eu-west-1.compute.internal" }
    /// The lab's end of its wire.
    var wire: String { "node-" + address.split(separator: ".").suffix(2).joined(separator: "-") }
}
