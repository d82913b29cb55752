/// The description of a node: given to it when it boots, and read by the stand-ins that run on it.
struct NodeDescription: Hashable, Sendable {
    /// The instance of the cloud that it is.
    var instance: String
    /// The cluster's name in kops.
    var cluster: String
    var address: String
    /// Seconds between two rounds of protokube.
    var protokubePeriod: Int
    /// The ids of the volumes that were attached to it.
    var volumes: [String]

    /// The path where the node itself finds it.
    static let fileOnNode = "/etc/belay-lab/node"

    var name: NodeName { NodeName(address: address) }

    // In the lab's folder.
    var folder: String { LabFolder.node(instance) }
    var file: String { "\(folder)/description" }
    var console: String { "\(folder)/console" }
    var hostKey: String { "\(folder)/host_key" }
}

extension NodeDescription {
    var text: String {
        Fields([
            "instance": instance, "cluster": cluster, "address": address, "protokube": String(protokubePeriod),
            "volumes": volumes.joined(separator: " "),
        ]).text
    }

    init(text: String) throws(LabFailure) {
        let fields = Fields(text: text)
        self.init(
            instance: try fields["instance"], cluster: try fields["cluster"], address: try fields["address"],
            protokubePeriod: try fields.number("protokube"),
            volumes: try fields["volumes"].split(separator: " ").map(String.init))
    }

    /// The node that the calling process runs on.
    static func here() throws(LabFailure) -> NodeDescription {
        try NodeDescription(text: try Files.read(fileOnNode))
    }
}
