import BelaySource
import BelaySyntax

/// A statement, or the right side of a `let` or `give`, that may change the world.
enum SideEffect: Sendable {
    /// Its sign is `$` or `!`.
    case command(Command)
    /// An action, or a probe: what it calls decides.
    case call(Call)

    var span: Span {
        switch self {
        case .command(let command): command.span
        case .call(let call): call.span
        }
    }
}

extension Command {
    var effect: SideEffect? { sign == .reads ? nil : .command(self) }
}

extension ValueExpression {
    /// Only as the whole right side of a `let` or `give` can a value change something.
    var effect: SideEffect? {
        switch kind {
        case .output(let command): command.effect
        case .gives(let call): .call(call)
        case .constant, .variable, .text, .list, .record, .status, .holds, .conditional, .not, .infix, .unary,
            .part, .sorted, .comprehension, .reached, .replacing, .converted:
            nil
        }
    }
}
