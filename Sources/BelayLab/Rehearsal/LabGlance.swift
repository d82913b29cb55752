import BelayData

/// A look at the lab's clusters while a procedure is rehearsed: it asks every etcd, briefly, and changes nothing.
public enum LabGlance {
    /// Seconds that an etcd may take to answer.
    private static let patience = 1
    /// Seconds over which writes are counted.
    private static let window = 5.0
    /// As much of the end of the log of writes as is read.
    private static let bytes = 16 << 10

    /// A row for the members, such as `main 2 of 3 healthy, quorum · events 3 of 3 healthy, quorum`, and one for the writes;
    /// empty where there is no cluster yet.
    public static func rows() -> [String] {
        guard let instances = try? Cloud.here.instances else { return [] }
        let running = instances.filter { $0.state == .running }
        if running.isEmpty { return [] }
        let members = EtcdCluster.allCases.map { cluster in
            Self.look(at: cluster, on: running).sentence(cluster.rawValue)
        }
        let log = WriteLog(text: (try? Files.end(of: LabFolder.writes, atMost: bytes)) ?? "")
        return [members.joined(separator: " · ")] + [writes(in: log, at: Clock.now)].compactMap(\.self)
    }

    /// Such as `writes 9.6 a second` or `no writes for 8s`; nil before the first write was tried.
    static func writes(in log: WriteLog, at now: Double) -> String? {
        guard !log.entries.isEmpty else { return nil }
        guard let last = log.entries.last(where: \.isAcknowledged) else { return "no writes yet" }
        if now - last.time > 1 { return "no writes for \(Int(now - last.time))s" }
        let recent = log.entries.filter { $0.isAcknowledged && $0.time > now - window }
        let tenths = Int((Double(recent.count) / window * 10).rounded())
        return "writes \(tenths / 10).\(tenths % 10) per second"
    }

    struct Members: Hashable {
        var healthy: Int
        var listed: Int

        /// One that is healthy has a leader, and so a majority.
        func sentence(_ name: String) -> String {
            "\(name) \(healthy) of \(max(listed, healthy)) healthy, \(healthy > 0 ? "quorum" : "no quorum")"
        }
    }

    private static func look(at cluster: EtcdCluster, on instances: [Instance]) -> Members {
        var members = Members(healthy: 0, listed: 0)
        for instance in instances {
            var etcd = EtcdClient(instance, cluster)
            etcd.patience = patience
            if etcd.isHealthy { members.healthy += 1 }
            members.listed = max(members.listed, etcd.get("/v2/members")?["members"]?.array?.count ?? 0)
        }
        return members
    }
}
