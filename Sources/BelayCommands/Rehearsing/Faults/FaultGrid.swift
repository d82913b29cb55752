import BelayLab
import BelayRuntime

/// Every fault at every step of a runbook's own text: one rehearsal each.
struct FaultGrid {
    /// A statement of a phase, or a top-level `let`, that runs a command.
    struct Row: Hashable, Sendable {
        var step: StepPath
        var title: String
        /// All that it runs, in the order of the plan.
        var commands: [String]
    }

    /// The rehearsal of one fault at one step.
    enum Cell: Hashable, Sendable {
        case point(FaultPoint)
        /// Nothing up to this later step can meet the fault, so it is the same there.
        case sameAs(StepPath)
    }

    private(set) var rows: [Row] = []

    init(_ plan: Plan) {
        var titles: [StepPath: String] = [:]
        var handlers: Set<StepPath> = []
        for event in plan.events {
            switch event {
            case .handlerStarted(let start): handlers.insert(start.step)
            case .stepStarted(let start):
                guard let step = start.step.statement, !handlers.contains(step) else { continue }
                if titles[step] == nil { titles[step] = start.title.shown }
                if let effect = start.effect { add(effect, to: step, titles[step] ?? "") }
            case .runStarted, .stepOutput, .said, .awaitObserved, .questionAsked, .questionAnswered, .stepFinished,
                .branchStarted, .branchEnded, .runFinished:
                continue
            }
        }
    }

    private mutating func add(_ effect: CommandEffect, to step: StepPath, _ title: String) {
        if rows.last?.step != step { rows.append(Row(step: step, title: title, commands: [])) }
        rows[rows.count - 1].commands.append(effect.script.shown)
    }

    func cell(_ fault: FaultKind, at index: Int) -> Cell {
        let first: Int
        switch fault.moment {
        case .always: first = index
        case .untilMet(let words): first = place(of: words, from: index)
        case .onceMet(let words): first = max(index, place(of: words, from: 0))
        }
        return first == index ? .point(FaultPoint(fault: fault, step: rows[index].step)) : .sameAs(rows[first].step)
    }

    /// The first row from there on with a command that contains all words of one of these lists. After the last one
    /// that has one, the last row counts for all.
    private func place(of words: [[String]], from index: Int) -> Int {
        let meets = { (command: String) in words.contains { $0.allSatisfy { command.contains($0) } } }
        return rows[index...].firstIndex { $0.commands.contains(where: meets) } ?? rows.count - 1
    }

    /// Those of some faults, at some steps or in some phases; at all when none is named.
    func points(of faults: [FaultKind], at steps: [String]) -> [FaultPoint] {
        rows.indices.filter { index in steps.isEmpty || steps.contains { rows[index].isAt($0) } }.flatMap { index in
            faults.compactMap { fault in
                if case .point(let point) = cell(fault, at: index) { point } else { nil }
            }
        }
    }
}

extension FaultGrid.Row {
    /// True if it is this step, or one of this phase.
    func isAt(_ name: String) -> Bool {
        step.description == name || StepPath(Array(step.components.prefix(1))).description == name
    }
}

/// One fault at one step.
struct FaultPoint: Hashable, Sendable {
    var fault: FaultKind
    var step: StepPath

    /// As `--break` takes it.
    var text: String { "\(fault.name)@\(step)" }
}

extension StepPath {
    /// The statement of a phase that this step is or lies beneath; nil for a phase itself, and for what undoes a step.
    fileprivate var statement: StepPath? {
        components.count < 2 || components.contains(.undo) ? nil : StepPath(Array(components.prefix(2)))
    }
}
