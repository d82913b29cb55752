import BelayData
import BelayRuntime

/// What a report has besides the outline: loops as grids, questions, differences, how the records were checked.
extension RunPage {
    // MARK: - Loops

    func addLoops(_ page: inout Markup) {
        let loops = tree.nodes.indices.filter { node in
            let elements = elements(of: node)
            // One within another is worth its place when something in it went wrong.
            return !elements.isEmpty
                && (!tree.isInGroup(node) || elements.contains { state(of: tree.steps(from: $0.node)).look != .good })
        }
        if loops.isEmpty { return }
        page.add(.section) { page in
            page.add(.h2, text: "Loops")
            for loop in loops { addGrid(of: loop, &page) }
        }
        page.addLineEnd()
    }

    /// The nodes of a loop's elements, by their names; none where it has one element only.
    private func elements(of node: Int) -> [(name: String, node: Int)] {
        guard case .step(let index) = tree.nodes[node].content, run.steps[index].start.kind == .loop else { return [] }
        let found = tree.nodes[node].children.compactMap { child -> (String, Int)? in
            guard case .group(let name) = tree.nodes[child].content else { return nil }
            return (name, child)
        }
        return found.count > 1 ? found : []
    }

    private func addGrid(of loop: Int, _ page: inout Markup) {
        guard case .step(let index) = tree.nodes[loop].content else { return }
        let step = run.steps[index]
        page.add(.h3) { page in
            page.add(.a, .toward(anchor(index)), text: "\(step.path)")
            page.add(text: "  \(step.start.title.shown)")
        }
        page.add(.ul, .classes([.cells])) { page in
            for element in elements(of: loop) { addCell(element.name, tree.steps(from: element.node), &page) }
        }
    }

    private func state(of steps: [Int]) -> (look: Look, words: String) {
        if steps.contains(where: { run.steps[$0].failure != nil }) { return (.bad, "failed") }
        let isOpen = steps.contains { run.steps[$0].ending == nil }
        return isOpen ? (.caution, "not finished") : (.good, "done")
    }

    private func addCell(_ name: String, _ steps: [Int], _ page: inout Markup) {
        guard let first = steps.first else { return }
        let failed = steps.first { run.steps[$0].failure != nil }
        let (look, words) = state(of: steps)
        let begun = steps.map { run.steps[$0].began }.min() ?? run.steps[first].began
        let ended = steps.compactMap { run.steps[$0].ended }.max() ?? begun
        page.add(.li, .classes([.cell, look])) { page in
            page.add(.a, .toward(anchor(failed ?? first)), text: name)
            page.add(.span, text: " \(words) \((ended - begun).shown)")
        }
    }

    // MARK: - Questions

    func addQuestions(_ page: inout Markup) {
        if run.answers.isEmpty { return }
        page.add(.section) { page in
            page.add(.h2, text: "Questions")
            page.add(.div, .classes([.wide])) { page in
                page.add(.table) { page in
                    page.add(.thead) { page in
                        page.add(.tr) { page in
                            for name in ["Step", "Question", "Answer", "By", "At"] {
                                page.add(.th, .scope("col"), text: name)
                            }
                        }
                    }
                    page.add(.tbody) { page in
                        for answered in run.answers { addRow(answered, &page) }
                    }
                }
            }
        }
        page.addLineEnd()
    }

    private func addRow(_ answered: ReportedRun.Answered, _ page: inout Markup) {
        page.add(.tr) { page in
            page.add(.td, text: "\(answered.question.step)")
            page.add(.td, text: answered.question.heading + answered.question.text.shown)
            page.add(.td, text: answered.answer.sentence)
            page.add(.td, text: answered.author)
            page.add(.td) { page in
                page.add(
                    .time, .moment(answered.moment.description), text: clock.full(answered.moment))
            }
        }
    }

    // MARK: - Differences

    func addDifferences(_ page: inout Markup) {
        let edits = run.steps.indices.filter { index in
            run.steps[index].messages.contains { if case .difference = $0 { true } else { false } }
        }
        if edits.isEmpty { return }
        page.add(.section) { page in
            page.add(.h2, text: "What was edited")
            for index in edits {
                let step = run.steps[index]
                page.add(.h3) { page in
                    page.add(.a, .toward(anchor(index)), text: "\(step.path)")
                    page.add(text: "  \(step.start.title.shown)")
                }
                for message in step.messages {
                    if case .difference(let text) = message { addDifference(text, &page) }
                }
            }
        }
        page.addLineEnd()
    }

    func addDifference(_ text: String, _ page: inout Markup) {
        page.add(.pre, .classes([.difference])) { page in
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) where !line.isEmpty {
                let looks: [Look] = line.hasPrefix("+") ? [.added] : line.hasPrefix("-") ? [.removed] : [.quiet]
                page.add(.span, .classes(looks), text: String(line) + "\n")
            }
        }
    }

    // MARK: - The journal

    func addVerification(_ page: inout Markup) {
        page.add(.section) { page in
            page.add(.h2, text: "The journal behind this page")
            page.add(.p, .classes(verification.trouble == nil ? [] : [.bad]), text: verification.sentence)
            page.add(.dl, .classes([.facts])) { page in
                for (name, value) in [("Journal", verification.path), ("Last link", verification.lastLink)] {
                    page.add(.div) { page in
                        page.add(.dt, text: name)
                        page.add(.dd) { $0.add(.code, text: value) }
                    }
                }
            }
            page.add(
                .p,
                text: "Each line of the journal ends with the SHA-256 of the line before and of itself. To check it "
                    + "without Belay, in bash; the last link must be the one above:")
            page.add(.pre, .classes([.output]), text: verification.script)
        }
        page.addLineEnd()
    }

    // MARK: - Records

    func addRecords(_ page: inout Markup) {
        page.add(.section) { page in
            page.add(.h2, text: "Records")
            let kept = RecordSelection(records)
            page.add(.p, text: kept.sentence)
            page.add(json: kept.lines, id: "records")
        }
        page.addLineEnd()
    }
}
