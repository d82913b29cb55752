import BelayData
import BelayJournal
import BelayReporting
import BelayRuntime
import BelaySource
import BelaySystem

/// Runs as rows beneath a head: id, how it ended, when it began, how long it took, what it was.
struct RunTable {
    private let summaries: [RunSummary]
    private let clock: ClockTime

    init(_ summaries: [RunSummary], _ clock: ClockTime) {
        self.summaries = summaries
        self.clock = clock
    }

    func rendered(in palette: Palette) -> String {
        let cells = summaries.map(cells)
        let head = ["run", "outcome", "started", "took", "runbook"].map { StyledText($0, .heading) }
        let widths = head.indices.map { column in ([head] + cells).map { $0[column].columns }.max() ?? 0 }
        return ([head] + cells).map { Self.row($0, widths).rendered(in: palette) + "\n" }.joined()
    }

    private func cells(_ summary: RunSummary) -> [StyledText] {
        var subject = StyledText(summary.subject)
        if summary.isResumable { subject.append("  can be resumed", .caution) }
        return [
            StyledText(summary.id), StyledText(summary.stateWords, summary.stateRole),
            StyledText(summary.startedAt.map(clock.full) ?? "", .quiet),
            StyledText(summary.duration?.shown ?? "", .quiet), subject,
        ]
    }

    private static func row(_ cells: [StyledText], _ widths: [Int]) -> StyledText {
        var row = StyledText()
        var column = 0
        for (cell, width) in zip(cells, widths) {
            row.pad(to: column)
            row.append(cell)
            column += width + 2
        }
        return row
    }
}

extension RunSummary {
    /// One or two words.
    var stateWords: String {
        switch state {
        case .running:
            execution.flatMap { $0.isSilent ? "running, silent for \($0.silence.toSecond.shown)" : nil } ?? "running"
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
            case .takenOver: "taken over" + passed
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
        if isSession || isUndo, beginning.title != text { text = "\(beginning.title), \(text)" }
        if let lock = beginning.lock { text += " for \(lock)" }
        switch state {
        case .running, .interrupted: if let step { text += ", at \(step)" }
        case .finished, .unreadable: break
        }
        if let execution { text += ", on \(execution.holder.host) by \(execution.holder.user)" }
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
        object["resumable"] = .bool(isResumable)
        object["seconds"] = duration.map(DataValue.seconds) ?? .null
        if let execution {
            object["host"] = .string(execution.holder.host)
            object["user"] = .string(execution.holder.user)
            object["generation"] = .number(execution.holder.generation)
            object["heard"] = .string(execution.heartbeat.at.description)
        }
        return .object(object)
    }
}
