import BelayData

/// The lab's look at its clusters after a rehearsal: it asks every etcd itself and believes nothing that the runbook says.
struct LabInspection {
    /// The time that the clusters have to settle, in seconds: the kubelet may be about to start one again.
    private static let patience = 45.0

    private let settings: LabSettings
    private let beginning: InitialState

    init() throws(LabFailure) {
        settings = try .here()
        beginning = try .here()
    }

    func verdict() throws(LabFailure) -> RehearsalVerdict {
        let log = try Writer.stop()
        let end = Clock.now + Self.patience
        while true {
            let (verdict, isSettled) = try look(log)
            if isSettled || Clock.now > end { return verdict }
            _ = Clock.comesTrue(within: 0.5) { false }
        }
    }

    /// - Returns: also whether waiting could not make it better.
    private func look(_ log: WriteLog) throws(LabFailure) -> (RehearsalVerdict, isSettled: Bool) {
        let all = try Cloud.here.instances
        let running = all.filter { $0.state == .running }
        let keys = running.lazy.compactMap { Self.keys(of: EtcdClient($0, .main)) }.first
        let acknowledged = log.acknowledged
        let lost = acknowledged.filter { keys?[Writer.key($0)] != String($0) }
        var verdict = RehearsalVerdict(
            state: nil, masters: running.count, reasons: [], keysBefore: settings.keys,
            keysAfter: keys.map { $0.keys.count { !$0.hasPrefix(Writer.folder + "/") } }, writes: acknowledged.count,
            writesRefused: log.entries.count - acknowledged.count, lostWrites: keys == nil ? nil : lost,
            longestGapSeconds: log.longestGapSeconds, writesRefusedSeconds: log.refusedSeconds)
        let views = EtcdCluster.allCases.map { cluster in
            (cluster: cluster, views: running.map { MasterView(EtcdClient($0, cluster)) })
        }
        for (cluster, views) in views { verdict.reasons += Self.flaws(of: views, in: cluster) }
        let isSettled = verdict.reasons.isEmpty && keys != nil
        verdict.reasons += missing(in: keys)
        if settings.beginning.has(.encrypted) {
            verdict.reasons += try Cloud.here.volumes.filter { !$0.isEncrypted }.map {
                "the volume \($0.id) is not encrypted"
            }
        }
        let counts = Set(views.flatMap { $0.views.map(\.members.count) } + [running.count])
        let isAsBefore = counts == [beginning.masters]
        let state: RehearsalVerdict.State? =
            isAsBefore && isUntouched(all, views)
            ? .untouched : counts == [3] ? .migrated : isAsBefore ? .restored : nil
        if state == nil && verdict.reasons.isEmpty {
            let wanted = Set([beginning.masters, 3]).sorted().map(String.init).joined(separator: " or ")
            verdict.reasons = ["\(running.count) masters run; \(wanted) expected"]
        }
        // Only where a backup may have taken the place of the data: with several members none is needed.
        if !lost.isEmpty && (state != .restored || beginning.masters > 1) {
            verdict.reasons.append("\(lost.count) acknowledged writes are lost")
        }
        if verdict.reasons.isEmpty { verdict.state = state }
        return (verdict, isSettled)
    }

    /// Nothing was ever booted besides the masters of the beginning, and their etcds have not been started again.
    private func isUntouched(
        _ instances: [Instance], _ views: [(cluster: EtcdCluster, views: [MasterView])]
    ) -> Bool {
        guard instances.count == beginning.masters else { return false }
        return EtcdCluster.allCases.allSatisfy { cluster in
            instances.allSatisfy { EtcdClient($0, cluster).startTime == beginning.startTimes[cluster]?[$0.id] }
        } && views.allSatisfy { $0.views.first?.clusterId == beginning.clusterIds[$0.cluster] }
    }

    /// The faults of a cluster as its masters see it.
    private static func flaws(of views: [MasterView], in cluster: EtcdCluster) -> [String] {
        var flaws: [String] = []
        let name = "etcd \(cluster.rawValue)"
        if views.isEmpty { return ["no master runs \(name)"] }
        let ill = views.count { !$0.isHealthy }
        if ill > 0 { flaws.append("\(name) is not healthy on \(ill) of \(views.count) masters") }
        if Set(views.map(\.clusterId)).count > 1 { flaws.append("the masters are in different clusters of \(name)") }
        let known = Set(views.map { $0.members.sorted() })
        if known.count > 1 { flaws.append("the masters know different members of \(name)") }
        if known.contains(where: { $0.contains("") }) { flaws.append("a member of \(name) has never started") }
        if let members = known.first, known.count == 1, members.count != views.count {
            flaws.append("\(name) has \(members.count) members on \(views.count) masters")
        }
        if !views.allSatisfy(\.hasPeerAddresses) { flaws.append("no member could join \(name) at its peer address") }
        return flaws
    }

    private func missing(in keys: [String: String]?) -> [String] {
        guard let keys else { return ["the keys of etcd main cannot be read"] }
        let seed = EtcdSeed(keys: settings.keys)
        let gone = (0..<settings.keys).filter { keys[seed.key($0)] != seed.value($0) }
        return gone.isEmpty ? [] : ["\(gone.count) of the \(settings.keys) keys are lost or changed"]
    }

    /// Every key with its value; nil when it does not answer.
    private static func keys(of etcd: EtcdClient) -> [String: String]? {
        guard let root = etcd.get("/v2/keys/?recursive=true")?["node"] else { return nil }
        var found: [String: String] = [:]
        var waiting = [root]
        while let node = waiting.popLast() {
            if let nodes = node["nodes"]?.array {
                waiting += nodes
            } else if node["dir"]?.bool != true, let key = node["key"]?.string {
                found[key] = node["value"]?.string ?? ""
            }
        }
        return found
    }
}
