public import BelayRuntime

extension RunRenderer {
    mutating func ask(_ question: Question) {
        // A step that holds has just said why.
        if case .hold = question.kind { return }
        asked[question.step] = question
        showAll(around: question.step)
        if case .outcome(let change) = question.kind { show(change, at: question.step) }
        page.add(layout.question(question, repeatsNumber: lastShown == question.step), indent: layout.textColumn)
        lastShown = question.step
    }

    /// The command that the question is about, and what is known of it.
    private mutating func show(_ change: DoubtfulChange, at step: StepPath) {
        let start = StepStart(
            step: step, kind: .command, title: change.effect.script, effect: change.effect, span: change.effect.span)
        page.add(layout.row(for: start, repeatsNumber: lastShown == step), indent: layout.textColumn)
        addDetails(of: start)
        if let known = change.sentence { page.add(layout.detail(known), indent: layout.textColumn) }
        lastShown = step
    }

    mutating func handle(_ answer: Answer, at step: StepPath) {
        var sentence = answer.sentence
        if answer == .none, case .ask(_, _, let defaultValue?)? = asked[step]?.kind {
            sentence = "\(defaultValue), by default"
        }
        asked[step] = nil
        add(sentence, beneath: step)
    }

    /// The step that a question is about, if others run or wait at the same time, or another step was shown last;
    /// empty if it is right beneath its step alone.
    ///
    /// - Parameter waiting: the steps whose questions come after it.
    public mutating func head(of question: Question, waiting: [StepPath]) -> String {
        let leaves = open.indices.filter { index in
            !open.indices.contains { $0 != index && open[index].holds(open[$0].start.step) }
        }
        let running = leaves.filter { index in
            !([question.step] + waiting).contains { open[index].holds($0) }
        }
        if running.isEmpty, waiting.isEmpty, question.isBeneath(bottom) { return "" }
        // Its menu is the last thing shown from here on.
        bottom = question.step
        var counts: [String] = []
        if !waiting.isEmpty { counts.append(waiting.count == 1 ? "1 more waiting" : "\(waiting.count) more waiting") }
        if !running.isEmpty { counts.append(running.count == 1 ? "1 running" : "\(running.count) running") }
        var row = layout.number(question.step)
        row.pad(to: layout.textColumn, gap: 1)
        row.append(question.subject, .caution)
        if !counts.isEmpty { row.append("  (\(counts.joined(separator: ", ")))", .quiet) }
        var page = Page(palette: page.palette, width: page.width)
        page.add(row, indent: layout.textColumn)
        return page.take()
    }
}

extension Question {
    /// True if a line of this step shows what the question is about: its own, or that of the failure that it holds.
    fileprivate func isBeneath(_ line: StepPath?) -> Bool {
        if line == step { return true }
        guard case .hold(let held) = kind else { return false }
        return line == held.failure.step
    }
}
