/// Where in the run a statement is.
struct Position: Sendable {
    /// The number of the enclosing numbered block.
    var path = StepPath()
    /// The step that reads belong to, while a condition or a value is evaluated.
    var step = StepPath()
    /// In a session: how many numbers were given to inputs that are not kept.
    var passedNumbers = 0
    /// The iterations side by side that this runs in, outermost first.
    var iterations: UndoLog.Iterations = []

    /// The number of a statement or a handler of the enclosing numbered block.
    func number(_ ordinal: Int) -> StepPath {
        path.appending(.ordinal(path.components.isEmpty ? passedNumbers + ordinal : ordinal))
    }

    /// In the block that the step itself is.
    var insideStep: Position { inBlock(step) }

    /// In a block with a number of its own, before its first statement.
    func at(_ block: StepPath) -> Position {
        var position = inBlock(block)
        position.step = block
        return position
    }

    /// In a block whose conditions still belong to the step around it.
    func inBlock(_ block: StepPath) -> Position {
        var position = self
        position.path = block
        return position
    }
}
