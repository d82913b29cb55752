import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax

/// Names are bound once, and what was bound is written down.
extension Interpreter {
    func bind(
        _ binding: Binding, at span: Span, _ frame: inout Frame, _ scope: Scope
    ) async throws(Interruption) -> Flow {
        if let known = try await recalled(binding, at: span, &frame, scope) { return known }
        let value: Value
        if case .gives(let call) = binding.value.kind,
            program.definitions[call.definition.rawValue].kind == .action
        {
            if let given = try await act(call, &frame, scope) {
                value = given
            } else {
                value = try givenNothing(by: call, scope)
            }
        } else {
            value = try await evaluate(binding.value, frame, scope)
        }
        let declaration = Declaration(name: "`\(binding.name)`", type: binding.type)
        let fitted = try fitted(value, to: declaration, from: binding.value, scope)
        let named: Value = if case .unknown = fitted { .unknown(binding.name) } else { fitted }
        try keep(named, as: binding.name, binding.target, at: span, &frame, scope, isNeeded: binding.value.asks)
        return .next
    }

    /// - Parameter isNeeded: whoever goes on with the run cannot find the value without the journal. One that is not holds
    ///   no secret there, whatever its type.
    func keep(
        _ value: Value, as name: String, _ target: Variable.Reference, at span: Span, _ frame: inout Frame,
        _ scope: Scope, isNeeded: Bool = true
    ) throws(Interruption) {
        if case .secret(let secret) = value { performer.conceal(secret) }
        frame[target] = value
        scope.actions.last?.keep(frame)
        if scope.isProbing { return }
        let noted = isNeeded ? value : value.mapTexts(performer.redacted)
        try note(.bound(.init(step: scope.step, name: name, value: noted)), at: span, scope)
    }
}
