import BelayData
import BelayLab
import BelayReporting
import BelayRuntime
import BelaySource

/// The result of a rehearsal, after the run's own summary.
struct RehearsalSummary {
    let verdict: LabVerdict
    let phases: [(title: String, time: Duration)]
    let struck: [FaultInjector.Struck]
    let notReached: [FaultSpec]
    /// What a second run has changed that was to be done already; nil where there was none.
    var changedAgain: [String]?
    /// What was done when the fault was over; nil where nothing was.
    var followUp: FollowUp?

    func rendered(in palette: Palette) -> String {
        var shown = [headline]
        for reason in verdict.reasons { shown.append(StyledText("  \(reason.shown)", .bad)) }
        for entry in entries { shown.append(row(entry.name, entry.text)) }
        for change in changedAgain ?? [] { shown.append(StyledText("    \(change)", .bad)) }
        for phase in phases { shown.append(row(phase.time.shown, phase.title)) }
        return "\n" + shown.map { $0.rendered(in: palette) + "\n" }.joined()
    }

    /// The same for a page.
    var reported: ReportedRehearsal {
        let state = verdict.state.map { "\($0.name.prefix(1).uppercased() + $0.name.dropFirst()): \($0.text)." }
        let changes = (changedAgain ?? []).map { (name: "", text: $0) }
        return ReportedRehearsal(state: state, reasons: verdict.reasons.map(\.shown), rows: entries + changes)
    }

    /// What the lab has to say besides the state: its details, its clients, and what was broken.
    private var entries: [(name: String, text: String)] {
        var rows = verdict.details.map { (name: $0.name, text: $0.text) }
        for client in verdict.clients {
            rows.append((client.name, client.shown))
            rows.append(("no \(client.name)", client.without == .zero ? "never" : "for \(client.without.shown)"))
        }
        for past in struck {
            rows.append((past.isDone ? "broken" : "not broken", "\(past.breakage.text): \(past.said)"))
        }
        for breakage in notReached { rows.append(("not broken", "\(breakage.text): the run did not reach it")) }
        if let followUp {
            rows.append(("then", "\(followUp.command), when the fault was over; before that in no declared state"))
        }
        if let changedAgain {
            rows.append(("again", changedAgain.isEmpty ? "nothing was changed" : "changed once more:"))
        }
        return rows
    }

    private var headline: StyledText {
        guard let state = verdict.state else {
            return StyledText("The lab is in none of the states that a procedure may end in.", .bad)
        }
        var row = StyledText(state.name.prefix(1).uppercased() + state.name.dropFirst(), .good)
        row.append(": \(state.text).")
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
        of verdict: Result<LabVerdict, LabFailure>, _ performer: FaultInjector
    ) -> [DataValue.Object.Member] {
        members(of: verdict) + [
            .init(key: "broken", value: .array(performer.past.filter(\.isDone).map { .string($0.breakage.text) })),
            .init(key: "effects", value: .array(performer.past.filter(\.isDone).map { .string($0.said) })),
            .init(
                key: "notBroken",
                value: .array(
                    performer.past.filter { !$0.isDone }.map { .string($0.breakage.text) }
                        + performer.remaining.map { .string($0.text) })),
        ]
    }

    private static func members(of verdict: Result<LabVerdict, LabFailure>) -> [DataValue.Object.Member] {
        switch verdict {
        case .failure(let failure):
            return [
                .init(key: "state", value: .null), .init(key: "reasons", value: .array([.string(failure.message)])),
            ]
        case .success(let verdict): return verdict.members
        }
    }
}
