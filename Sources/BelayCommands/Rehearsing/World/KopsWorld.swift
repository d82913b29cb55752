import BelayData
import BelayLab
import BelayRuntime

/// The lab of a kops cluster: what it is before the procedure is made by the lab's own program.
struct KopsWorld: LabWorld {
    func begin() throws(LabFailure) {}

    func strike(
        _ fault: FaultKind, _ aim: FaultAim, before effect: CommandEffect, of effects: [CommandEffect]
    ) throws(LabFailure) -> String {
        guard let own = KopsFault(rawValue: fault.name) else { throw LabFailure("the lab has no fault \(fault.name)") }
        return try own.strike(for: aim.seconds)
    }

    func verdict(isDone: Bool) throws(LabFailure) -> LabVerdict {
        LabVerdict(try KopsRehearsal.verdict(isDone: isDone))
    }

    func glance() -> [String] { LabGlance.rows() }

    var guide: String { KopsRehearsal.guide }
}

extension LabVerdict {
    /// Of the lab of a kops cluster, whose one client writes keys to etcd main.
    init(_ verdict: RehearsalVerdict) {
        state = verdict.state.map { State(name: $0.rawValue, text: $0.explanation(masters: verdict.masters)) }
        reasons = verdict.reasons.map { Reason(state: nil, text: $0) }
        clients = [
            ClientCount(
                name: "writes", acknowledged: verdict.writes, refused: verdict.writesRefused,
                longest: .seconds(verdict.longestGapSeconds), without: .seconds(verdict.writesRefusedSeconds),
                found: verdict.lostWrites.map { .init(lost: $0.map(String.init)) }, isCounted: true)
        ]
        let after = verdict.keysAfter.map(String.init) ?? "unknown"
        details = [
            Detail(
                name: "keys", text: "\(verdict.keysBefore) before, \(after) after",
                members: [
                    .init(key: "keysBefore", value: .number(verdict.keysBefore)),
                    .init(key: "keysAfter", value: verdict.keysAfter.map(DataValue.number) ?? .null),
                ])
        ]
    }
}

extension RehearsalVerdict.State {
    /// In the words of a person.
    fileprivate func explanation(masters: Int) -> String {
        let members = ["no members", "one member", "two members", "three members"][masters]
        return switch self {
        case .migrated: "\(members) in both clusters, with every key"
        case .restored where masters == 1:
            "\(members) in both clusters, started as new clusters, with every key of the backup"
        case .restored: "\(members) in both clusters, as many as before, with every key"
        case .untouched: "\(members) in both clusters, as they were"
        }
    }
}
