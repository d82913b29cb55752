extension StepPath {
    /// True if a step of a plan covers a step of a run: a plan that does not know a list has one iteration for all of
    /// its elements, and one attempt for all attempts, also of an undo block, whose first one has no number. Of a list
    /// whose values it does not know, `[$second, $third]`, it has each element at its place.
    public func covers(_ step: StepPath) -> Bool {
        let real = step.withOneUndo.components
        guard components.count == real.count else { return false }
        return zip(components, real).allSatisfy { planned, real in planned.covers(real) }
    }

    /// As in the first attempt of every undo block around it.
    private var withOneUndo: StepPath {
        var path = StepPath()
        for component in components {
            if case .attempt = component, case .undo? = path.components.last { continue }
            path = path.appending(component)
        }
        return path
    }
}

extension StepPath.Component {
    /// The same for a part of the number.
    public func covers(_ real: Self) -> Bool {
        switch (self, real) {
        case (.ordinal(let planned), .ordinal(let real)): planned == real
        case (.element(let position, let planned), .element(let place, let real)):
            position == nil || position == place && (planned == real || planned.showsUnknown)
        case (.attempt, .attempt), (.undo, .undo): true
        case (.ordinal, _), (.element, _), (.attempt, _), (.undo, _): false
        }
    }
}

extension String {
    /// The label of an element, or a part of it, is only known during the run: `‹second›`.
    fileprivate var showsUnknown: Bool { contains("‹") && contains("›") }
}
