import BelayRuntime

/// A loop or a `together` on a screen, while its elements or branches run side by side.
struct OpenLoop: Sendable {
    let step: StepPath
    /// How many elements there are, those that have not begun included.
    var count: Int
    /// Those that run, in the order in which they began.
    var strands: [OpenStrand] = []
    /// Those of which nothing but their name is shown in the end, in the order in which they ended.
    var folded: [OpenStrand] = []
    var doneCount = 0
    var failed: [String] = []

    /// Such as `17 running · 2 done · 1 failed · 20 to come`.
    var counts: String {
        let toCome = count - strands.count - doneCount - failed.count
        let numbers = [
            (strands.count, "running"), (doneCount, "done"), (failed.count, "failed"), (toCome, "to come"),
        ]
        return numbers.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " · ")
    }

    /// Such as `h01, h02 and 18 more`.
    static func list(_ labels: [String], atMost most: Int = 20) -> String {
        let shown = labels.prefix(most).map { $0.isEmpty ? "[]" : StepPath.shown(label: $0) }.joined(separator: ", ")
        return labels.count > most ? "\(shown) and \(labels.count - most) more" : shown
    }
}

/// An element or a branch that runs while others do. Its lines are put on the page together, when it has ended.
struct OpenStrand: Sendable {
    let label: String
    let steps: [StepPath]
    let began: Duration
    /// The lines that are not on the page yet.
    var text = ""
    /// They have something to say, and so are never folded away.
    var isNoteworthy = false
    var lastShown: StepPath?
    var bottom: StepPath?

    func holds(_ step: StepPath) -> Bool { steps.contains { step.components.starts(with: $0.components) } }

    /// Among the others, as the list or the text has them.
    var position: Int {
        switch steps.first?.components.last {
        case .element(let position, _)?: position ?? 0
        case .ordinal(let number)?: number
        case .attempt?, .undo?, nil: 0
        }
    }

    /// An element by what it is, a branch by its number.
    var name: String {
        if let step = steps.first, case .ordinal? = step.components.last { return step.description }
        return StepPath.shown(label: label)
    }
}
