public import BelayRuntime
import BelaySource
import BelaySyntax

/// Shows a plan to people: every step and the exact command of each, under the numbers that the run will use.
///
/// A plan is the events of a walk that performs nothing. Commands are wrapped where a width is given and never cut.
public struct PlanRenderer: Sendable {
    private let palette: Palette
    private let width: Int?

    public init(palette: Palette, width: Int?) {
        self.palette = palette
        self.width = width
    }

    /// The steps alone, for a question about them.
    public func render(steps events: [RunEvent]) -> String {
        var writer = PlanWriter(
            layout: OutlineLayout(numbering: events.planned.map(\.step)), page: Page(palette: palette, width: width))
        for event in events { writer.handle(event) }
        return writer.page.take()
    }

    /// - Parameter readCount: how many commands that only read were run for it; nil when none were to be.
    public func render(title: String, lock: String?, events: [RunEvent], readCount: Int? = nil) -> String {
        var writer = PlanWriter(
            layout: OutlineLayout(numbering: events.planned.map(\.step)), page: Page(palette: palette, width: width))
        var heading = StyledText(title.shown, .heading)
        if let lock { heading.append("  lock \(lock.shown)", .quiet) }
        writer.page.add(heading, indent: 2)
        for event in events { writer.handle(event) }
        writer.close(events.planned, readCount: readCount)
        return writer.page.take()
    }
}

private struct PlanWriter {
    let layout: OutlineLayout
    var page: Page
    var walk = PlanWalk()
    var lastShown: StepPath?
    /// Of the step that was shown last.
    var lastTitle = ""
    /// A statement that would fail now says so in several events.
    var lastFailure: Failure?

    mutating func handle(_ event: RunEvent) {
        walk.handle(event)
        switch event {
        case .stepStarted(let start): add(start)
        case .said(let step, let message): show(message, at: step)
        case .questionAsked(let question):
            addConditions()
            let row = layout.question(question, repeatsNumber: lastShown == question.step, depth: walk.depth)
            page.add(row, indent: textColumn)
            lastShown = question.step
        case .handlerStarted(let start):
            add(StepStart(handler: start))
        case .stepFinished(let end):
            // What a read says may be an answer; whoever needs another one says so.
            guard case .failed(let failure) = end.ending, failure.step == end.step, end.kind.canFailByItself,
                end.kind != .read
            else { return }
            fail(failure)
        case .runStarted, .stepOutput, .awaitObserved, .questionAnswered, .branchStarted, .branchEnded, .runFinished:
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

    private mutating func add(_ start: StepStart) {
        // The question that follows is its line.
        if start.kind == .question { return }
        addConditions()
        if start.kind == .phase { page.addBlank() }
        lastTitle = start.title.shown
        if start.kind == .fail, isCertain(start.step) {
            end(start.title.shown, at: start.step)
            return
        }
        page.add(
            layout.row(for: start, repeatsNumber: lastShown == start.step, depth: walk.depth), indent: textColumn)
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

    /// Writes the totals.
    ///
    /// - Parameter readCount: the number of commands that were run for it; nil when none were to be.
    mutating func close(_ steps: [StepStart], readCount: Int?) {
        let effects = steps.compactMap(\.effect)
        func count(_ sign: CommandSign, _ one: String, _ many: String) -> String? {
            let count = effects.count { $0.sign == sign }
            return count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
        }
        let counts = [
            count(.reads, "read", "reads"), count(.changes, "change", "changes"),
            count(.destroys, "destructive", "destructive"),
        ].compactMap { $0 }
        let sentence =
            switch effects.count {
            case 0: "No commands"
            case 1: "1 command: \(counts.joined())"
            default: "\(effects.count) commands: \(counts.joined(separator: ", "))"
            }
        page.addBlank()
        page.add(StyledText("\(sentence). \(Self.done(readCount))", .quiet))
        if steps.contains(where: \.showsUnknown) {
            page.add(StyledText("Values in ‹› are only known during the run.", .quiet))
        }
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

extension [RunEvent] {
    /// The steps of a plan, in order.
    public var planned: [StepStart] {
        compactMap { event in
            switch event {
            case .stepStarted(let start): start
            case .handlerStarted(let start): StepStart(handler: start)
            case .runStarted, .stepOutput, .said, .awaitObserved, .questionAsked, .questionAnswered, .stepFinished,
                .branchStarted, .branchEnded, .runFinished:
                nil
            }
        }
    }
}

extension StepPath {
    /// True if a line with this number already shows that step: the same one, or one of those around.
    fileprivate func startsWithin(_ step: StepPath) -> Bool { components.starts(with: step.components) }
}

extension StepStart {
    fileprivate var showsUnknown: Bool {
        guard let effect else { return false }
        return effect.script.known == nil || effect.location.shown.contains("‹")
    }
}
