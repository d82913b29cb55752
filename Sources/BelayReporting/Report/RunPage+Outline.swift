import BelayRuntime
import BelaySource
import BelaySyntax

/// The outline: the steps as the run showed them, with what they printed, and a part of its own for each phase.
extension RunPage {
    func addOutline(_ page: inout Markup) {
        if tree.roots.isEmpty { return }
        page.add(.section) { page in
            page.add(.h2, text: "Outline")
            for root in tree.roots { addPart(root, &page) }
        }
        page.addLineEnd()
    }

    private func addPart(_ root: Int, _ page: inout Markup) {
        guard case .step(let index) = tree.nodes[root].content, run.steps[index].start.kind == .phase else {
            page.add(.div, .classes([.outline])) { addRows(root, &$0) }
            return
        }
        let step = run.steps[index]
        page.add(.details, .classes([.phase]), .open) { page in
            page.add(.summary, .id(anchor(index))) { page in
                page.add(.h3, text: "\(step.path) \(step.start.title.shown)")
                addEnd(of: step, &page)
            }
            page.add(.div, .classes([.outline])) { page in
                addMessages(of: step, &page)
                for child in tree.nodes[root].children { addRows(child, &page) }
            }
        }
        page.addLineEnd()
    }

    /// A step and all beneath it. What belongs to one element of a loop is set in.
    private func addRows(_ node: Int, _ page: inout Markup) {
        switch tree.nodes[node].content {
        case .step(let index):
            addRow(index, &page)
            for child in tree.nodes[node].children { addRows(child, &page) }
        case .group(let name):
            page.add(.div, .classes([.group])) { page in
                page.add(.div, .classes([.element]), text: name)
                for child in tree.nodes[node].children { addRows(child, &page) }
            }
        }
    }

    private func addRow(_ index: Int, _ page: inout Markup) {
        let step = run.steps[index]
        var looks: [Look] = [.row]
        if step.failure != nil { looks.append(.bad) }
        if step.start.kind == .undo || step.start.kind == .handler { looks.append(.handler) }
        page.add(.div, .classes(looks), .id(anchor(index))) { page in
            page.add(.a, .toward(anchor(index)), text: "\(step.path)")
            addSign(of: step, &page)
            page.add(.div) { page in
                if let effect = step.start.effect {
                    add(place: effect.location, effect.script.shown, &page)
                    addDetails(of: effect, &page)
                } else {
                    page.add(text: step.question.map { run.answers[$0].question.heading } ?? "")
                    page.add(text: step.words)
                }
                addMessages(of: step, &page)
                if let question = step.question { addAnswer(run.answers[question], &page) }
                addTrouble(of: step, &page)
                if step.output.contains(where: { !$0.isWhitespace }), step.failure == nil {
                    addOutput(step.output, &page)
                }
            }
            addEnd(of: step, &page)
        }
    }

    private func addSign(of step: ReportedRun.Step, _ page: inout Markup) {
        guard let sign = step.start.effect?.sign else {
            page.add(.b) { _ in }
            return
        }
        page.add(.b, .classes([sign.look]), text: sign.rawValue)
    }

    private func addDetails(of effect: CommandEffect, _ page: inout Markup) {
        for row in OutlineLayout().details(of: effect, isPlan: false) {
            let words = row.text.drop { $0 == " " }
            page.add(.div, .classes([.muted]), text: String(words))
        }
    }

    private func addMessages(of step: ReportedRun.Step, _ page: inout Markup) {
        for message in step.messages {
            switch message {
            case .plain(let text):
                if step.start.kind == .say { continue }
                page.add(.div, .classes([.muted, .detail]), text: text)
            case .difference(let text): addDifference(text, &page)
            case .pointOfNoReturn(let text): page.add(.div, .classes([.caution]), text: "point of no return: \(text)")
            case .recovered(let text): page.add(.div, .classes([.caution]), text: text)
            case .noted(let text):
                if step.start.title.shown.contains(text) { continue }
                page.add(.div, .classes([.caution]), text: text)
            case .batch: continue
            }
        }
    }

    private func addAnswer(_ answered: ReportedRun.Answered, _ page: inout Markup) {
        page.add(.div) { page in
            page.add(.span, .classes([.caution]), text: answered.answer.sentence)
            page.add(.span, .classes([.muted]), text: "  \(answered.author)")
        }
    }

    private func addTrouble(of step: ReportedRun.Step, _ page: inout Markup) {
        if case .skipped(let reason)? = step.ending { page.add(.div, .classes([.caution]), text: reason) }
        guard let failure = step.failure else { return }
        page.add(.div, .classes([.bad]), text: failure.message)
        if !failure.output.isEmpty { addOutput(failure.output, &page) }
    }

    /// A few lines are there; more are a click away, and on paper.
    private func addOutput(_ text: String, _ page: inout Markup) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
        guard lines > 6 else {
            page.add(.pre, .classes([.output]), text: text)
            return
        }
        page.add(.details) { page in
            page.add(.summary, text: "\(lines - (text.hasSuffix("\n") ? 1 : 0)) lines of output")
            page.add(.pre, .classes([.output]), text: text)
        }
    }

    private func addEnd(of step: ReportedRun.Step, _ page: inout Markup) {
        page.add(.span, .classes([.took])) { page in
            if !step.endWords.isEmpty {
                page.add(.span, .classes([step.hasFailed ? .bad : .caution]), text: step.endWords + " ")
            }
            if let took = step.took { page.add(text: took.shown) }
        }
    }
}

extension CommandSign {
    var look: Look {
        switch self {
        case .reads: .reads
        case .changes: .changes
        case .destroys: .destroys
        }
    }
}
