import BelayRuntime
import BelaySource

/// What went wrong, before anything else: each failure with its source, what was undone because of it, and what was not.
extension RunPage {
    func addFailures(_ page: inout Markup) {
        let failures = run.failures
        if !failures.isEmpty {
            page.add(.section) { page in
                page.add(.h2, text: failures.count == 1 ? "What failed" : "What failed: \(failures.count)")
                for loop in run.end?.report.loops ?? [] { page.add(.p, text: "\(loop.step)  \(loop.sentence)") }
                for failure in failures.prefix(Self.mostFailures) { add(failure, &page) }
                let left = failures.count - Self.mostFailures
                if left > 0 { page.add(.p, text: "… and \(left) more, in the outline.") }
            }
        }
        addUnsettled(&page)
        addUndone(&page)
        addPending(&page)
        addReport(&page)
        page.addLineEnd()
    }

    private static var mostFailures: Int { 50 }

    private func add(_ failure: Failure, _ page: inout Markup) {
        page.add(.div, .classes([.element, .bad])) { page in
            page.add(.h3) { page in
                let number = failure.step.components.isEmpty ? "the start" : "\(failure.step)"
                if let step = step(of: failure) {
                    page.add(.a, .toward(anchor(step)), text: number)
                } else {
                    page.add(text: number)
                }
                page.add(text: "  \(failure.message)")
            }
            if let command = failure.command {
                page.add(.p, .classes([.command])) { add(place: failure.location, command, &$0) }
            }
            if !failure.output.isEmpty { page.add(.pre, .classes([.output]), text: failure.output) }
            addExcerpt(of: failure.span, &page)
        }
    }

    func add(place: Location, _ command: String, _ page: inout Markup) {
        if !place.shown.isEmpty { page.add(.i, .classes([.place]), text: "\(place.shown): ") }
        page.add(.code, text: command)
    }

    /// The lines of the runbook around a place, as they were when it ran.
    private func addExcerpt(of span: Span, _ page: inout Markup) {
        let number = span.file.rawValue
        guard span.end > span.start, run.sources.indices.contains(number), let source = run.sources[number],
            span.end <= source.bytes.count
        else { return }
        let first = source.lineIndex(at: span.start)
        let last = min(source.lineIndex(at: max(span.start, span.end - 1)), first + 8)
        page.add(.p, .classes([.muted]), text: "\(source.name):\(first + 1)")
        page.add(.pre, .classes([.excerpt])) { page in
            for line in max(0, first - 2)...min(source.lineStarts.count - 1, last + 2) {
                let isMeant = (first...last).contains(line)
                page.add(.span, .classes(isMeant ? [.row, .bad] : [.row])) { page in
                    page.add(.b, text: "\(line + 1)")
                    page.add(text: " " + source.line(line) + "\n")
                }
            }
        }
    }

    private func addUnsettled(_ page: inout Markup) {
        if run.unsettled.isEmpty { return }
        page.add(.section) { page in
            page.add(.h2, text: "Outcome unknown")
            page.add(.ul) { page in
                for intent in run.unsettled {
                    page.add(.li) { page in
                        page.add(text: "\(intent.step)  ")
                        add(place: intent.place, intent.command, &page)
                    }
                }
            }
        }
    }

    /// Each undo that ran, with how it ended.
    private func addUndone(_ page: inout Markup) {
        let undone = run.steps.indices.filter { run.steps[$0].start.kind == .undo }
        if undone.isEmpty { return }
        page.add(.section) { page in
            page.add(.h2, text: "What was undone")
            page.add(.ul) { page in
                for index in undone {
                    let step = run.steps[index]
                    page.add(.li) { page in
                        page.add(.a, .toward(anchor(index)), text: "\(step.path)")
                        page.add(text: "  \(step.start.title.shown)")
                        if !step.endWords.isEmpty { page.add(.span, .classes([.bad]), text: "  \(step.endWords)") }
                    }
                }
            }
        }
    }

    private func addPending(_ page: inout Markup) {
        let pending = run.end?.pendingUndo ?? []
        if pending.isEmpty { return }
        page.add(.section) { page in
            page.add(.h2, text: "Not undone")
            page.add(.p, text: "To undo it by hand, in this order:")
            page.add(.ol) { page in
                for step in pending {
                    page.add(.li) { page in
                        page.add(text: "\(step.step)  \(step.title)")
                        if step.lines.isEmpty {
                            page.add(.p, .classes([.muted]), text: "no command is known for it")
                        } else {
                            let lines = step.shown(spelling).joined(separator: "\n")
                            page.add(.pre, .classes([.output]), text: lines)
                        }
                    }
                }
            }
        }
    }

    /// What was noted, skipped and recovered from, and the handlers that did not run.
    private func addReport(_ page: inout Markup) {
        guard let report = run.end?.report else { return }
        addList("Noted", report.notes.map { "\($0.step)  \($0.text)" }, &page)
        addList("Skipped", report.skipped.map { "\($0.step)  \($0.title): \($0.reason)" }, &page)
        addList("Failed, and recovered", report.recovered.map { "\($0.step)  \($0.message)" }, &page)
        addList("Handlers that did not run", report.idleHandlers, &page)
    }

    func addList(_ title: String, _ rows: [String], _ page: inout Markup) {
        if rows.isEmpty { return }
        page.add(.section) { page in
            page.add(.h2, text: title)
            page.add(.ul) { page in
                for row in rows { page.add(.li, text: row) }
            }
        }
    }
}
