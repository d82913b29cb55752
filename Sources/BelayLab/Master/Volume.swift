/// A volume of the cloud: one member's data and manifest. It outlives the nodes that it is attached to.
struct Volume: Hashable, Sendable {
    /// As the cloud names it: `vol-0ea119c15602cbb57`.
    var id: String
    var etcd: EtcdCluster
    /// The value of its tag `k8s.io/etcd/main` or `k8s.io/etcd/events`: the member's letter and all letters, `a/a,b,c`.
    var tag: String

    /// Where a master mounts it.
    var mountPoint: String { "/mnt/master-\(id)" }

    var letter: String { String(tag.prefix { $0 != "/" }) }
    var letters: [String] { tag.drop { $0 != "/" }.dropFirst().split(separator: ",").map(String.init) }

    /// Makes it, empty, outside every node.
    func make() throws(LabFailure) {
        try Files.makeFolder(LabFolder.volume(id))
        try Mount.temporary(at: LabFolder.volume(id), options: "mode=755,size=1g")
    }
}
