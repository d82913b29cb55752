import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax

/// Names are bound once, and what was bound is written down.
extension Interpreter {
    func bind(
        _ binding: Binding, at span: Span, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        if let known = try await recalled(binding, at: span, &frame, context) { return known }
        if case .output(let command) = binding.value.kind, command.sign != .reads {
            return try await bind(binding, toOutputOf: command, at: span, &frame, context)
        }
        let value: Value
        if case .gives(let call) = binding.value.kind,
            program.definitions[call.definition.rawValue].kind == .action
        {
            if let given = try await act(call, &frame, context) {
                value = given
            } else {
                value = try givenNothing(by: call, as: binding.type, context)
            }
        } else {
            value = try await evaluate(binding.value, frame, context.keeping)
        }
        return try bind(binding, to: value, at: span, &frame, context)
    }

    /// The output of a change. Where that is lost a person may know it.
    private func bind(
        _ binding: Binding, toOutputOf change: Command, at span: Span, _ frame: inout Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> ControlFlow {
        let value: Value
        do {
            let output = try await output(
                of: change, as: binding.value.type, boundTo: binding.name, frame, context)
            value = try required(output, of: binding.value, context)
        } catch .undecided(let trouble) where trouble.failure.lostOutput != nil {
            let given = try await givenOutput(binding, trouble, at: span, context)
            try keep(given, as: binding.name, binding.target, at: span, &frame, context, isGiven: true)
            return .next
        } catch {
            throw error
        }
        return try bind(binding, to: value, at: span, &frame, context)
    }

    private func bind(
        _ binding: Binding, to value: Value, at span: Span, _ frame: inout Frame, _ context: ExecutionContext
    ) throws(Interruption) -> ControlFlow {
        let fitted = try fitted(value, to: Declaration(binding), from: binding.value, context)
        var named = regained(fitted, as: .variable(binding.name), binding.type, reason(of: binding), context)
        if named == fitted, case .unknown = fitted { named = .unknown(binding.name) }
        try keep(
            named, as: binding.name, binding.target, at: span, &frame, context, isNeeded: binding.value.asks,
            output: binding.printsText ? performer.keptOutput(of: context.step) : nil)
        return .next
    }

    /// - Parameter isNeeded: whoever resumes the run cannot find the value without the journal. One that is not holds
    ///   no secret there, whatever its type.
    /// - Parameter output: the change that the journal has it with.
    func keep(
        _ value: Value, as name: String, _ target: Variable.Reference, at span: Span, _ frame: inout Frame,
        _ context: ExecutionContext, isNeeded: Bool = true, isGiven: Bool = false, output: Int? = nil
    ) throws(Interruption) {
        performer.hide(value)
        frame[target] = value
        context.unwinding.actions.last?.keep(frame)
        if context.isProbing || performer.lostSecret(of: value) != nil { return }
        let noted = isNeeded ? value : value.mapTexts(performer.redacted)
        let bound = JournalRecord.Bound(
            step: context.step, key: .variable(name), content: output.map { .output(of: $0) } ?? .value(noted),
            isGiven: isGiven)
        try note(.bound(bound), at: span, context)
    }

    /// Why the value of a name is lost when it cannot be had again.
    func reason(of binding: Binding) -> LostSecret.Reason {
        switch binding.value.kind {
        case .output(let command) where command.sign != .reads: .made
        case .gives(let call) where program.definitions[call.definition.rawValue].kind == .action: .made
        case .constant, .variable, .text, .list, .record, .status, .output, .holds, .gives, .conditional, .not, .infix,
            .unary, .part, .sorted, .comprehension, .reached, .replacing, .converted:
            .readsDifferently
        }
    }
}

extension Binding {
    /// Its value is all that a change prints, as it is.
    fileprivate var printsText: Bool {
        guard case .output(let command) = value.kind, command.sign != .reads, case .text = type else { return false }
        return true
    }
}
