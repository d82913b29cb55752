extension Program {
    /// The parameters that the lock's text is made of, in their order.
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
