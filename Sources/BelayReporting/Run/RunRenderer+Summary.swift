import BelayRuntime
import BelaySource

/// The end of a run: its outcome, why, where, and the pending undo.
extension RunRenderer {
    mutating func finish(_ end: RunEnd) {
        flushStrands()
        open = []
        hasEnded = true
        page.addBlank()
        page.add(RunHeadline(end, phases: phases).text)
        if let failure = end.failure, end.outcome != .done { describe(failure) }
        // Whoever gets this in a chat was not there.
        if end.outcome != .done, let beginning, !beginning.id.isEmpty {
            let lock = beginning.lock.map { ", lock \($0.shown)" } ?? ""
            page.add(summaryRow("\(beginning.title.shown), run \(beginning.id)\(lock)", .quiet), indent: 4)
        }
        listFailures(of: end.report)
        for failure in end.handlerFailures where failure != end.failure {
            page.addBlank()
            page.add(StyledText("A handler failed too:", .bad))
            describe(failure)
        }
        listNotes(end.report.notes)
        listPassed(in: end.report)
        listIdle(end.report.idleHandlers)
        list(end.pendingUndo)
    }

    private mutating func describe(_ failure: Failure) {
        page.add(summaryRow(failure.message, .bad), indent: 4)
        if let command = failure.command {
            var row = StyledText("  ")
            if !failure.location.shown.isEmpty {
                row.append(failure.location.shown, .place)
                row.append(": ", .quiet)
            }
            row.append(command)
            page.add(row, indent: 4)
        }
        var splitter = OutputTail(capacity: 10)
        splitter.take(Array(failure.output.utf8))
        for line in splitter.shown { page.add(summaryRow("  \(line)", .quiet), indent: 4) }
        if let place = place(of: failure.span) { page.add(summaryRow(place, .quiet)) }
    }

    private mutating func list(_ pendingUndo: [PendingUndo]) {
        guard !pendingUndo.isEmpty else { return }
        page.addBlank()
        page.add(StyledText("Not undone. To undo it by hand, in this order:", .caution))
        for step in pendingUndo {
            // On one line, which is not wrapped either: all of it is pasted behind the `#`.
            page.addRaw(summaryRow("# \(step.step) \(step.title)".shown, .quiet).rendered(in: page.palette) + "\n")
            // Commands to copy stay whole: a terminal wraps them without breaking them.
            for part in step.lines {
                let lines = part.shown(spelling).split(separator: "\n", omittingEmptySubsequences: false)
                for (index, line) in lines.enumerated() {
                    // An indented line would change what a script or its input says.
                    var row = StyledText(index == 0 ? "  " : "")
                    row.append(String(line), part.role)
                    page.addRaw(row.rendered(in: page.palette) + "\n")
                }
            }
            if step.lines.isEmpty { page.add(summaryRow("no command is known for it", .quiet)) }
        }
    }

    private func summaryRow(_ text: String, _ role: Role) -> StyledText {
        var row = StyledText("  ")
        row.append(text, role)
        return row
    }

    /// Such as `backup.runbook:31:5`.
    private func place(of span: Span) -> String? {
        guard sources.indices.contains(span.file.rawValue), span.end > span.start else { return nil }
        let source = sources[span.file.rawValue]
        let position = source.position(at: span.start)
        return "\(source.name):\(position.line):\(position.column)"
    }
}
