import BelayLab
import BelayRuntime

/// Every fault at every step of a runbook's own text: one rehearsal each.
struct FaultGrid {
    /// A statement that runs a command, of a phase or of what is in it; of a loop those of its first, its middle and its
    /// last element.
    struct Row: Hashable, Sendable {
        var step: StepPath
        var title: String
        /// All that it runs, in the order of the plan.
        var commands: [String]
        /// The machines that it works on.
        var hosts: Set<String> = []
    }

    /// The rehearsal of one fault at one step.
    enum Cell: Hashable, Sendable {
        case point(FaultPoint)
        /// Nothing up to this later step can meet the fault, so it is the same there.
        case sameAs(StepPath)
    }

    private(set) var rows: [Row] = []

    init(_ plan: Plan) {
        var kinds: [StepPath: StepKind] = [:]
        var titles: [StepPath: String] = [:]
        var handlers: Set<StepPath> = []
        var elements = LoopElements()
        for event in plan.events {
            switch event {
            case .handlerStarted(let start): handlers.insert(start.step)
            case .stepStarted(let start):
                kinds[start.step] = start.kind
                if titles[start.step] == nil { titles[start.step] = start.title.shown }
                elements.note(start.step)
                guard let effect = start.effect, !start.step.isPutAside(handlers) else { continue }
                add(effect, to: start.step.statement(by: kinds), titles)
            case .runStarted, .stepOutput, .said, .awaitObserved, .questionAsked, .questionAnswered, .stepFinished,
                .branchStarted, .branchEnded, .strandStarted, .strandEnded, .runFinished:
                continue
            }
        }
        rows.removeAll { !elements.haveSample($0.step) }
    }

    private mutating func add(_ effect: CommandEffect, to step: StepPath, _ titles: [StepPath: String]) {
        if rows.last?.step != step { rows.append(Row(step: step, title: titles[step] ?? "", commands: [])) }
        rows[rows.count - 1].commands.append(effect.script.shown)
        if let host = effect.location.host?.known { rows[rows.count - 1].hosts.insert(host) }
    }

    func cell(_ fault: FaultKind, at index: Int) -> Cell {
        let first: Int
        switch fault.moment {
        case .always: first = strikesWhomAStepWorksOn(fault) ? placeOfHost(from: index) : index
        case .untilMet(let words): first = place(of: words, from: index)
        case .onceMet(let words): first = max(index, place(of: words, from: 0))
        }
        return first == index ? .point(FaultPoint(fault: fault, step: rows[index].step)) : .sameAs(rows[first].step)
    }

    private func strikesWhomAStepWorksOn(_ fault: FaultKind) -> Bool {
        switch fault.subject {
        case .machine, .service: true
        case .command, .lab: false
        }
    }

    /// The first row from there on that works on a machine: one of the operator's side strikes that one, where it is struck
    /// as well.
    private func placeOfHost(from index: Int) -> Int {
        rows[index...].firstIndex { !$0.hosts.isEmpty } ?? rows.count - 1
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
    /// True if it is this step, or one in it: `3`, `2.2`, `2.2[web1]`.
    func isAt(_ name: String) -> Bool {
        step.components.indices.contains { StepPath(Array(step.components[...$0])).description == name }
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
    /// What leads to it, from the outermost step on, and it.
    private var line: [StepPath] {
        components.indices.compactMap { index in
            if case .ordinal = components[index] { StepPath(Array(components[...index])) } else { nil }
        }
    }

    /// The statement of the runbook's own text that it is or lies beneath: the first on the way to it that does more than hold
    /// others.
    fileprivate func statement(by kinds: [StepPath: StepKind]) -> StepPath {
        line.first { step in kinds[step].map { !$0.holdsOthers } ?? false } ?? self
    }

    /// It is no step of the way: of a handler, of what undoes a step, or of a further attempt.
    fileprivate func isPutAside(_ handlers: Set<StepPath>) -> Bool {
        if line.contains(where: handlers.contains) { return true }
        return components.contains { component in
            switch component {
            case .undo: true
            case .attempt(let number): number > 1
            case .ordinal, .element: false
            }
        }
    }
}

extension StepKind {
    fileprivate var holdsOthers: Bool {
        switch self {
        case .phase, .step, .loop, .retry, .repeat, .together, .between, .place: true
        case .action, .command, .read, .await, .wait, .expect, .question, .say, .note, .edit, .handler, .undo, .fail,
            .statement:
            false
        }
    }
}

/// The elements of the loops of a plan.
private struct LoopElements {
    private var positions: [StepPath: Set<Int>] = [:]

    mutating func note(_ step: StepPath) {
        for (loop, position) in step.elements { positions[loop, default: []].insert(position) }
    }

    /// True if in each loop around it is one of the first, the middle and the last element.
    func haveSample(_ step: StepPath) -> Bool {
        step.elements.allSatisfy { loop, position in
            let all = (positions[loop] ?? []).sorted()
            guard let first = all.first, let last = all.last else { return true }
            return [first, all[(all.count - 1) / 2], last].contains(position)
        }
    }
}

extension StepPath {
    /// The loops around it, each with the position of the element, where that is known.
    fileprivate var elements: [(loop: StepPath, position: Int)] {
        components.indices.compactMap { index in
            guard case .element(let position?, _) = components[index] else { return nil }
            return (StepPath(Array(components[..<index])), position)
        }
    }
}
