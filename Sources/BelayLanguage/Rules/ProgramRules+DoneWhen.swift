import BelaySource
import BelaySyntax

/// After an interruption the `done when` of an action decides about a change whose outcome is unknown. If it is false
/// and the action makes several changes, it does not tell which of them happened. A `$` is then asked about or
/// repeated, as a person decides; a `!` deserves its own action.
///
/// A part of the condition that asks nothing is after the change what it was before: where it is false, the action fails.
extension ProgramRules {
    mutating func checkDoneWhen(_ definition: Definition) {
        guard let (condition, doneWhen) = definition.body.doneWhen else { return }
        for part in condition.conjuncts where !part.mayChange { diagnostics.append(.doneWhenIsFixed(at: part.span)) }
        var walk = EffectWalker()
        walk.walk(definition.body, isRepeated: false)
        for (command, isRepeated) in walk.destructions {
            let other = walk.effects.first { $0.span != command.span && isEffect($0) }
            if let other {
                diagnostics.append(.sharedDoneWhen(at: command.span, doneWhen: doneWhen, other: other.span))
            } else if isRepeated {
                diagnostics.append(.sharedDoneWhen(at: command.span, doneWhen: doneWhen, other: nil))
            }
        }
    }

    private func isEffect(_ effect: SideEffect) -> Bool {
        switch effect {
        case .command: true
        case .call(let call): effects[call.definition.rawValue].change != nil
        }
    }
}

/// Every change in an action's own text, without handlers.
private struct EffectWalker {
    var effects: [SideEffect] = []
    /// Each `!`, and whether it is in a loop.
    var destructions: [(command: Command, isRepeated: Bool)] = []

    mutating func walk(_ block: Block, isRepeated: Bool) {
        for statement in block.statements {
            if statement.traits.isHandler { continue }
            var isRepeated = isRepeated
            switch statement.traits.nesting {
            case .loop, .rounds: isRepeated = true
            case .none, .elsewhere, .transparent, .guarded, .branches, .outline, .attempts, .sideBySide, .handler: break
            }
            if let effect = statement.traits.effect {
                effects.append(effect)
                if case .command(let command) = effect, command.sign == .destroys {
                    destructions.append((command, isRepeated))
                }
            }
            for inner in statement.traits.blocks { walk(inner, isRepeated: isRepeated) }
        }
    }
}

extension Block {
    fileprivate var doneWhen: (condition: ValueExpression, span: Span)? {
        for statement in statements {
            if case .doneWhen(let condition) = statement.kind { return (condition, statement.span) }
            guard case .transparent = statement.traits.nesting else { continue }
            for block in statement.traits.blocks { if let found = block.doneWhen { return found } }
        }
        return nil
    }
}

extension ValueExpression {
    /// The parts that must all be true.
    fileprivate var conjuncts: [ValueExpression] {
        guard case .infix(let left, .and, let right) = kind else { return [self] }
        return left.conjuncts + right.conjuncts
    }
}
