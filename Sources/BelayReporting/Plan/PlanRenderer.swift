public import BelayRuntime
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
        for event in events { writer.take(event) }
        return writer.page.take()
    }

    public func render(title: String, lock: String?, events: [RunEvent]) -> String {
        var writer = PlanWriter(
            layout: OutlineLayout(numbering: events.planned.map(\.step)), page: Page(palette: palette, width: width))
        var heading = StyledText(title, .heading)
        if let lock { heading.append("  lock \(lock)", .quiet) }
        writer.page.add(heading)
        for event in events { writer.take(event) }
        writer.close(events.planned)
        return writer.page.take()
    }
}

private struct PlanWriter {
    let layout: OutlineLayout
    var page: Page
    var lastShown: StepPath?

    mutating func take(_ event: RunEvent) {
        switch event {
        case .stepStarted(let start): add(start)
        case .said(let step, let message): say(message, at: step)
        case .questionAsked(let question):
            page.add(layout.question(question, repeatsNumber: lastShown == question.step), indent: layout.textColumn)
            lastShown = question.step
        case .handlerStarted(let start):
            add(StepStart(handler: start))
        case .stepFinished(let end):
            // A plan that already knows better than the runbook says so and goes on.
            guard case .failed(let failure) = end.ending, failure.step == end.step, end.kind.canFailByItself else {
                return
            }
            page.add(layout.detail("as things are: \(failure.message)", .bad), indent: layout.textColumn)
        case .runStarted, .stepOutput, .awaitObserved, .questionAnswered, .runFinished: return
        }
    }

    private mutating func add(_ start: StepStart) {
        // The question that follows is its line.
        if start.kind == .question { return }
        if start.kind == .phase { page.addBlank() }
        page.add(layout.row(for: start, repeatsNumber: lastShown == start.step), indent: layout.textColumn)
        if let effect = start.effect {
            for row in layout.details(of: effect, isPlan: true) { page.add(row, indent: layout.textColumn) }
        }
        lastShown = start.step
    }

    private mutating func say(_ message: Message, at step: StepPath) {
        switch message {
        case .plain, .recovered: return
        case .difference(let text):
            for row in layout.difference(text) { page.add(row, indent: layout.textColumn) }
        case .pointOfNoReturn(let text):
            for row in layout.pointOfNoReturn(text, width: page.width) { page.add(row) }
        }
    }

    /// What all of it comes to.
    mutating func close(_ steps: [StepStart]) {
        let effects = steps.compactMap(\.effect)
        func count(_ sign: CommandSign, _ one: String, _ many: String) -> String? {
            let count = effects.count { $0.sign == sign }
            if count == 0 { return nil }
            return effects.count == 1 ? one : "\(count) \(count == 1 ? one : many)"
        }
        let counts = [
            count(.reads, "reads", "read"), count(.changes, "changes something", "change something"),
            count(.destroys, "destroys something", "destroy something"),
        ].compactMap { $0 }
        let sentence =
            switch effects.count {
            case 0: "No commands"
            case 1: "1 command, which \(counts.joined())"
            default: "\(effects.count) commands: \(counts.joined(separator: ", "))"
            }
        page.addBlank()
        page.add(StyledText("\(sentence). Nothing was changed.", .quiet))
        if steps.contains(where: \.showsUnknown) {
            page.add(StyledText("What stands in ‹› is known when the run is there.", .quiet))
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
                .runFinished:
                nil
            }
        }
    }
}

extension StepStart {
    fileprivate var showsUnknown: Bool {
        guard let effect else { return false }
        return effect.script.known == nil || effect.location.shown.contains("‹")
    }
}
