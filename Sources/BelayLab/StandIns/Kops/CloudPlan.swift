import BelayData

/// The changes that bring the cloud to what the state store says.
struct CloudPlan {
    private(set) var created: [CloudTask] = []
    private(set) var modified: [CloudTask] = []
    private(set) var groups: [AutoscalingGroup] = []
    private(set) var volumes: [Volume] = []
    /// The names of members that DNS does not know.
    private(set) var names: [String] = []

    private let cluster: ClusterSpecification
    private let settings: LabSettings
    private let release: KopsRelease

    init(for store: StateStore, in cloud: Cloud) throws(LabFailure) {
        cluster = try ClusterSpecification(Kops.data(store.specification ?? ""))
        settings = try LabSettings.here()
        release = KopsRelease(settings.beginning.kopsVersion)
        var groups: [InstanceGroup] = []
        for name in store.groupNames { groups.append(try InstanceGroup(Kops.data(store.group(name) ?? ""))) }
        for group in groups { try add(group, cloud) }
        for etcd in cluster.etcds {
            for member in etcd.members { try add(member, of: etcd, groups, cloud) }
        }
        for group in groups where cloud.hasLaunched(group) { try addUserData(of: group, store) }
        if settings.beginning.has(.volumesDiffer) || KopsFault.updateNeverClean.holds {
            let first = settings.beginning.letters[0]
            modified.append(
                CloudTask("EBSVolume/\(first).etcd-main.\(cluster.name)", [("SizeGB", CloudTask.change("20", "100"))]))
        }
        created.sort { $0.name < $1.name }
        modified.sort { $0.name < $1.name }
        if release.sortsFields {
            created = created.map(\.sorted)
            modified = modified.map(\.sorted)
        }
    }

    /// What kops would delete, as it shows it.
    private var deleted: [String] { OldLaunchConfigurations.names.map { "  LaunchConfiguration  \($0)\n" } }

    var isEmpty: Bool { created.isEmpty && modified.isEmpty && deleted.isEmpty }

    /// As kops shows it before it is asked for.
    var preview: String {
        if isEmpty { return "No changes need to be applied\n" }
        let parts = [("create", created), ("modify", modified)].filter { !$0.1.isEmpty }
        let deletions = deleted.isEmpty ? "" : "Will delete items:\n" + deleted.joined()
        return parts.map { verb, tasks in "Will \(verb) resources:\n" + tasks.map(\.text).joined() }.joined()
            + deletions + "Must specify --yes to apply changes\n"
    }

    /// Makes the cloud so.
    func apply(for store: StateStore, in cloud: Cloud) throws(LabFailure) {
        for name in names { try cloud.setAddress(of: name, to: Cloud.placeholder) }
        try cloud.whileLocked { () throws(LabFailure) in
            // Volumes first: a machine takes those that are there when it boots.
            for volume in volumes { try cloud.put(volume) }
            for group in groups { try cloud.put(group) }
        }
        try store.markApplied()
    }

    private mutating func add(_ group: InstanceGroup, _ cloud: Cloud) throws(LabFailure) {
        let zone = cluster.zones[group.subnets[0]] ?? group.subnets[0]
        let new = AutoscalingGroup(
            name: group.cloudName, zone: zone, minSize: group.minSize, maxSize: group.maxSize)
        guard let old = try cloud.group(named: new.name) else {
            groups.append(new)
            created += [creation(of: group), launchConfiguration(of: group)]
            return
        }
        if old == new { return }
        groups.append(new)
        let sizes = [("MinSize", old.minSize, new.minSize), ("MaxSize", old.maxSize, new.maxSize)]
        let lines = sizes.filter { $0.1 != $0.2 }.map { ($0.0, CloudTask.change(String($0.1), String($0.2))) }
        if !lines.isEmpty { modified.append(CloudTask("AutoscalingGroup/\(new.name)", lines)) }
    }

    private func creation(of group: InstanceGroup) -> CloudTask {
        let subnets = group.subnets.map { "name:\($0).\(group.cluster) id:subnet-\(identity("subnet \($0)"))" }
        let kinds = ["DesiredCapacity", "InServiceInstances", "MaxSize", "MinSize", "PendingInstances"]
        let metrics = kinds + ["StandbyInstances", "TerminatingInstances", "TotalInstances"]
        let tags = [
            "k8s.io/cluster-autoscaler/node-template/label/kops.k8s.io/instancegroup": group.name,
            "k8s.io/role/\(group.role.lowercased())": "1", "Name": group.cloudName, "KubernetesCluster": group.cluster,
        ]
        return CloudTask(
            "AutoscalingGroup/\(group.cloudName)",
            [
                ("MinSize", String(group.minSize)), ("MaxSize", String(group.maxSize)),
                ("Subnets", "[\(subnets.joined(separator: ", "))]"), ("Tags", CloudTask.tags(tags)),
                ("Granularity", "1Minute"),
                ("Metrics", "[\(metrics.map { "Group\($0)" }.joined(separator: ", "))]"),
                ("LaunchConfiguration", "name:\(group.cloudName)"),
            ] + (release.showsSuspendedProcesses ? [("SuspendProcesses", "[]")] : []))
    }

    private func launchConfiguration(of group: InstanceGroup) -> CloudTask {
        let role = group.isMaster ? "masters" : "nodes"
        let digits = Array(identity("key", digits: 32))
        let print = stride(from: 0, to: 32, by: 2).map { String(digits[$0...$0 + 1]) }.joined(separator: ":")
        let key = "kubernetes.\(group.cluster)-\(print)"
        return CloudTask(
            "LaunchConfiguration/\(group.cloudName)",
            [
                ("ImageID", group.image), ("InstanceType", group.machineType), ("SSHKey", "name:\(key) id:\(key)"),
                ("SecurityGroups", "[name:\(role).\(group.cluster) id:sg-\(identity("security \(role)"))]"),
                ("AssociatePublicIP", "true"),
                ("IAMInstanceProfile", "name:\(role).\(group.cluster) id:\(role).\(group.cluster)"),
                ("RootVolumeSize", "64"), ("RootVolumeType", "gp2"), ("SpotPrice", ""),
            ])
    }

    private mutating func add(
        _ member: ClusterSpecification.Member, of etcd: ClusterSpecification.Etcd, _ groups: [InstanceGroup],
        _ cloud: Cloud
    ) throws(LabFailure) {
        let kind = etcd.cluster
        guard let group = groups.first(where: { $0.name == member.group }) else {
            throw LabFailure(
                "InstanceGroup not found (for etcd \(member.name) in \(kind.rawValue)): \"\(member.group)\"")
        }
        let name = "\(member.name).etcd-\(kind.rawValue).\(cluster.name)"
        if created.contains(where: { $0.name == "EBSVolume/\(name)" }) {
            throw LabFailure("found duplicate tasks with name \"EBSVolume/\(name)\"")
        }
        let letters = etcd.members.map(\.name).joined(separator: ",")
        let zone = self.cluster.zones[group.subnets[0]] ?? group.subnets[0]
        var volume = Volume(
            id: "vol-" + identity("volume \(name)"), zone: zone, etcd: kind, tag: "\(member.name)/\(letters)",
            isEncrypted: member.volume.isEncrypted)
        let wanted = volume.tags(in: cluster.name)
        if let old = try self.volume(named: name, in: cloud) {
            let tags = old.tags(in: cluster.name)
            if tags.merging(wanted, uniquingKeysWith: { $1 }) == tags { return }
            volume = old
            volume.change(tags.merging(wanted) { $1 })
            let change = CloudTask.change(CloudTask.tags(tags), CloudTask.tags(volume.tags(in: cluster.name)))
            modified.append(CloudTask("EBSVolume/\(name)", [("Tags", change)]))
        } else {
            let others = try cloud.volumes.count { $0.zone == zone && $0.etcd == kind }
            if try cloud.volumes.contains(where: { $0.id == volume.id }) {
                volume.id = "vol-" + identity("volume \(name), besides \(others)")
            }
            created.append(
                CloudTask(
                    "EBSVolume/\(name)",
                    [
                        ("AvailabilityZone", zone)
                    ] + member.volume.lines + [("Tags", CloudTask.tags(wanted))]))
        }
        volumes.append(volume)
        let host = "\(volume.member).internal.\(cluster.name)"
        // A cluster without DNS has no placeholders: its names are made by the machines.
        if !settings.beginning.has(.gossip), cloud.address(of: host) == nil { names.append(host) }
    }

    /// kops finds a volume by its name and its cluster, whatever else is said of it.
    private func volume(named name: String, in cloud: Cloud) throws(LabFailure) -> Volume? {
        let found = try cloud.volumes.filter { volume in
            let tags = volume.tags(in: cluster.name)
            return tags["Name"] == name && tags["KubernetesCluster"] == cluster.name
        }
        if found.count > 1 {
            throw LabFailure(
                "error running tasks: deadline exceeded executing task EBSVolume/\(name). "
                    + "Example error: found multiple Volumes with name: \(name)")
        }
        return found.first
    }

    /// The user data of a machine of the group changes with the number of masters.
    private mutating func addUserData(of group: InstanceGroup, _ store: StateStore) throws(LabFailure) {
        guard group.isMaster, let applied = store.appliedSpecification else { return }
        let old = try ClusterSpecification(Kops.data(applied)).etcds.first?.members.count ?? 0
        let new = cluster.etcds.first?.members.count ?? 0
        if old == new || groups.contains(where: { $0.name == group.cloudName && created(group) }) { return }
        let margin = "                    \t"
        let lines = [
            "...", "    allowPrivileged: true", "    anonymousAuth: false", "+   apiServerCount: \(new)",
            "-   apiServerCount: \(old)", "    authorizationMode: RBAC", "    bindAddress: 0.0.0.0", "...", "",
        ]
        let text = lines.map { "\n  \t\(margin)\($0)" }.joined()
        modified.append(CloudTask("LaunchConfiguration/\(group.cloudName)", [("UserData", text)]))
    }

    private func created(_ group: InstanceGroup) -> Bool {
        created.contains { $0.name == "AutoscalingGroup/\(group.cloudName)" }
    }

    private func identity(_ thing: String, digits: Int = 17) -> String {
        var generator = SeededRandom(seed: settings.seed, about: "\(thing) of \(cluster.name)")
        return generator.hexadecimal(digits: digits)
    }
}

extension Cloud {
    fileprivate func hasLaunched(_ group: InstanceGroup) -> Bool {
        (try? self.group(named: group.cloudName)) != nil
    }
}
