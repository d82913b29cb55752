import BelayRuntime

extension StepPath {
    /// True if a step of a plan covers a step of a run: a plan that does not know a list has one iteration for all of
    /// its elements, and one attempt for all attempts.
    func covers(_ step: StepPath) -> Bool {
        guard components.count == step.components.count else { return false }
        return zip(components, step.components).allSatisfy { planned, real in
            switch (planned, real) {
            case (.ordinal(let planned), .ordinal(let real)): planned == real
            case (.element(let position, let planned), .element(_, let real)): position == nil || planned == real
            case (.attempt, .attempt), (.undo, .undo): true
            case (.ordinal, _), (.element, _), (.attempt, _), (.undo, _): false
            }
        }
    }
}
