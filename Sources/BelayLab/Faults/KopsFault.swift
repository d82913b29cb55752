/// Something that goes wrong with the cluster of the kops lab, its cloud or its tools, because it was asked for.
public enum KopsFault: String, Hashable, Sendable, CaseIterable {
    case nodeKilled = "node-killed"
    case etcdKilled = "etcd-killed"
    case etcdStopped = "etcd-stopped"
    case networkCut = "network-cut"
    case networkCutOneWay = "network-cut-one-way"
    case networkSlow = "network-slow"
    case networkLossy = "network-lossy"
    case volumeFull = "volume-full"
    case neverBoots = "never-boots"
    case namesStay = "names-stay"
    case protokubeGoesOn = "protokube-goes-on"
    case wrongLetter = "wrong-letter"
    case imageRenamed = "image-renamed"
    case backupEmpty = "backup-empty"
    case backupTruncated = "backup-truncated"
    case kopsAway = "kops-away"
    case apiAway = "api-away"
    case cloudThrottles = "cloud-throttles"
    case dnsAway = "dns-away"
    case updateNeverClean = "update-never-clean"
    case snapshotsFail = "snapshots-fail"

    public var kind: FaultKind {
        FaultKind(
            name: rawValue, explanation: explanation, subject: .lab, usualSeconds: usualSeconds, moment: moment)
    }

    /// Its effect, for people.
    var explanation: String {
        switch self {
        case .nodeKilled: "the newest master is gone; its group boots another"
        case .etcdKilled: "both etcds of the newest master are killed"
        case .etcdStopped: "both etcds of the newest master are frozen"
        case .networkCut: "the newest master and all others no longer hear each other"
        case .networkCutOneWay: "the newest master hears the others, but they no longer hear it"
        case .networkSlow: "packets between the newest master and the others take 200 ms longer each way"
        case .networkLossy: "one packet in five between the newest master and the others is lost"
        case .volumeFull: "the volumes of the newest master are full"
        case .neverBoots: "from then on no new machine boots"
        case .namesStay: "from then on DNS no longer updates the names of the members"
        case .protokubeGoesOn:
            "from then on systemctl on the newest master says that protokube has stopped, but it keeps running"
        case .wrongLetter: "from then on a machine gets the etcd events volume of another zone"
        case .imageRenamed: "from then on docker shows another name for the image of etcd"
        case .backupEmpty: "from then on a backup of etcd holds nothing"
        case .backupTruncated: "from then on a backup of etcd holds half of its bytes"
        case .kopsAway: "for a while kops does not reach its state store"
        case .apiAway: "for a while kubectl does not reach the cluster's API"
        case .cloudThrottles: "for a while the cloud refuses every request as one too many"
        case .dnsAway: "for a while no machine finds a name in DNS"
        case .updateNeverClean: "from then on kops shows a difference that it never gets rid of"
        case .snapshotsFail: "for a while the cloud can complete no snapshot that is begun"
        }
    }

    /// For how many seconds it lasts when nothing is said; nil where it does not pass.
    var usualSeconds: Int? {
        switch self {
        case .kopsAway, .apiAway, .cloudThrottles, .dnsAway, .snapshotsFail: 30
        case .nodeKilled, .etcdKilled, .etcdStopped, .networkCut, .networkCutOneWay, .networkSlow, .networkLossy,
            .volumeFull, .neverBoots,
            .namesStay, .protokubeGoesOn, .wrongLetter, .imageRenamed, .backupEmpty, .backupTruncated,
            .updateNeverClean:
            nil
        }
    }

    /// When it makes a difference at which moment it is asked for.
    private var moment: FaultKind.Moment {
        switch self {
        case .neverBoots, .namesStay, .wrongLetter: .untilMet(by: Self.ordersMachines)
        case .protokubeGoesOn: .untilMet(by: [["systemctl stop protokube"]] + Self.ordersMachines)
        case .imageRenamed: .untilMet(by: [["docker ps"]])
        case .backupEmpty, .backupTruncated: .untilMet(by: [["etcdctl backup"]])
        // While there is one master there is nobody whom it would hear.
        case .networkCut, .networkCutOneWay, .networkSlow, .networkLossy: .onceMet(by: Self.ordersMachines)
        case .kopsAway: .onceMet(by: [["kops"]])
        case .updateNeverClean: .untilMet(by: [["kops update cluster"]])
        case .apiAway: .onceMet(by: [["kubectl"]])
        case .snapshotsFail: .onceMet(by: [["aws ec2 create-snapshot"]])
        case .nodeKilled, .etcdKilled, .etcdStopped, .volumeFull, .cloudThrottles, .dnsAway: .always
        }
    }

    private static let ordersMachines = [["kops update cluster", "--yes"]]
}
