import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax

/// Values: what is not known without the world is a value of its own kind, and what is made of it too.
extension Interpreter {
    func evaluate(
        _ expression: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        try required(try await compute(expression, frame, context), of: expression, context)
    }

    /// In a run a value that nobody has fails the step that needs it, but for a lost secret, which is asked for.
    func required(
        _ value: Value, of expression: ValueExpression, _ context: ExecutionContext
    ) throws(Interruption) -> Value {
        guard case .unknown(let name) = value, !mode.mayNotKnow, performer.lostSecret(of: value) == nil,
            !mayBeLost(expression.type)
        else { return value }
        throw absent(name, at: expression.span, context)
    }

    private func compute(
        _ expression: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        switch expression.kind {
        case .constant(let constant): return value(of: constant)
        case .variable(let variable): return try await look(up: variable, at: expression.span, frame, context)
        case .text(let pieces):
            return try await text(of: pieces, in: expression, frame, context)
        case .list(let elements):
            var values: [Value] = []
            for element in elements { values.append(try await evaluate(element, frame, context)) }
            return .list(values)
        case .record(let fields):
            var values: [Value.Field] = []
            for field in fields {
                values.append(Value.Field(name: field.name, value: try await evaluate(field.value, frame, context)))
            }
            return .record(values)
        case .output(let command): return try await output(of: command, as: expression.type, frame, context)
        case .gives(let call): return try await value(of: call, frame, context)
        case .conditional(let condition, let consequence, let alternative):
            switch try await judge(condition, frame, context) {
            case .yes: return try await evaluate(consequence, frame, context)
            case .no: return try await evaluate(alternative, frame, context)
            case .cannot(let failure): throw .failed(failure)
            case .undecided:
                try await plan(condition, consequence, alternative, frame, context)
                return .unknown(source(expression.span))
            }
        case .unary(let operation, let operand):
            return try await compute(operation, operand, at: expression.span, frame, context)
        case .part(let operation, let amount, let list):
            return try await part(operation, amount, of: list, at: expression.span, frame, context)
        case .sorted(let list, let path, let isDescending):
            return try await sorted(list, by: path, isDescending, at: expression.span, frame, context)
        case .comprehension(let made): return try await list(made, at: expression.span, frame, context)
        case .reached(let whole, let accesses):
            let value = try await evaluate(whole, frame, context)
            return try await reach(
                accesses, in: value, named: source(whole.span), at: expression.span, frame, context)
        case .replacing(let subject, let pattern, let replacement):
            return try await replacing(subject, pattern, replacement, frame, context)
        case .converted(let subject, let conversion):
            return try await converted(subject, conversion, at: expression.span, frame, context)
        case .infix(let left, let operation, let right):
            if let arithmetic = Arithmetic(operation) {
                return try await compute(arithmetic, left, right, at: expression.span, frame, context)
            }
            switch operation {
            case .matching: return try await matching(left, right, frame, context)
            case .joined: return try await joined(left, by: right, at: expression.span, frame, context)
            case .split: return try await split(left, by: right, at: expression.span, frame, context)
            case .filled: return try await filled(left, with: right, at: expression.span, frame, context)
            case .with: return try await changed(left, with: right, at: expression.span, frame, context)
            default: return try await flag(expression, frame, context)
            }
        case .status, .holds, .not: return try await flag(expression, frame, context)
        }
    }

    /// A condition as a value.
    private func flag(
        _ expression: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        switch try await judge(expression, frame, context) {
        case .yes: return .flag(true)
        case .no: return .flag(false)
        case .undecided(let name): return .unknown(name)
        case .cannot(let failure): throw .failed(failure)
        }
    }

    private func value(of constant: Constant) -> Value {
        switch constant {
        case .text(let text): .text(text)
        case .number(let number): .number(number)
        case .flag(let flag): .flag(flag)
        case .duration(let duration): .duration(duration)
        case .time(let time): .time(time)
        case .none: .none
        }
    }

    /// A text with a secret in it is a secret.
    private func text(
        of pieces: [TextPiece], in expression: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        var words = PlannedText()
        var secrets: [Secret] = []
        for piece in pieces {
            switch piece {
            case .literal(let text): words.append(text)
            case .value(let part):
                let value = try await evaluate(part, frame, context)
                secrets += value.secrets
                words.append(try oneText(of: value, part, context))
            }
        }
        guard let known = words.known else {
            return .unknown(secrets.isEmpty ? words.name : source(expression.span))
        }
        return secret(known, madeWith: secrets) ?? typed(known, expression.type)
    }

    /// The secret that a text is with others in it; nil without any. The others are hidden from now on, as it is.
    func secret(_ text: String, madeWith secrets: [Secret]) -> Value? {
        guard let first = secrets.first else { return nil }
        let whole = secrets.dropFirst().reduce(first.around(text)) { $0.around(text, $1) }
        performer.hide(.secret(whole))
        return .secret(whole)
    }

    /// A word in the place of a host is one.
    private func typed(_ text: String, _ type: ValueType) -> Value {
        if case .host = type { return .host(Host(text)) }
        return .text(text)
    }

    func text(_ expression: ValueExpression, _ frame: Frame, _ context: ExecutionContext) async throws(Interruption)
        -> PlannedText
    {
        if case .text(let pieces) = expression.kind { return try await joined(pieces, frame, context) }
        let value = try await evaluate(expression, frame, context)
        return try oneText(of: value, expression, context)
    }

    /// The value of an expression that must be one whole text.
    func oneText(
        of value: Value, _ expression: ValueExpression, _ context: ExecutionContext
    ) throws(Interruption) -> PlannedText {
        if let name = value.unknownName { return PlannedText([.unknown(name)]) }
        if let text = value.text(hiding: performer.redactor) { return PlannedText(text) }
        let words = "`\(source(expression.span))` \(value.isNoText)"
        throw .failed(failure(.fail, words, at: expression.span, context))
    }

    /// The shown form of a value: in a text only the unknown parts are left open, as in a command.
    func shown(
        _ expression: ValueExpression, _ value: Value, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> PlannedText {
        guard case .unknown = value, case .text(let pieces) = expression.kind, !expression.asks else {
            return planned(value)
        }
        var words = PlannedText()
        for piece in try await joined(pieces, frame, context).pieces {
            switch piece {
            case .known(let text): words.append(performer.redacted(text))
            case .unknown(let name): words.append(PlannedText([.unknown(name)]))
            }
        }
        return words
    }

    private func joined(
        _ pieces: [TextPiece], _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> PlannedText {
        var words = PlannedText()
        for piece in pieces {
            switch piece {
            case .literal(let text): words.append(text)
            case .value(let expression):
                words.append(try await text(expression, frame, context))
            }
        }
        return words
    }

    /// A command's output, read as a type.
    /// - Parameter name: what a change's output is bound to.
    func output(
        of command: Command, as type: ValueType, boundTo name: String? = nil, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        guard
            let outcome = try await outcome(
                of: command, givesSecret: type.isSecret, boundTo: name, frame, context)
        else {
            return .unknown(source(command.span))
        }
        if type.isSecret, outcome.output.count > SecretForms.mostBytes {
            let words = "the output of `\(source(command.span))` is longer than 1 MiB, the limit for a secret"
            throw .failed(failure(.command, words, at: command.span, context))
        }
        do {
            let value = try Value(reading: outcome.output, as: type)
            performer.hide(value)
            return value
        } catch {
            let words = "the output of `\(source(command.span))` \(error.message)"
            var failed = failure(.command, words, at: command.span, context)
            failed.output = outcome.tail
            throw .failed(failed)
        }
    }
}
