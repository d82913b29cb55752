import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax

/// Operators on lists, records and texts. Of what is not known before the run they say what is made of it:
/// `‹first of hosts›`.
extension Interpreter {
    func compute(
        _ operation: UnaryOperator, _ operand: ValueExpression, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        let value = try await evaluate(operand, frame, context)
        if let name = operation.looksInside ? value.unknownName : value.wholeUnknownName {
            return .unknown(operation.isPostfix ? "\(name) \(operation.rawValue)" : "\(operation.rawValue) \(name)")
        }
        return try made(from: operand, context) { () throws(ValueProblem) -> Value in
            try value.computed(operation, isOfDurations: operand.type == .list(.duration))
        }
    }

    func part(
        _ operation: PartOperator, _ amount: ValueExpression, of list: ValueExpression, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        let number = try await evaluate(amount, frame, context)
        let value = try await evaluate(list, frame, context)
        if let name = value.wholeUnknownName {
            return .unknown("\(operation.rawValue) \(number.text ?? "some") of \(name)")
        }
        if number.unknownName != nil { return .unknown(source(span)) }
        guard case .number(let written) = number, let count = written.int, count >= 0 else {
            let words = "`\(source(amount.span))` is \(number.shown), not a whole number of 0 or more"
            throw .failed(failure(.fail, words, at: amount.span, context))
        }
        return try made(from: list, context) { () throws(ValueProblem) -> Value in
            .list(operation.part(of: try value.elements, count))
        }
    }

    func sorted(
        _ list: ValueExpression, by path: [Variable.Access], _ isDescending: Bool, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        let value = try await evaluate(list, frame, context)
        if let name = value.unknownName { return .unknown("\(name) sorted") }
        let elements = try made(from: list, context) { () throws(ValueProblem) -> [Value] in try value.elements }
        var keys: [Value] = []
        for (index, element) in elements.enumerated() {
            let name = "\(source(list.span))[\(index)]"
            keys.append(try await reach(path, in: element, named: name, at: span, frame, context))
        }
        if keys.contains(where: { $0.unknownName != nil }) { return .unknown(source(span)) }
        return try made(from: list, context) { () throws(ValueProblem) -> Value in
            try Value.requireOrder(keys, by: path.isEmpty ? nil : source(span))
            return .list(Value.order(of: keys, isDescending: isDescending).map { elements[$0] })
        }
    }

    func joined(
        _ list: ValueExpression, by separator: ValueExpression, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        let value = try await evaluate(list, frame, context)
        let middle = try await evaluate(separator, frame, context)
        if let name = value.unknownName { return .unknown("\(name) \(InfixOperator.joined.rawValue) …") }
        let between = try oneText(of: middle, separator, context)
        guard let between = between.known else { return .unknown(between.name) }
        let text = try made(from: list, context) { () throws(ValueProblem) -> String in
            var texts: [String] = []
            for (index, element) in try value.elements.enumerated() {
                guard let text = element.text(hiding: performer.redactor) else {
                    throw ValueProblem(message: element.isNoText, at: index)
                }
                texts.append(text)
            }
            return texts.joined(separator: between)
        }
        return secret(text, madeWith: value.secrets + middle.secrets) ?? .text(text)
    }

    func split(
        _ subject: ValueExpression, by separator: ValueExpression, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        let whole = try await text(subject, frame, context)
        let between = try await text(separator, frame, context)
        guard let whole = whole.known else {
            return .unknown("\(whole.name) \(InfixOperator.split.rawValue) \(between.shown)")
        }
        guard let between = between.known else { return .unknown(between.name) }
        if between.isEmpty {
            let words = "`\(source(separator.span))` is empty, and nothing is between two characters"
            throw .failed(failure(.fail, words, at: separator.span, context))
        }
        return .list(whole.parts(between: between).map { .text($0) })
    }

    func changed(
        _ record: ValueExpression, with changes: ValueExpression, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        let value = try await evaluate(record, frame, context)
        let fresh = try await evaluate(changes, frame, context)
        if value.wholeUnknownName != nil || fresh.wholeUnknownName != nil { return .unknown(source(span)) }
        let new = try made(from: changes, context) { () throws(ValueProblem) -> [Value.Field] in try fresh.fields }
        return try made(from: record, context) { () throws(ValueProblem) -> Value in
            .record(try value.fields.changed(by: new))
        }
    }

    /// What is made of a value, or the failure that says why nothing is.
    private func made<Result>(
        from expression: ValueExpression, _ context: ExecutionContext, _ make: () throws(ValueProblem) -> Result
    ) throws(Interruption) -> Result {
        do throws(ValueProblem) {
            return try make()
        } catch {
            throw .failed(
                failure(.fail, "`\(source(expression.span))` \(error.message)", at: expression.span, context))
        }
    }
}
