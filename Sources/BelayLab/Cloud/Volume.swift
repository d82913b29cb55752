import CBelayLab
import Glibc

/// A volume of the cloud: one member's data and manifest. It outlives the nodes that it is attached to.
struct Volume: Hashable, Sendable {
    /// As the cloud names it: `vol-0ea119c15602cbb57`.
    var id: String
    var zone: String
    var etcd: EtcdCluster
    /// The value of its tag `k8s.io/etcd/main` or `k8s.io/etcd/events`: the member's letter and all letters, `a/a,b,c`.
    var tag: String
    var isEncrypted = false
    /// The snapshot that it was made from.
    var snapshot: String?
    /// All its tags, where somebody has changed those that kops sets.
    var ownTags: [String: String]?

    /// Whether a machine takes it: protokube looks for both tags.
    var isAttachable: Bool { !tag.isEmpty }

    /// The folder where a master mounts it.
    var mountPoint: String { "/mnt/master-\(id)" }

    var letter: String { String(tag.prefix { $0 != "/" }) }
    var letters: [String] { tag.drop { $0 != "/" }.dropFirst().split(separator: ",").map(String.init) }
    /// Its member's name, as in `etcd-a`.
    var member: String { "\(etcd.prefix)-\(letter)" }

    /// All its tags, as kops sets them.
    func tags(in cluster: String) -> [String: String] {
        ownTags ?? [
            "KubernetesCluster": cluster, "Name": "\(letter).etcd-\(etcd.rawValue).\(cluster)",
            "k8s.io/etcd/\(etcd.rawValue)": tag, "k8s.io/role/master": "1", "kubernetes.io/cluster/\(cluster)": "owned",
        ]
    }

    /// Makes its storage, empty, outside every node; nothing when it is there.
    func make() throws(LabFailure) {
        let folder = LabFolder.volume(id)
        if Files.exists(folder) { return }
        try Files.makeFolder(folder)
        try Mount.temporary(at: folder, options: "mode=755,size=1g")
        if let snapshot { try ChildProgram.require("cp", "-a", "\(LabFolder.snapshot(snapshot))/.", folder) }
    }

    /// Makes it as small as what is on it.
    func fill() throws(LabFailure) { try Mount.fill(LabFolder.volume(id)) }
}

extension Volume {
    var fields: Fields {
        var values = ["zone": zone, "etcd": etcd.rawValue, "tag": tag, "encrypted": String(isEncrypted)]
        values["snapshot"] = snapshot
        if let ownTags {
            values["own-tags"] = ""
            for (name, value) in ownTags { values["tag:\(name)"] = value }
        }
        return Fields(values)
    }

    /// Changes its tags. One without the tags of its etcd is taken by no machine.
    mutating func change(_ tags: [String: String]) {
        ownTags = tags
        let isMasters = tags["k8s.io/role/master"] != nil
        tag = isMasters ? tags["k8s.io/etcd/\(etcd.rawValue)"] ?? "" : ""
    }

    init(id: String, _ fields: Fields) throws(LabFailure) {
        guard let etcd = EtcdCluster(rawValue: try fields["etcd"]) else {
            throw LabFailure("the volume \(id) belongs to no etcd cluster")
        }
        self.init(
            id: id, zone: try fields["zone"], etcd: etcd, tag: try fields["tag"],
            isEncrypted: try fields["encrypted"] == "true", snapshot: fields[optional: "snapshot"],
            ownTags: fields[optional: "own-tags"].map { _ in fields.all(behind: "tag:") })
    }
}
