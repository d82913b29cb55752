import BelayRuntime
import BelaySource
import BelaySyntax

/// A run as Markdown: the head, what failed, and a table of the steps, for a ticket.
public struct RunMarkdown: Sendable {
    private let run: ReportedRun
    private let id: String
    private let clock: ClockTime
    private let spelling: CommandSpelling

    public init(_ run: ReportedRun, id: String, clock: ClockTime, spelling: @escaping CommandSpelling) {
        self.run = run
        self.id = id
        self.clock = clock
        self.spelling = spelling
    }

    public var text: String {
        let title = run.facts.beginning?.title ?? id
        let facts = run.facts(id: id, clock).map { [$0.name, $0.values.map(Self.code).joined(separator: "<br>")] }
        var parts = ["## \(Self.words(title)): \(run.outcomeWords)", Self.words(run.sentence)]
        parts.append(table(["", ""], facts))
        parts += failures + pending
        parts += list("Noted", run.end?.report.notes.map { "\($0.step) \($0.text)" } ?? [])
        parts += list("Skipped", run.end?.report.skipped.map { "\($0.step) \($0.title): \($0.reason)" } ?? [])
        parts.append("### Steps")
        parts.append(table(["Step", "What", "Where", "Took", "Outcome"], run.steps.map(row)))
        if !run.answers.isEmpty {
            parts.append("### Questions")
            parts.append(table(["Step", "Question", "Answer", "By", "At"], run.answers.map(row)))
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    // MARK: - Parts

    private var failures: [String] {
        if run.failures.isEmpty { return [] }
        var parts = ["### What failed"]
        for failure in run.failures {
            parts.append("**\(Self.words("\(failure.step)"))** \(Self.words(failure.message))")
            let place = failure.location.shown
            let command = failure.command.map { [(place.isEmpty ? "" : "\(place): ") + $0] } ?? []
            let text = (command + [failure.output]).filter { !$0.isEmpty }.joined(separator: "\n")
            if !text.isEmpty { parts.append(Self.block(text)) }
        }
        return parts
    }

    private var pending: [String] {
        let pending = run.end?.pendingUndo ?? []
        if pending.isEmpty { return [] }
        var parts = ["### Not undone", "To undo it by hand, in this order:"]
        for step in pending {
            parts.append("**\(Self.words("\(step.step)"))** \(Self.words(step.title))")
            if !step.commands.isEmpty { parts.append(Self.block(step.commands.map(spelling).joined(separator: "\n"))) }
        }
        return parts
    }

    private func list(_ title: String, _ rows: [String]) -> [String] {
        rows.isEmpty ? [] : ["### \(title)", rows.map { "- \(Self.words($0))" }.joined(separator: "\n")]
    }

    private func row(_ step: ReportedRun.Step) -> [String] {
        let sign = step.start.effect.map { "\($0.sign.rawValue) " } ?? ""
        let what = step.start.kind == .phase ? "**\(Self.words(step.words))**" : Self.code(sign + step.words)
        return [
            "\(Self.words("\(step.path)"))", what, Self.code(step.place), step.took?.shown ?? "",
            step.endWords.isEmpty ? "done" : step.endWords,
        ]
    }

    private func row(_ answered: ReportedRun.Answered) -> [String] {
        [
            Self.words("\(answered.question.step)"),
            Self.words(answered.question.heading + answered.question.text.shown),
            Self.code(answered.answer.sentence), Self.words(answered.author), clock.full(answered.moment),
        ]
    }

    // MARK: - Text that stays text

    private func table(_ head: [String], _ rows: [[String]]) -> String {
        ([head, head.map { _ in "---" }] + rows).map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
    }

    /// In a line, with a backslash before what Markdown would read.
    private static func words(_ text: String) -> String {
        var escaped = ""
        for character in line(text) {
            if "\\`*_[]<>#|~&@".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        return escaped
    }

    /// As code in a line, between more backquotes than are in it. In a table a bar has a backslash also there.
    private static func code(_ text: String) -> String {
        let text = line(text)
        if text.isEmpty { return "" }
        let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
        let gap = text.first == "`" || text.last == "`" ? " " : ""
        return (fence + gap + text + gap + fence).replacing("|", with: "\\|")
    }

    private static func block(_ text: String) -> String {
        let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
        let shown = PrintableText.make(text)
        return "\(fence)text\n\(shown.hasSuffix("\n") ? String(shown.dropLast()) : shown)\n\(fence)"
    }

    private static func line(_ text: String) -> String {
        PrintableText.make(text.split(whereSeparator: \.isNewline).joined(separator: " ⏎ "))
    }

    private static func longestRun(of wanted: Character, in text: String) -> Int {
        var (longest, length) = (0, 0)
        for character in text {
            length = character == wanted ? length + 1 : 0
            longest = max(longest, length)
        }
        return longest
    }
}
