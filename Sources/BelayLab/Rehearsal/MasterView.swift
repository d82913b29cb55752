import BelayData

/// The answers of one etcd of one master.
struct MasterView: Hashable, Sendable {
    var isHealthy: Bool
    var clusterId: String?
    /// Names of the members that it knows; one that has not started has none.
    var members: [String]
    /// True if every member can be reached by a new one, at a name of the cluster.
    var hasPeerAddresses: Bool

    init(_ etcd: EtcdClient) {
        isHealthy = etcd.isHealthy
        clusterId = etcd.clusterId
        let listed = etcd.get("/v2/members")?["members"]?.array ?? []
        members = listed.map { $0["name"]?.string ?? "" }
        hasPeerAddresses = listed.allSatisfy { member in
            let addresses = (member["peerURLs"]?.array ?? []).compactMap(\.string)
            return !addresses.isEmpty && addresses.allSatisfy { $0.contains(".internal.") }
        }
    }
}
