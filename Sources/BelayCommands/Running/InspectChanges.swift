import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySyntax

/// What was changed by hand while a step held, from the journal of the session that it was done in.
struct InspectChanges {
    let step: StepPath
    let session: String
    /// Each change on a line, in order: sign, command, place, and how it ended when not well.
    let lines: [String]
    /// Those of which nobody saw the end.
    let undecided: [String]
    /// Why there may have been others: one sentence, without a full stop.
    let damage: String?

    init(beside step: StepPath, of session: String, in state: StateFolder) {
        (self.step, self.session) = (step, session)
        guard let reader = try? RunFolder(id: session, in: state).read() else {
            (lines, undecided, damage) = ([], [], "its journal cannot be read")
            return
        }
        let effects = RunHistory(reader.entries).effects
        lines = effects.map { Self.line($0) + Self.ending($0) }
        undecided = effects.filter(\.isUndecided).map(Self.line)
        damage = reader.damage.map { $0.sentence(of: "its journal") }
    }

    /// Of all the sessions that a run's records name.
    static func all(in entries: [JournalEntry], _ state: StateFolder) -> [InspectChanges] {
        entries.compactMap { entry in
            guard case .inspected(let step, let session) = entry.record else { return nil }
            return InspectChanges(beside: step, of: session, in: state)
        }
    }

    private static func line(_ effect: RunHistory.Effect) -> String {
        let location = effect.intent.place.shown
        let place = location.isEmpty ? "" : "  on \(location)"
        return "\(effect.intent.sign.rawValue) \(PrintableText.make(effect.intent.command, indent: 4))\(place)"
    }

    private static func ending(_ effect: RunHistory.Effect) -> String {
        if effect.isUndecided { return "  not known whether it happened" }
        return effect.outcome?.ending == .exited(0) ? "" : "  failed"
    }

    /// What the records do not tell of it, for who goes on with the run.
    func tellUnknown(on console: Console) {
        for change in undecided {
            console.error.write(
                "belay: not known whether it happened, beside step \(step) in session \(session): \(change)\n")
        }
        if let damage {
            console.error.write("belay: beside step \(step) more may have been done in session \(session): \(damage)\n")
        }
    }
}
