import BelayLab
import BelayWorkspace

extension BuiltInLabs {
    /// The lab that comes with Belay in a program: `kops`, `kops/two-of-three`, `kops/gossip,letters`.
    static let kops = BuiltInLabs(
        [RehearsalLab.name] + ClusterKind.allCases.map { "\(RehearsalLab.name)/\($0.rawValue)" },
        isName: { RehearsalLab.beginning(inLab: $0) != nil })
}
