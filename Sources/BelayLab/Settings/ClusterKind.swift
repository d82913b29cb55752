/// The beginning of a rehearsal: the number of masters that run, and what kops says of the cluster.
///
/// Those that the procedure is not for differ in what kops says only: it is asked before anything else, so nothing comes to
/// see that their etcds are the same as ever.
public enum ClusterKind: String, Hashable, Sendable, CaseIterable {
    case oneMaster = "one-master"
    case twoOfThree = "two-of-three"
    case threeMasters = "three-masters"
    case etcdManager = "etcd-manager"
    case etcd3 = "etcd-3"
    case tls
    case kops116 = "kops-1.16"
    case kops118 = "kops-1.18"

    /// Its description, for people.
    public var explanation: String {
        switch self {
        case .oneMaster: "one master, as kops below 1.16 makes it"
        case .twoOfThree: "kops names three masters, of which the third is gone and no longer a member"
        case .threeMasters: "three running masters"
        case .etcdManager: "one master whose etcds are run by etcd-manager"
        case .etcd3: "one master with etcd 3"
        case .tls: "one master whose etcds speak TLS"
        case .kops116: "one master, and a kops that refuses further members"
        case .kops118: "one master, and a kops that knows another way"
        }
    }

    /// The letters of the masters that kops names.
    var letters: [String] {
        switch self {
        case .oneMaster, .etcdManager, .etcd3, .tls, .kops116, .kops118: ["a"]
        case .twoOfThree, .threeMasters: ["a", "b", "c"]
        }
    }

    /// Of the masters that run.
    var runningLetters: [String] { self == .twoOfThree ? ["a", "b"] : letters }

    var kopsVersion: String {
        switch self {
        case .oneMaster, .twoOfThree, .threeMasters, .etcdManager, .etcd3, .tls: "1.12.3"
        case .kops116: "1.16.4"
        case .kops118: "1.18.3"
        }
    }

    /// The fields in the specification of each of its etcd clusters, besides the members.
    var etcdFields: [String] {
        switch self {
        case .oneMaster, .twoOfThree, .threeMasters, .kops116, .kops118: []
        case .etcdManager: ["provider: Manager", "version: 3.2.24"]
        case .etcd3: ["version: 3.2.24"]
        case .tls: ["enableEtcdTLS: true"]
        }
    }
}
