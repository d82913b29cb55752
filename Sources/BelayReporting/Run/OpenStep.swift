import BelayRuntime

/// A step that has begun and not ended.
struct OpenStep: Sendable {
    var start: StepStart
    var began: Duration
    /// Its line is on the page already.
    var isShown = false
    /// In an await or a probe that asks again and again: seen while it runs, then folded away.
    var isFolded = false
    /// Its output is on the page as it comes.
    var hasPrinted = false
    var lines = OutputLines()
    var tail = OutputTail(capacity: 5)
    var head = OutputHead(capacity: RunRenderer.shownHead)
    var observation: AwaitObservation?
    /// In a log: when a line says next that it still runs, by how long it has run then.
    var nextNews: Duration?

    init(start: StepStart, began: Duration) {
        self.start = start
        self.began = began
    }

    /// True if `step` is this one or within it.
    func holds(_ step: StepPath) -> Bool { step.components.starts(with: start.step.components) }
}
