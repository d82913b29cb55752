import BelayData
import BelayLab
import BelayReporting
import BelayRuntime

/// The result of a rehearsal, after the run's own summary.
struct RehearsalSummary {
    let verdict: RehearsalVerdict
    let phases: [(title: String, time: Duration)]
    let struck: [FaultInjector.Struck]
    let notReached: [FaultSpec]

    func rendered(in palette: Palette) -> String {
        var rows = [headline]
        for reason in verdict.reasons { rows.append(StyledText("  \(reason)", .bad)) }
        let after = verdict.keysAfter.map(String.init) ?? "unknown"
        rows.append(row("keys", "\(verdict.keysBefore) before, \(after) after"))
        let lost = verdict.writesLost == 0 ? "none" : String(verdict.writesLost)
        rows.append(row("writes", "\(verdict.writes) acknowledged, \(lost) lost"))
        let refused = verdict.refused
        rows.append(row("no writes", refused == .zero ? "never" : "for \(refused.shown)"))
        for past in struck {
            rows.append(row(past.isDone ? "broken" : "not broken", "\(past.breakage.text): \(past.said)"))
        }
        for breakage in notReached { rows.append(row("not broken", "\(breakage.text): the run did not reach it")) }
        for phase in phases { rows.append(row(phase.time.shown, phase.title)) }
        return "\n" + rows.map { $0.rendered(in: palette) + "\n" }.joined()
    }

    private var headline: StyledText {
        guard let state = verdict.state else {
            return StyledText("The lab is in none of the states that a procedure may end in.", .bad)
        }
        var row = StyledText(state.rawValue.prefix(1).uppercased() + state.rawValue.dropFirst(), .good)
        row.append(": \(state.explanation(masters: verdict.masters)).")
        return row
    }

    private func row(_ name: String, _ text: String) -> StyledText {
        var row = StyledText("  \(name)", .quiet)
        row.pad(to: 14, gap: 2)
        row.append(text)
        return row
    }

    /// For machines: the names of the reference.
    static func members(
        of verdict: Result<RehearsalVerdict, LabFailure>, _ performer: FaultInjector
    ) -> [DataValue.Object.Member] {
        members(of: verdict) + [
            .init(key: "broken", value: .array(performer.past.filter(\.isDone).map { .string($0.breakage.text) })),
            .init(
                key: "notBroken",
                value: .array(
                    performer.past.filter { !$0.isDone }.map { .string($0.breakage.text) }
                        + performer.remaining.map { .string($0.text) })),
        ]
    }

    private static func members(of verdict: Result<RehearsalVerdict, LabFailure>) -> [DataValue.Object.Member] {
        switch verdict {
        case .failure(let failure):
            return [
                .init(key: "state", value: .null), .init(key: "reasons", value: .array([.string(failure.message)])),
            ]
        case .success(let verdict):
            return [
                .init(key: "state", value: verdict.state.map { .string($0.rawValue) } ?? .null),
                .init(key: "reasons", value: .array(verdict.reasons.map(DataValue.string))),
                .init(key: "keysBefore", value: .number(verdict.keysBefore)),
                .init(key: "keysAfter", value: verdict.keysAfter.map(DataValue.number) ?? .null),
                .init(key: "writes", value: .number(verdict.writes)),
                .init(key: "writesLost", value: .number(verdict.writesLost)),
                .init(key: "writesRefusedSeconds", value: .seconds(verdict.refused)),
            ]
        }
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

extension RehearsalVerdict {
    /// The time in which nothing could be written.
    fileprivate var refused: Duration { .milliseconds(Int(writesRefusedSeconds * 1000)) }
}
