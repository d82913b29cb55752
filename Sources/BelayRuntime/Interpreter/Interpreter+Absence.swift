import BelayLanguage
import BelaySource

/// An unknown value never decides anything in a run: only a plan continues with it, and a walk that only recalls.
/// Anywhere else the step that needs the value fails. Every value comes by `evaluate` and every answer by `judge`,
/// which see to that here.
extension Interpreter {
    /// - Parameter name: of what has no value, as it is written.
    func absent(_ name: String, at span: Span, _ context: ExecutionContext) -> Interruption {
        .failed(failure(.fail, "`\(name)` has no value", at: span, context))
    }

    /// A name that was not bound, and why, when that is known.
    func absent(_ variable: Variable, at span: Span, _ frame: Frame, _ context: ExecutionContext) -> Interruption {
        let why = frame.absence(of: variable.reference).map { ": \($0.words)" } ?? ""
        return .failed(failure(.fail, "`\(variable.name)` has no value\(why)", at: span, context))
    }

    /// A secret that an earlier part of the run made has no value yet: where it is bound it becomes a lost one, which is asked
    /// for where it is needed.
    func mayBeLost(_ type: ValueType) -> Bool { type.isSecret && mode.history != nil }

    /// An action that was done before gives nothing.
    func givenNothing(by call: Call, as type: ValueType, _ context: ExecutionContext) throws(Interruption) -> Value {
        if mode.mayNotKnow || mayBeLost(type) { return .unknown(source(call.span)) }
        let words = "`\(source(call.span))` was done already, so it gave no value"
        throw .failed(failure(.fail, words, at: call.span, context))
    }

    /// Fails at once where a wait would ask again and again for what a name does not have.
    func requireNames(of expression: ValueExpression, _ frame: Frame, _ context: ExecutionContext) throws(Interruption)
    {
        for use in expression.variableUses {
            guard case .variable(let variable) = use.kind else { continue }
            switch variable.reference {
            case .run, .failure: continue
            case .local, .global:
                if frame[variable.reference]?.unknownName != nil || frame[variable.reference] == nil {
                    throw absent(variable, at: use.span, frame, context)
                }
            }
        }
    }
}
