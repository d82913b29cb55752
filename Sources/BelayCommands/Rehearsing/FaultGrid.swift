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

    /// What is rehearsed of one fault at one step.
    enum Cell: Hashable, Sendable {
        case point(FaultPoint)
        /// Nothing up to this later step can meet the fault, so it is the same there.
        case sameAs(StepPath)
    }

    private(set) var rows: [Row] = []

    init(_ plan: Plan) {
        var titles: [StepPath: String] = [:]
        var handlers: Set<StepPath> = []
        for case .stepStarted(let start) in plan.events {
            if start.kind == .handler { handlers.insert(start.step) }
            guard let step = start.step.statement, !handlers.contains(step) else { continue }
            if titles[step] == nil { titles[step] = start.title.shown }
            guard let effect = start.effect else { continue }
            if rows.last?.step != step { rows.append(Row(step: step, title: titles[step] ?? "", commands: [])) }
            rows[rows.count - 1].commands.append(effect.script.shown)
        }
    }

    func cell(_ fault: Fault, at index: Int) -> Cell {
        let here = Cell.point(FaultPoint(fault: fault, step: rows[index].step))
        guard let words = fault.metBy, index + 1 < rows.count else { return here }
        let met = rows[index...].first { row in row.commands.contains { command in words.contains { command.contains($0) } } }
        // Behind the last step that can meet it, once is enough too.
        let place = met?.step ?? rows[rows.count - 1].step
        return place == rows[index].step ? here : .sameAs(place)
    }

    /// Those to be carried out, step by step.
    var points: [FaultPoint] {
        rows.indices.flatMap { index in
            Fault.allCases.compactMap { fault in
                if case .point(let point) = cell(fault, at: index) { point } else { nil }
            }
        }
    }
}

/// One fault at one step.
struct FaultPoint: Hashable, Sendable {
    var fault: Fault
    var step: StepPath

    /// As `--break` takes it.
    var text: String { "\(fault.rawValue)@\(step)" }
}

extension StepPath {
    /// The statement of a phase that this step is or lies beneath; nil for a phase itself.
    fileprivate var statement: StepPath? { components.count < 2 ? nil : StepPath(Array(components.prefix(2))) }
}
