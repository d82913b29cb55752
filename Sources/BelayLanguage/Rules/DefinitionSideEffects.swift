import BelaySource
import BelaySyntax

/// The side effects of a call of a definition, at any depth. Its `undo` is not counted.
struct DefinitionSideEffects {
    /// The first command that changes or destroys something.
    var change: Span?
    /// The first that destroys something.
    var destruction: Span?
    /// The first change that no `undo` reverts. No undo goes back past a point of no return, so changes after one are
    /// not counted.
    var bareChange: Span?
    /// The first point of no return, handlers not looked into.
    var point: Span?

    /// By definition number.
    static func all(of program: Program, calleesFirst: [DefinitionNumber]) -> [DefinitionSideEffects] {
        var effects = program.definitions.map { _ in DefinitionSideEffects() }
        for number in calleesFirst {
            let definition = program.definitions[number.rawValue]
            guard definition.kind == .action else { continue }
            var found = DefinitionSideEffects()
            definition.body.forEachEffect { effect in
                switch effect {
                case .command(let command):
                    found.change = found.change ?? command.span
                    if command.sign == .destroys { found.destruction = found.destruction ?? command.span }
                case .call(let call):
                    let called = effects[call.definition.rawValue]
                    found.change = found.change ?? called.change
                    found.destruction = found.destruction ?? called.destruction
                }
            }
            for statement in definition.body.statements where found.point == nil {
                statement.forEachRefusal { inner in
                    guard found.point == nil else { return }
                    if case .pointOfNoReturn = inner.kind { found.point = inner.span }
                    if case .call(let call)? = inner.traits.effect {
                        found.point = effects[call.definition.rawValue].point
                    }
                }
            }
            if definition.undo == nil {
                var walk = IrreversibleChangeFinder(effects: effects)
                walk.walk(definition.body)
                found.bareChange = walk.found.first.map { $0.command ?? $0.span }
            }
            effects[number.rawValue] = found
        }
        return effects
    }
}

extension Block {
    /// Every effect of the block at any depth of its own text, handlers included, in order.
    func forEachEffect(_ body: (SideEffect) -> Void) {
        for statement in statements {
            if let effect = statement.traits.effect { body(effect) }
            for block in statement.traits.blocks { block.forEachEffect(body) }
        }
    }
}
