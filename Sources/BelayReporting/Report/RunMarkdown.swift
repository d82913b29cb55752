import BelayRuntime
import BelaySource
import BelaySyntax

/// A run as Markdown: the head, what failed, and a table of the steps, for a ticket.
public struct RunMarkdown: Sendable {
    private let run: ReportedRun
    private let id: String
    private let clock: ClockTime
    private let spelling: CommandSpelling
    /// What the lab said of a rehearsal.
    public var rehearsal: ReportedRehearsal?

    public init(_ run: ReportedRun, id: String, clock: ClockTime, spelling: @escaping CommandSpelling) {
        self.run = run
        self.id = id
        self.clock = clock
        self.spelling = spelling
    }

    public var text: String {
        let title = run.facts.beginning?.title ?? id
        let facts = run.facts(id: id, clock).map {
            [$0.name, $0.values.map(MarkdownText.code).joined(separator: "<br>")]
        }
        var parts = ["## \(MarkdownText.words(title)): \(run.outcomeWords)", MarkdownText.words(run.sentence)]
        parts.append(MarkdownText.table(["", ""], facts))
        parts += failures + pending + rehearsed
        parts += list("Noted", run.end?.report.notes.map { "\($0.step) \($0.text)" } ?? [])
        parts += list("Skipped", run.end?.report.skipped.map { "\($0.step) \($0.title): \($0.reason)" } ?? [])
        parts.append("### Steps")
        parts.append(MarkdownText.table(["Step", "What", "Where", "Took", "Outcome"], run.steps.map(row)))
        if !run.answers.isEmpty {
            parts.append("### Questions")
            parts.append(MarkdownText.table(["Step", "Question", "Answer", "By", "At"], run.answers.map(row)))
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    // MARK: - Parts

    private var failures: [String] {
        if run.failures.isEmpty { return [] }
        var parts = ["### What failed"]
        for failure in run.failures {
            parts.append("**\(MarkdownText.words("\(failure.step)"))** \(MarkdownText.words(failure.message))")
            let place = failure.location.shown
            let command = failure.command.map { [(place.isEmpty ? "" : "\(place): ") + $0] } ?? []
            let text = (command + [failure.output]).filter { !$0.isEmpty }.joined(separator: "\n")
            if !text.isEmpty { parts.append(MarkdownText.block(text)) }
        }
        return parts
    }

    private var pending: [String] {
        let pending = run.end?.pendingUndo ?? []
        if pending.isEmpty { return [] }
        var parts = ["### Not undone", "To undo it by hand, in this order:"]
        for step in pending {
            parts.append("**\(MarkdownText.words("\(step.step)"))** \(MarkdownText.words(step.title))")
            if !step.lines.isEmpty { parts.append(MarkdownText.block(step.shown(spelling).joined(separator: "\n"))) }
        }
        return parts
    }

    private var rehearsed: [String] {
        guard let rehearsal else { return [] }
        let rows = rehearsal.rows.map { [MarkdownText.words($0.name), MarkdownText.words($0.text)] }
        return ["### Rehearsal", MarkdownText.words(rehearsal.sentence)]
            + (rehearsal.reasons.isEmpty
                ? [] : [rehearsal.reasons.map { "- \(MarkdownText.words($0))" }.joined(separator: "\n")])
            + [MarkdownText.table(["", ""], rows)]
    }

    private func list(_ title: String, _ rows: [String]) -> [String] {
        rows.isEmpty ? [] : ["### \(title)", rows.map { "- \(MarkdownText.words($0))" }.joined(separator: "\n")]
    }

    private func row(_ step: ReportedRun.Step) -> [String] {
        let sign = step.start.effect.map { "\($0.sign.rawValue) " } ?? ""
        let what =
            step.start.kind == .phase ? "**\(MarkdownText.words(step.words))**" : MarkdownText.code(sign + step.words)
        return [
            "\(MarkdownText.words("\(step.path)"))", what, MarkdownText.code(step.place), step.took?.shown ?? "",
            step.endWords.isEmpty ? "done" : step.endWords,
        ]
    }

    private func row(_ answered: ReportedRun.Answered) -> [String] {
        [
            MarkdownText.words("\(answered.question.step)"),
            MarkdownText.words(answered.question.heading + answered.question.text.shown),
            MarkdownText.code(answered.answer.sentence), MarkdownText.words(answered.author),
            clock.full(answered.moment),
        ]
    }
}
