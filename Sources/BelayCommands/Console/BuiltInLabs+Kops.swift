import BelayLab
import BelayWorkspace

extension BuiltInLabs {
    /// The lab that comes with Belay in a program: `kops`, `kops/two-of-three`, `kops/gossip,letters`.
    static let kops = BuiltInLabs(
        [KopsRehearsal.name] + ClusterKind.allCases.map { "\(KopsRehearsal.name)/\($0.rawValue)" },
        isName: { KopsRehearsal.beginning(inLab: $0) != nil })
}
