import BelayJournal
import BelayReporting
import BelayRuntime

/// What was changed by hand while a step held, from the journal of the session that it was done in.
struct Handiwork {
    /// Each change on a line, in order: sign, command, place, and how it ended when not well.
    let changes: [String]

    init(of session: String, in state: StateFolder) {
        guard let reader = try? RunFolder(id: session, in: state).read() else {
            changes = ["its journal cannot be read"]
            return
        }
        let history = RunHistory(reader.entries)
        changes = history.effects.map { effect in
            let place = effect.intent.location.isEmpty ? "" : "  on \(effect.intent.location)"
            return "\(effect.intent.sign) \(PrintableText.make(effect.intent.command))\(place)\(Self.ending(effect))"
        }
    }

    private static func ending(_ effect: RunHistory.Effect) -> String {
        if effect.isUndecided { return "  not known whether it happened" }
        return effect.outcome?.ending == .exited(0) ? "" : "  failed"
    }
}
