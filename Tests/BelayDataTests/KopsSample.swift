import BelayTestSupport

/// What kops and kubectl really write, under Tests/Samples/Kops.
enum KopsSample: String, CaseIterable {
    case cluster = "cluster-1-master.yaml"
    case clusterOfThree = "cluster-3-masters.yaml"
    case instanceGroup = "instancegroup-master-eu-west-1c.yaml"
    case firstMain = "1member-etcd.manifest"
    case firstEvents = "1member-etcd-events.manifest"
    case secondMain = "3member-b-etcd.manifest"
    case secondEvents = "3member-b-etcd-events.manifest"

    var text: String {
        get throws { try Repository.text("Tests/Samples/Kops/\(rawValue)") }
    }
}
