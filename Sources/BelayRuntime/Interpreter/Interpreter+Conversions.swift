import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax

/// Values out of texts and texts out of values: JSON and YAML.
extension Interpreter {
    func converted(
        _ subject: ValueExpression, _ conversion: Conversion, at span: Span, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        let value = try await evaluate(subject, frame, context)
        if value.unknownName != nil { return .unknown(source(span)) }
        if !conversion.reads { return written(value, conversion) }
        guard let text = try oneText(of: value, subject, context).known else { return .unknown(source(span)) }
        do throws(ReadingProblem) {
            return try Value(reading: text, by: conversion)
        } catch {
            throw .failed(
                failure(.fail, "`\(source(subject.span))` \(error.message)", at: subject.span, context))
        }
    }

    /// The text of a secret, and of what has one, is a secret.
    private func written(_ value: Value, _ conversion: Conversion) -> Value {
        let text = value.revealed(hiding: performer.redactor).written(by: conversion)
        return secret(text, madeWith: value.secrets) ?? .text(text)
    }
}
