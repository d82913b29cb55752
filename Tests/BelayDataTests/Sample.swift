import Foundation

/// What kops and kubectl really write, under Tests/Samples/Kops.
enum Sample: String, CaseIterable {
    case cluster = "cluster-1-master.yaml"
    case clusterOfThree = "cluster-3-masters.yaml"
    case instanceGroup = "instancegroup-master-eu-west-1c.yaml"
    case firstMain = "1member-etcd.manifest"
    case firstEvents = "1member-etcd-events.manifest"
    case secondMain = "3member-b-etcd.manifest"
    case secondEvents = "3member-b-etcd-events.manifest"

    var text: String {
        get throws {
            let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            return try String(contentsOf: tests.appending(path: "Samples/Kops/\(rawValue)"), encoding: .utf8)
        }
    }
}
