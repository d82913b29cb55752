/// The two etcd clusters of a master.
enum EtcdCluster: String, Hashable, Sendable, CaseIterable {
    case main
    case events

    var clientPort: UInt16 { self == .main ? 4001 : 4002 }
    var peerPort: UInt16 { self == .main ? 2380 : 2381 }
    /// The prefix of its members' names, as in `etcd-a`, and of its manifest's.
    var prefix: String { self == .main ? "etcd" : "etcd-events" }
    var pod: String { self == .main ? "etcd-server" : "etcd-server-events" }
    var dataFolder: String { self == .main ? "/var/etcd/data" : "/var/etcd/data-events" }
    var log: String { "/var/log/\(prefix).log" }
    var manifest: String { "\(prefix).manifest" }
    var processorShare: String { self == .main ? "200m" : "100m" }
}
