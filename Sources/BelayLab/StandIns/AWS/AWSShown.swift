import BelayData

// Things of the cloud as the client shows them, with those of their fields that are asked for.

extension Instance {
    /// All its tags: those that kops has its group set, and the cloud's own.
    func tags(in cluster: String) -> [String: String] {
        [
            "KubernetesCluster": cluster, "Name": group, "aws:autoscaling:groupName": group, "k8s.io/role/master": "1",
        ]
    }

    /// A machine that has been terminated has no address any more.
    func shown(_ tags: [String: String]) -> DataValue {
        var shown = DataValue.Object()
        shown["InstanceId"] = .string(id)
        shown["Placement"] = ["AvailabilityZone": .string(zone)]
        if state != .terminated { shown["PrivateIpAddress"] = .string(address) }
        shown["State"] = ["Name": .string(state.rawValue)]
        shown["Tags"] = AWSTags.shown(tags)
        return .object(shown)
    }
}

extension Volume {
    func shown(_ tags: [String: String], users: [Instance]) -> DataValue {
        [
            "Attachments": .array(users.map { ["InstanceId": .string($0.id), "State": "attached"] }),
            "AvailabilityZone": .string(zone), "Encrypted": .bool(isEncrypted), "Size": 20,
            "State": .string(users.isEmpty ? "available" : "in-use"), "Tags": AWSTags.shown(tags),
            "VolumeId": .string(id), "VolumeType": "gp2",
        ]
    }
}

extension Snapshot {
    /// With the state that it has at that moment, in seconds since 1970.
    func shown(at moment: Int) -> DataValue {
        let state = self.state(at: moment)
        return [
            "Description": .string(description), "Progress": .string(state == Self.completed ? "100%" : ""),
            "SnapshotId": .string(id),
            "StartTime": .string(Timestamp(sinceEpoch: .seconds(started)).description),
            "State": .string(state), "Tags": AWSTags.shown(tags),
            "VolumeId": .string(volume), "VolumeSize": 20,
        ]
    }
}
