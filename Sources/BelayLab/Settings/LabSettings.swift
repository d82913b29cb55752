/// The settings of a lab: chosen when it is built, and read by its parts in their processes.
struct LabSettings: Hashable, Sendable {
    /// The cluster's name in kops.
    var cluster = "example.com"
    /// The number of keys that etcd main had in the beginning.
    var keys = 0
    /// Seconds between two rounds of protokube.
    var protokubePeriod = 60
    /// Seconds from the order of a machine to its first sign of life.
    var bootSeconds = 0
    /// The seed for the lab's random choices.
    var seed = 1
    /// The folder of another etcd and etcdctl; empty for the machine's own.
    var etcdFolder = ""
    /// The cluster it began with.
    var beginning = Beginning(.oneMaster)
    /// True if kubectl is answered also while etcd main has no quorum.
    var isAPIKept = false

    /// The lab of the calling process.
    static func here() throws(LabFailure) -> LabSettings { try LabSettings(text: Files.read(LabFolder.settings)) }
}

extension LabSettings {
    init(_ request: LabRequest) {
        self.init(
            cluster: request.beginning.cluster, keys: request.keys, protokubePeriod: request.protokubePeriod,
            bootSeconds: request.bootSeconds,
            seed: request.seed, etcdFolder: request.etcdFolder ?? "", beginning: request.beginning,
            isAPIKept: request.isAPIKept)
    }

    var text: String {
        Fields([
            "cluster": cluster, "keys": String(keys), "protokube": String(protokubePeriod),
            "boot": String(bootSeconds), "seed": String(seed), "etcd": etcdFolder, "begin": beginning.text,
            "api": isAPIKept ? "kept" : "needs-quorum",
        ]).text
    }

    init(text: String) throws(LabFailure) {
        let fields = Fields(text: text)
        guard let beginning = try? Beginning(try fields["begin"]) else {
            throw LabFailure("the lab's settings are not understood")
        }
        self.init(
            cluster: try fields["cluster"], keys: try fields.number("keys"),
            protokubePeriod: try fields.number("protokube"), bootSeconds: try fields.number("boot"),
            seed: try fields.number("seed"), etcdFolder: try fields["etcd"], beginning: beginning,
            isAPIKept: try fields["api"] == "kept")
    }
}
