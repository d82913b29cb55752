/// What a node is: given to it when it boots, and read by the stand-ins that run on it.
struct NodeDescription: Hashable, Sendable {
    var letter: String
    /// The cluster's name in kops.
    var cluster: String
    var address: String
    /// Seconds between two rounds of protokube.
    var protokubePeriod: Int
    var volumes: [Volume]

    /// Where the node itself finds it.
    static let fileOnNode = "/etc/belay-lab/node"

    var hostName: String { "ip-" + address.replacing(".", with: "-") }
    /// As the cluster's API names the node.
    var fullName: String { "\(hostName).eu-west-1.compute.internal" }

    // In the lab's folder.
    var folder: String { LabFolder.node(letter) }
    var file: String { "\(folder)/description" }
    var console: String { "\(folder)/console" }
    var hostKey: String { "\(folder)/host_key" }

    /// A line for each part, read back by `init(text:)`.
    var text: String {
        let lines = ["letter \(letter)", "cluster \(cluster)", "address \(address)", "protokube \(protokubePeriod)"]
        let volumes = volumes.map { "volume \($0.id) \($0.etcd.rawValue) \($0.tag)" }
        return (lines + volumes).map { $0 + "\n" }.joined()
    }
}

extension NodeDescription {
    init(text: String) throws(LabFailure) {
        self.init(letter: "", cluster: "", address: "", protokubePeriod: 60, volumes: [])
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            switch (words.first, words.count) {
            case ("letter", 2): letter = words[1]
            case ("cluster", 2): cluster = words[1]
            case ("address", 2): address = words[1]
            case ("protokube", 2): protokubePeriod = Int(words[1]) ?? protokubePeriod
            case ("volume", 4):
                guard let etcd = EtcdCluster(rawValue: words[2]) else { throw Self.unclear(line) }
                volumes.append(Volume(id: words[1], etcd: etcd, tag: words[3]))
            default: throw Self.unclear(line)
            }
        }
    }

    /// The node that the calling process runs on.
    static func here() throws(LabFailure) -> NodeDescription {
        try NodeDescription(text: try Files.read(fileOnNode))
    }

    private static func unclear(_ line: Substring) -> LabFailure {
        LabFailure("the description of the node is not understood: \(line)")
    }
}
