import BelayData
import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySource

/// Runs as lines: id, how it ended, what it was, how long it took.
struct RunTable {
    private let summaries: [RunSummary]

    init(_ summaries: [RunSummary]) { self.summaries = summaries }

    func rendered(in palette: Palette) -> String {
        if summaries.isEmpty { return "Nothing has run yet.\n" }
        let states = summaries.map(\.stateWords)
        let stateWidth = states.map(\.count).max() ?? 0
        let idWidth = summaries.map(\.id.count).max() ?? 0
        return zip(summaries, states).map { summary, state in
            var row = StyledText(summary.id)
            row.pad(to: idWidth + 2)
            row.append(state, summary.stateRole)
            row.pad(to: idWidth + 2 + stateWidth + 2)
            row.append(summary.subject)
            if let duration = summary.duration { row.append("  \(duration.shown)", .quiet) }
            return row.rendered(in: palette) + "\n"
        }
        .joined()
    }
}

extension RunSummary {
    /// One or two words.
    var stateWords: String {
        switch state {
        case .running: "running"
        case .interrupted: isSession ? "killed" : "interrupted"
        case .finished(let outcome):
            switch outcome {
            case .done: "done" + passed
            case .failed: "failed" + passed
            case .handled: "failed, handled" + passed
            case .handlerFailed: "failed, handler too" + passed
            case .needsDecision: "needs a decision" + passed
            case .cancelled: "cancelled" + passed
            case .abandoned: "abandoned" + passed
            }
        case .unreadable: "unreadable"
        }
    }

    /// The steps passed over and those left, such as `, 2 skipped`.
    private var passed: String {
        (noteCount > 0 ? ", \(noteCount == 1 ? "1 note" : "\(noteCount) notes")" : "")
            + (skippedCount > 0 ? ", \(skippedCount) skipped" : "")
            + (leftoverCount > 0 ? ", \(leftoverCount) not undone" : "")
    }

    /// For machines.
    var stateName: String {
        switch state {
        case .running: "running"
        case .interrupted: isSession ? "killed" : "interrupted"
        case .finished(let outcome): outcome.rawValue
        case .unreadable: "unreadable"
        }
    }

    var stateRole: Role {
        switch state {
        case .running: .caution
        case .interrupted, .unreadable: .bad
        case .finished(let outcome): outcome == .done ? .good : .bad
        }
    }

    /// The runbook, the target, and for what did not end the step that it is at.
    var subject: String {
        if case .unreadable(let reason) = state { return reason.shown }
        guard let beginning else { return "it ended before it began" }
        var text = beginning.runbook
        // A session at a held step says so.
        if isSession, beginning.title != text { text = "\(beginning.title), \(text)" }
        if let lock = beginning.lock { text += " for \(lock)" }
        switch state {
        case .running, .interrupted: if let step { text += ", at \(step)" }
        case .finished, .unreadable: break
        }
        return text.shown
    }

    var json: DataValue {
        var object = DataValue.Object()
        object["run"] = .string(id)
        object["state"] = .string(stateName)
        object["runbook"] = beginning.map { .string($0.runbook) } ?? .null
        object["title"] = beginning.map { .string($0.title) } ?? .null
        object["lock"] = beginning?.lock.map(DataValue.string) ?? .null
        object["at"] = startedAt.map { .string($0.description) } ?? .null
        object["step"] = step.map { .string($0.description) } ?? .null
        object["notes"] = .number(noteCount)
        object["skipped"] = .number(skippedCount)
        object["notUndone"] = .number(leftoverCount)
        object["seconds"] = duration.map(DataValue.seconds) ?? .null
        return .object(object)
    }
}
