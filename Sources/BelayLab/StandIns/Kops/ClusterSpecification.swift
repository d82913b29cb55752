import BelayData

/// A cluster as kops keeps it, as far as the lab understands it.
struct ClusterSpecification: Hashable, Sendable {
    struct Member: Hashable, Sendable {
        var name: String
        var group: String
        /// What is said of its volume, as kops shows it.
        var volume: Volume
    }

    /// What can be chosen of a member's volume.
    struct Volume: Hashable, Sendable {
        var type: String
        var size: Int
        var isEncrypted: Bool
        var key: String?
        var iops: Int?

        init(_ data: DataValue) {
            type = data["volumeType"]?.string ?? "gp2"
            size = data["volumeSize"]?.int ?? 20
            isEncrypted = data["encryptedVolume"]?.bool ?? false
            key = data["kmsKeyId"]?.string
            iops = data["volumeIops"]?.int
        }

        var lines: [(String, String)] {
            var lines = [("VolumeType", type), ("SizeGB", String(size))]
            if let iops { lines.append(("VolumeIops", String(iops))) }
            if let key { lines.append(("KmsKeyId", key)) }
            return lines + [("Encrypted", String(isEncrypted))]
        }
    }

    struct Etcd: Hashable, Sendable {
        var cluster: EtcdCluster
        var members: [Member]
    }

    var name: String
    var etcds: [Etcd]
    /// The zone of each subnet, by its name.
    var zones: [String: String]

    init(_ data: DataValue) throws(LabFailure) {
        guard let name = data["metadata"]?["name"]?.string else { throw LabFailure("ObjectMeta.Name: Required value") }
        self.name = name
        etcds = []
        for etcd in data["spec"]?["etcdClusters"]?.array ?? [] {
            guard let cluster = EtcdCluster(rawValue: etcd["name"]?.string ?? "") else {
                throw LabFailure(
                    "Spec.EtcdClusters[\(etcds.count)].Name: Required value: EtcdCluster did not have name")
            }
            let members = (etcd["etcdMembers"]?.array ?? []).map { member in
                Member(
                    name: member["name"]?.string ?? "", group: member["instanceGroup"]?.string ?? "",
                    volume: Volume(member))
            }
            etcds.append(Etcd(cluster: cluster, members: members))
        }
        zones = [:]
        for subnet in data["spec"]?["subnets"]?.array ?? [] {
            if let name = subnet["name"]?.string { zones[name] = subnet["zone"]?.string }
        }
        try validate()
    }

    /// The checks of kops before it keeps a specification.
    private func validate() throws(LabFailure) {
        for (number, etcd) in etcds.enumerated() {
            let field = "Spec.EtcdClusters[\(number)].Members"
            if etcd.members.isEmpty { throw LabFailure("\(field): Required value: No members defined in etcd cluster") }
            if etcd.members.count % 2 == 0 {
                throw LabFailure(
                    "\(field): Invalid value: \(etcd.members.count): Should be an odd number of master-zones for quorum. "
                        + "Use --zones and --master-zones to declare node zones and master zones separately")
            }
        }
    }
}
