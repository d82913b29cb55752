import BelayRuntime
import BelaySource
import BelaySyntax

/// Writes the parts of a plan as rows.
struct PlanWriter {
    let layout: OutlineLayout
    var page: Page
    /// Whether reads whose words are all known have been run for it.
    let marksReads: Bool
    var walk = PlanWalk()
    var lastShown: StepPath?
    /// Of the step that was shown last.
    var lastTitle = ""
    /// A statement that would fail now says so in several events.
    var lastFailure: Failure?

    mutating func handle(_ entry: PlanEntry) {
        switch entry {
        case .event(let event): handle(event, leavingOut: nil)
        case .counted(let event, let count): handle(event, leavingOut: count)
        case .same(let elements): add(elements)
        }
    }

    /// - Parameter hidden: the commands within it that are not shown.
    private mutating func handle(_ event: RunEvent, leavingOut hidden: EffectCount?) {
        walk.handle(event)
        switch event {
        case .stepStarted(let start): add(start, leavingOut: hidden)
        case .said(let step, let message): show(message, at: step)
        case .questionAsked(let question):
            addConditions()
            let row = layout.question(question, repeatsNumber: lastShown == question.step, depth: walk.depth)
            page.add(row, indent: textColumn)
            lastShown = question.step
        case .handlerStarted(let start): add(StepStart(handler: start), leavingOut: hidden)
        case .stepFinished(let end):
            // What a read says may be an answer; whoever needs another one says so.
            guard case .failed(let failure) = end.ending, failure.step == end.step, end.kind.canFailByItself,
                end.kind != .read
            else { return }
            fail(failure)
        case .runStarted, .stepOutput, .awaitObserved, .questionAnswered, .branchStarted, .branchEnded, .strandStarted,
            .strandEnded, .runFinished:
            return
        }
    }

    private var textColumn: Int { layout.textColumn(depth: walk.depth) }

    /// Those that what comes next is done under and that have not been shown yet.
    private mutating func addConditions() {
        for (depth, title, start) in walk.takeUnshown() {
            // An `else` has the number of its `if`, which is above.
            let hasNumber = start.isAlternative || lastShown?.startsWithin(start.step) ?? false
            page.add(
                layout.branch(title, of: start, repeatsNumber: hasNumber, depth: depth),
                indent: layout.textColumn(depth: depth))
            lastShown = start.step
        }
    }

    private mutating func add(_ start: StepStart, leavingOut hidden: EffectCount?) {
        // The question that follows is its line.
        if start.kind == .question { return }
        addConditions()
        if start.kind == .phase { page.addBlank() }
        lastTitle = start.title.shown
        if start.kind == .fail, isCertain(start.step) {
            end(start.title.shown, at: start.step)
            return
        }
        var row = layout.row(for: start, repeatsNumber: lastShown == start.step, depth: walk.depth)
        if let hidden, !hidden.sentence.isEmpty { row.append(": \(hidden.sentence)", .quiet) }
        page.add(row, indent: textColumn)
        if marksReads, let effect = start.effect, effect.sign == .reads, effect.isKnown {
            page.add(layout.detail("was run for this plan", depth: walk.depth), indent: textColumn)
        }
        if let effect = start.effect {
            for row in layout.details(of: effect, isPlan: true, depth: walk.depth) {
                page.add(row, indent: textColumn)
            }
        }
        lastShown = start.step
    }

    private mutating func show(_ message: Message, at step: StepPath) {
        switch message {
        case .plain, .recovered: return
        case .batch(let text): page.add(layout.detail(text, depth: walk.depth), indent: textColumn)
        case .noted(let text):
            if lastTitle.contains(text) { return }
            page.add(layout.detail(text, .caution, depth: walk.depth), indent: textColumn)
        case .difference(let text):
            addConditions()
            for row in layout.difference(text, depth: walk.depth) { page.add(row, indent: textColumn) }
        case .pointOfNoReturn(let text):
            addConditions()
            for row in layout.pointOfNoReturn(text, width: page.width) { page.add(row, indent: 5) }
        }
    }

    /// A plan that already knows better than the runbook says so, once, and continues: another day what follows may
    /// run.
    private mutating func fail(_ failure: Failure) {
        if failure == lastFailure { return }
        lastFailure = failure
        if failure.kind == .fail, lastShown == failure.step, !isCertain(failure.step) { return }
        if failure.kind == .fail, lastEnd == failure.step { return }
        addConditions()
        end(failure.message, at: failure.step)
        var splitter = OutputTail(capacity: 10)
        splitter.take(Array(failure.output.utf8))
        for line in splitter.shown { page.add(layout.detail(line, depth: walk.depth), indent: textColumn) }
    }

    /// The step of the last `fail` that said that it would end the run.
    var lastEnd: StepPath?

    private mutating func end(_ message: String, at step: StepPath) {
        var row = lastShown == step ? layout.detail("", depth: walk.depth) : layout.number(step)
        row.pad(to: textColumn)
        row.append("the run would end here: \(message)", .bad)
        page.add(row, indent: textColumn)
        lastShown = step
        lastEnd = step
    }

    /// True if the run comes to it unless something fails before.
    private func isCertain(_ step: StepPath) -> Bool {
        walk.conditions.isEmpty
            && step.components.allSatisfy { if case .element(nil, _) = $0 { false } else { true } }
    }

    /// Elements of a loop, beneath the one that is shown for them.
    private mutating func add(_ elements: SameElements) {
        let names = elements.labels.map { $0.isEmpty ? "[]" : StepPath.shown(label: $0) }
        var text = "the same for \(names.joined(separator: ", "))"
        if names.count > 3 { text = "the same for \(names.count) others: \(names.joined(separator: ", "))" }
        if !elements.differences.isEmpty {
            text += ", with " + elements.differences.map { "\($0.other) for \($0.word)" }.joined(separator: ", ")
        }
        var row = StyledText()
        row.pad(to: textColumn)
        row.append(text, .caution)
        page.add(row, indent: textColumn)
        lastShown = nil
    }

    /// Writes the totals.
    ///
    /// - Parameter readCount: the number of commands that were run for it; nil when none were to be.
    mutating func close(_ totals: PlanTotals, readCount: Int?, _ detail: PlanDetail, listsPhases: Bool = true) {
        page.addBlank()
        if listsPhases, totals.phases.count >= Self.fewestSummed { add(totals.phases) }
        let counts = totals.all.parts.joined(separator: ", ")
        let sentence =
            switch totals.all.all {
            case 0: "No commands"
            case 1: "1 command: \(counts)"
            case let count: "\(count) commands: \(counts)"
            }
        page.add(StyledText("\(sentence). \(Self.done(readCount))", .quiet))
        if !detail.showsReads, totals.all.reads > 0 {
            page.add(StyledText("What steps read for values and conditions is shown with -v.", .quiet))
        }
        if totals.showsUnknown {
            page.add(StyledText("Values in ‹› are only known during the run.", .quiet))
        }
    }

    /// With fewer phases everybody sees what each does.
    private static let fewestSummed = 3

    private mutating func add(_ phases: [PlanTotals.Phase]) {
        let rows = phases.map { phase in
            var row = StyledText("  ")
            row.append(phase.step.description, .number)
            row.append(" \(phase.title.shown)")
            return row
        }
        let column = 2 + (rows.map(\.columns).max() ?? 0)
        for (var row, phase) in zip(rows, phases) {
            row.pad(to: column)
            row.append(phase.sentence, .quiet)
            page.add(row, indent: column)
        }
        page.addBlank()
    }

    /// That a command only reads is what its author says: of one that was run nobody knows more.
    private static func done(_ readCount: Int?) -> String {
        switch readCount {
        case nil, 0?: "Nothing was run."
        case 1?: "1 command marked `?` was run."
        case let count?: "\(count) commands marked `?` were run."
        }
    }
}

extension StepPath {
    /// True if a line with this number already shows that step: the same one, or one of those around.
    fileprivate func startsWithin(_ step: StepPath) -> Bool { components.starts(with: step.components) }
}
