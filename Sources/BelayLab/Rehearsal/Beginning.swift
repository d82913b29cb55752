/// What the clusters were before the procedure began, to be compared with what they have become.
struct Beginning: Hashable, Sendable {
    /// Of etcd main and events.
    var clusterIds: [EtcdCluster: String] = [:]
    /// When the first master's etcds had been started.
    var startTimes: [EtcdCluster: String] = [:]

    /// Of a master that serves.
    init(_ instance: Instance) {
        for cluster in EtcdCluster.allCases {
            let etcd = EtcdClient(instance, cluster)
            clusterIds[cluster] = etcd.clusterId
            startTimes[cluster] = etcd.startTime
        }
    }

    static func here() throws(LabFailure) -> Beginning {
        try Beginning(Fields(text: Files.read(LabFolder.beginning)))
    }

    private init(_ fields: Fields) {
        for cluster in EtcdCluster.allCases {
            clusterIds[cluster] = fields[optional: "\(cluster.rawValue)-id"]
            startTimes[cluster] = fields[optional: "\(cluster.rawValue)-start"]
        }
    }

    var text: String {
        var values: [String: String] = [:]
        for cluster in EtcdCluster.allCases {
            values["\(cluster.rawValue)-id"] = clusterIds[cluster]
            values["\(cluster.rawValue)-start"] = startTimes[cluster]
        }
        return Fields(values).text
    }
}
