/// The begin of one of those that run side by side: an element of a loop, a branch of a `together`, the undo of a step in one.
public struct StrandStart: Hashable, Sendable {
    /// Of the loop or of the `together`; of what is undone, the handler's.
    public var step: StepPath
    /// No other of them has it.
    public var label: String
    /// The number of each of its steps begins with one of these.
    public var steps: [StepPath]
    /// How many there are, those that have not begun included; of what is undone, those that run.
    public var count: Int

    public init(step: StepPath, label: String, steps: [StepPath], count: Int) {
        self.step = step
        self.label = label
        self.steps = steps
        self.count = count
    }
}

/// The end of one of those that run side by side.
public struct StrandEnd: Hashable, Sendable {
    public enum Ending: String, Hashable, Sendable {
        case done
        case failed
        /// A person has ended the run.
        case cancelled
    }

    /// Of the loop or of the `together`.
    public var step: StepPath
    public var label: String
    public var ending: Ending

    public init(step: StepPath, label: String, ending: Ending) {
        self.step = step
        self.label = label
        self.ending = ending
    }
}
