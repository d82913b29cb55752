import BelayRuntime

/// The rows beneath the end of a run besides its first failure: the other failures, and the steps passed over.
extension RunRenderer {
    /// The number of failures that are named; the others are counted. Each is in the outline above, and all are in
    /// `--format json`.
    private static let most = 20

    mutating func listFailures(of report: RunReport) {
        let others = report.failures.dropFirst()
        if others.isEmpty, report.loops.isEmpty { return }
        page.addBlank()
        for loop in report.loops { page.add(reportRow("\(loop.step)", loop.sentence), indent: 4) }
        list(others.map { ("\($0.step)", $0.sentence) }, .bad)
    }

    mutating func listNotes(_ notes: [Finding]) {
        if notes.isEmpty { return }
        page.addBlank()
        page.add(StyledText("Noted:", .caution))
        list(notes.map { ("\($0.step)", $0.text) })
    }

    mutating func listPassed(in report: RunReport) {
        if !report.skipped.isEmpty {
            page.addBlank()
            page.add(StyledText("Skipped:", .caution))
            list(report.skipped.map { ("\($0.step)", $0.title.isEmpty ? $0.reason : "\($0.title): \($0.reason)") })
        }
        if !report.recovered.isEmpty {
            page.addBlank()
            page.add(StyledText("Failed, and recovered:", .caution))
            list(report.recovered.map { ("\($0.step)", $0.sentence) })
        }
    }

    mutating func listIdle(_ handlers: [String]) {
        if handlers.isEmpty { return }
        page.addBlank()
        page.add(StyledText("These handlers did not run:", .caution))
        list(handlers.map { ("", $0) })
    }

    private mutating func list(_ entries: [(step: String, text: String)], _ role: Role = .plain) {
        for entry in entries.prefix(Self.most) { page.add(reportRow(entry.step, entry.text, role), indent: 4) }
        let left = entries.count - Self.most
        if left > 0 { page.add(reportRow("", "… and \(left) more", .quiet)) }
    }

    private func reportRow(_ step: String, _ text: String, _ role: Role = .plain) -> StyledText {
        var row = StyledText("  ")
        if !step.isEmpty { row.append("\(step)  ", .number) }
        row.append(PrintableText.make(text.split(whereSeparator: \.isNewline).joined(separator: " ")), role)
        return row
    }
}

extension RunReport {
    /// Behind how long a good run took, such as `, 1 note, 2 steps skipped`.
    var passed: String {
        var text = ""
        if !notes.isEmpty { text += ", \(notes.count == 1 ? "1 note" : "\(notes.count) notes")" }
        if !skipped.isEmpty { text += ", \(skipped.count == 1 ? "1 step" : "\(skipped.count) steps") skipped" }
        if !recovered.isEmpty {
            text += ", \(recovered.count == 1 ? "1 failure" : "\(recovered.count) failures") recovered"
        }
        return text
    }
}

extension Failure {
    /// On one line, with the command when one failed.
    fileprivate var sentence: String {
        guard let command else { return message }
        let place = location.shown
        return "\(message): \(place.isEmpty ? "" : "\(place): ")\(command)"
    }
}

extension LoopEnd {
    /// Such as `2 of 40 failed: n07, n21; 30 done, 8 not begun: n33, n34 and 6 more`; labels as in numbers.
    var sentence: String {
        let count = failed.count + done + notBegun.count
        var text = "\(done) of \(count) done"
        if !failed.isEmpty { text = "\(failed.count) of \(count) failed: \(Self.list(failed)); \(done) done" }
        if !notBegun.isEmpty { text += ", \(notBegun.count) not begun: \(Self.list(notBegun))" }
        return text
    }

    /// The first twenty; an empty label as `[]`.
    private static func list(_ labels: [String]) -> String {
        let shown = labels.prefix(20).map { $0.isEmpty ? "[]" : StepPath.shown(label: $0) }.joined(separator: ", ")
        return labels.count > 20 ? "\(shown) and \(labels.count - 20) more" : shown
    }
}
