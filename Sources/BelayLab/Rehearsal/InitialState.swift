/// The state of the clusters before the procedure began, to be compared with what they have become.
struct InitialState: Hashable, Sendable {
    /// Of etcd main and events.
    var clusterIds: [EtcdCluster: String] = [:]
    /// When the etcds of each master had been started, by the master's instance.
    var startTimes: [EtcdCluster: [String: String]] = [:]

    /// The number of masters.
    var masters: Int { startTimes[.main]?.count ?? 0 }

    /// Of masters that serve, the oldest first.
    init(_ instances: [Instance]) {
        for cluster in EtcdCluster.allCases {
            clusterIds[cluster] = instances.first.flatMap { EtcdClient($0, cluster).clusterId }
            for instance in instances {
                startTimes[cluster, default: [:]][instance.id] = EtcdClient(instance, cluster).startTime
            }
        }
    }

    static func here() throws(LabFailure) -> InitialState {
        InitialState(Fields(text: try Files.read(LabFolder.beginning)))
    }

    private init(_ fields: Fields) {
        for cluster in EtcdCluster.allCases {
            clusterIds[cluster] = fields[optional: "\(cluster.rawValue)-id"]
            startTimes[cluster] = fields.all(behind: "\(cluster.rawValue)-start-")
        }
    }

    var text: String {
        var values: [String: String] = [:]
        for cluster in EtcdCluster.allCases {
            let name = cluster.rawValue
            values["\(name)-id"] = clusterIds[cluster]
            for (instance, time) in startTimes[cluster] ?? [:] { values["\(name)-start-\(instance)"] = time }
        }
        return Fields(values).text
    }
}
