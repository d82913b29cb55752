import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySyntax

/// The changes that a person made while a step held, from the journal of their session.
struct InspectChanges {
    let step: StepPath
    let session: String
    /// Each change on a line, in order: sign, command, place, and how it ended when not well.
    let lines: [String]
    /// Those whose outcome is unknown.
    let undecided: [String]
    /// Why there may have been others: one sentence, without a full stop.
    let damage: String?

    init(at step: StepPath, of session: String, in state: StateFolder) {
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
            return InspectChanges(at: step, of: session, in: state)
        }
    }

    private static func line(_ effect: RunHistory.Effect) -> String {
        let location = effect.intent.place.shown
        let place = location.isEmpty ? "" : "  on \(location)"
        return "\(effect.intent.sign.rawValue) \(PrintableText.make(effect.intent.command, indent: 4))\(place)"
    }

    private static func ending(_ effect: RunHistory.Effect) -> String {
        if effect.isUndecided { return "  outcome unknown" }
        return effect.outcome?.ending == .exited(0) ? "" : "  failed"
    }

    /// Reports what the records do not say of it, to whoever resumes the run.
    func reportUnknown(on console: Console) {
        for change in undecided {
            console.error.write(
                "belay: outcome unknown, at step \(step) in session \(session): \(change)\n")
        }
        if let damage {
            console.error.write("belay: more may have been done at step \(step) in session \(session): \(damage)\n")
        }
    }
}
