/// The beginning of a rehearsal: the number of masters that run, and what kops says of the cluster.
///
/// Those that the procedure is not for differ in what kops says only: it is asked before anything else, so nothing comes to
/// see that their etcds are the same as ever.
public enum ClusterKind: String, Hashable, Sendable, CaseIterable {
    case oneMaster = "one-master"
    case twoOfThree = "two-of-three"
    case threeMasters = "three-masters"
    case gossip
    case letters
    case encrypted
    case jessie
    case noisyKops = "noisy-kops"
    case backupPods = "backup-pods"
    case volumesDiffer = "volumes-differ"
    case v3Keys = "v3-keys"
    case kops110 = "kops-1.10"
    case kops111 = "kops-1.11"
    case kops112 = "kops-1.12"
    case kops113 = "kops-1.13"
    case kops114 = "kops-1.14"
    case kops115 = "kops-1.15"
    case etcdManager = "etcd-manager"
    case etcd3 = "etcd-3"
    case tls
    case kops116 = "kops-1.16"
    case kops118 = "kops-1.18"

    /// Its description, for people.
    public var explanation: String { traits.explanation }

    /// What one of these says of the cluster. Two kinds that answer the same question cannot both begin a rehearsal.
    enum Question: String, Hashable, Sendable {
        case masters = "which masters there are"
        case name = "what the cluster's name is"
        case volumes = "what the volumes are like"
        case programs = "how old the masters' programs are"
        case chatter = "what else kops says"
        case pods = "what is in the etcd pods"
        case difference = "what kops would change"
        case keys = "what keys there are"
        case etcds = "what runs the etcds, and which version"
        case kops = "which kops it is"
    }

    /// All that it says; nil where it says nothing and the cluster is as one that kops below 1.16 makes.
    struct Traits {
        var explanation: String
        var question: Question
        /// Of the masters that kops names.
        var letters: [String]?
        /// Of the masters that run; all, if not given.
        var runningLetters: [String]?
        var kopsVersion: String?
        /// What the specification says of each of its etcd clusters, besides the members.
        var etcdFields: [String]?
        /// What it says of each member, besides its name and group.
        var memberFields: [String]?
        /// The cluster's name in kops.
        var cluster: String?

        init(_ question: Question, _ explanation: String, _ change: (inout Traits) -> Void = { _ in }) {
            self.explanation = explanation
            self.question = question
            change(&self)
        }

        init(kops version: String) { self.init(.kops, "one master, and kops \(version)") { $0.kopsVersion = version } }
    }

    var traits: Traits {
        switch self {
        case .oneMaster: Traits(.masters, "one master, as kops below 1.16 makes it")
        case .twoOfThree:
            Traits(.masters, "kops names three masters, of which the third is gone and no longer a member") {
                $0.letters = ["a", "b", "c"]
                $0.runningLetters = ["a", "b"]
            }
        case .threeMasters: Traits(.masters, "three running masters") { $0.letters = ["a", "b", "c"] }
        case .gossip:
            Traits(.name, "one master of a cluster without DNS, whose names exist only once a machine has them") {
                $0.cluster = "example.k8s.local"
            }
        case .letters:
            Traits(.masters, "one master in zone c, with the letter c, in a group named masters") { $0.letters = ["c"] }
        case .encrypted:
            Traits(.volumes, "one master whose volumes are encrypted with a key of their own") {
                $0.memberFields = [
                    "encryptedVolume: true", "kmsKeyId: arn:aws:kms:eu-west-1:123456789012:key/4f0d",
                    "volumeIops: 300", "volumeSize: 50", "volumeType: io1",
                ]
            }
        case .jessie:
            Traits(.programs, "one master with the programs of 2015, and containers named as Kubernetes 1.5 did")
        case .noisyKops:
            Traits(
                .chatter, "one master, and a kops that advises an upgrade and has old launch configurations to delete")
        case .backupPods: Traits(.pods, "one master whose etcd pods have a second container, which makes backups")
        case .volumesDiffer: Traits(.difference, "one master, and a difference that kops shows and never gets rid of")
        case .v3Keys: Traits(.keys, "one master whose etcd main has keys of version 3, too")
        case .kops110: Traits(kops: "1.10.1")
        case .kops111: Traits(kops: "1.11.1")
        case .kops112: Traits(kops: "1.12.3")
        case .kops113: Traits(kops: "1.13.2")
        case .kops114: Traits(kops: "1.14.1")
        case .kops115: Traits(kops: "1.15.3")
        case .etcdManager:
            Traits(.etcds, "one master whose etcds are run by etcd-manager") {
                $0.etcdFields = ["provider: Manager", "version: 3.2.24"]
            }
        case .etcd3: Traits(.etcds, "one master with etcd 3") { $0.etcdFields = ["version: 3.2.24"] }
        case .tls: Traits(.etcds, "one master whose etcds speak TLS") { $0.etcdFields = ["enableEtcdTLS: true"] }
        case .kops116:
            Traits(.kops, "one master, and a kops that refuses further members") { $0.kopsVersion = "1.16.4" }
        case .kops118: Traits(.kops, "one master, and a kops that knows another way") { $0.kopsVersion = "1.18.3" }
        }
    }
}
