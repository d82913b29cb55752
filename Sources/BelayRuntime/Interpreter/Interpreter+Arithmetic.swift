import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax

/// Sums and patterns.
extension Interpreter {
    func compute(
        _ operation: Arithmetic, _ left: ValueExpression, _ right: ValueExpression, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        let first = try await evaluate(left, frame, context)
        let second = try await evaluate(right, frame, context)
        if first.unknownName != nil || second.unknownName != nil { return .unknown(source(span)) }
        do throws(ValueProblem) {
            return try first.combined(operation, second)
        } catch {
            let reason = error.message.isEmpty ? "" : ": \(error.message)"
            let words = "`\(source(span))` cannot be computed from \(first.shown) and \(second.shown)\(reason)"
            throw .failed(failure(.fail, words, at: span, context))
        }
    }

    func matching(
        _ list: ValueExpression, _ pattern: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        let value = try await evaluate(list, frame, context)
        guard let compiled = try await self.pattern(pattern, frame, context) else { return .unknown(source(list.span)) }
        switch value {
        case .list(let elements):
            var matching: [Value] = []
            for element in elements {
                switch element {
                case .none: continue
                case .text, .number, .flag, .duration, .time, .host, .secret, .list, .record, .unknown:
                    if compiled.matches(try oneElement(element, of: list, context)) { matching.append(element) }
                }
            }
            return .list(matching)
        case .unknown(let name): return .unknown(name)
        case let other:
            let words = "`\(source(list.span))` is \(other.kindName), and `matching` chooses from a list"
            throw .failed(failure(.fail, words, at: list.span, context))
        }
    }

    private func oneElement(
        _ element: Value, of list: ValueExpression, _ context: ExecutionContext
    ) throws(Interruption) -> String {
        if let text = element.text(hiding: performer.redactor) { return text }
        let words = "an element of `\(source(list.span))` \(element.isNoText)"
        throw .failed(failure(.fail, words, at: list.span, context))
    }

    func replacing(
        _ subject: ValueExpression, _ pattern: ValueExpression, _ replacement: ValueExpression, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        let old = try await evaluate(subject, frame, context)
        let words = try oneText(of: old, subject, context)
        let compiled = try await self.pattern(pattern, frame, context)
        let new = try await evaluate(replacement, frame, context)
        let isSecret = old.holdsSecret || new.holdsSecret
        let with = try oneText(of: new, replacement, context)
        guard let known = words.known, let compiled, let with = with.known else {
            return .unknown(isSecret ? source(subject.span) : words.name)
        }
        do {
            let text = try compiled.replacing(in: known, with: with)
            guard isSecret else { return .text(text) }
            let secret = Value.secret(Secret(text))
            performer.hide(secret)
            return secret
        } catch {
            let words = "the replacement `\(performer.redacted(with))` cannot be used: \(error.message)"
            throw .failed(failure(.fail, words, at: replacement.span, context))
        }
    }

    /// `nil` when the pattern's text is not known.
    func pattern(
        _ expression: ValueExpression, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Pattern? {
        guard let words = try await text(expression, frame, context).known else { return nil }
        do {
            return try Pattern(words)
        } catch {
            throw .failed(
                failure(.fail, "the pattern `\(words)` cannot be used: \(error.message)", at: expression.span, context))
        }
    }
}
