extension Program {
    /// The parameters in the lock's text, in their order.
    public var parametersOfLock: [Parameter] {
        var seen: Set<Variable.Reference> = []
        var waiting = [lock].compactMap(\.self)
        while let expression = waiting.popLast() {
            waiting += expression.parts
            if case .variable(let variable) = expression.kind { seen.insert(variable.reference) }
        }
        return parameters.filter { seen.contains(.global($0.slot)) }
    }
}
