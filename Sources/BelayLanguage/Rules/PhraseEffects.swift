public import BelaySyntax

/// What a call of a phrase may do, at any depth: the worst sign, the places, and how it is gone back on.
public struct PhraseEffects: Sendable {
    /// Of what it calls, the worst: `!` is worse than `$`, and that than `?`. Nil when it runs no command.
    public private(set) var sign: CommandSign?
    /// Where its commands run, as one reads it: `$node`, `this machine`; empty when that is up to the caller.
    public private(set) var places: [String] = []
    public let hasUndo: Bool
    public let hasDoneWhen: Bool

    public init(of number: DefinitionNumber, in program: Program) {
        let definition = program.definitions[number.rawValue]
        hasUndo = definition.undo != nil
        hasDoneWhen = definition.body.hasDoneWhen
        var walk = Walk(program: program)
        walk.walk(definition.body, of: number, at: .caller)
        sign = walk.found.map(\.sign).max { $0.weight < $1.weight }
        for found in walk.found {
            let place: String
            switch found.place {
            case .caller: continue
            case .thisMachine: place = "this machine"
            case .text(let text): place = text
            case .placeholder(let slot):
                place = "$" + (definition.frame.names.indices.contains(slot) ? definition.frame.names[slot] : "")
            }
            if !places.contains(place) { places.append(place) }
        }
    }

    /// Where a command runs, as its definition says it.
    private enum Spot: Hashable {
        case caller
        case thisMachine
        case text(String)
        /// The value of a placeholder or option, by its slot.
        case placeholder(Int)
    }

    private struct Found: Hashable {
        var sign: CommandSign
        var place: Spot
    }

    private struct Walk {
        let program: Program
        var found: [Found] = []
        /// A definition that calls itself has no program, and is walked once.
        var way: [DefinitionNumber] = []

        init(program: Program) { self.program = program }

        mutating func walk(_ block: Block, of definition: DefinitionNumber, at place: Spot) {
            guard !way.contains(definition) else { return }
            way.append(definition)
            walk(block, at: place)
            way.removeLast()
        }

        private mutating func walk(_ block: Block, at place: Spot) {
            for statement in block.statements {
                var inner = place
                if case .place(let said, _) = statement.kind { inner = spot(said) }
                if case .command(let command) = statement.kind { found.append(Found(sign: command.sign, place: place)) }
                if case .call(let call) = statement.kind { take(call, at: place) }
                for expression in statement.traits.expressions { walk(expression, at: place) }
                for block in statement.traits.blocks { walk(block, at: inner) }
            }
        }

        private mutating func walk(_ expression: ValueExpression, at place: Spot) {
            switch expression.kind {
            case .status(let command), .output(let command): found.append(Found(sign: command.sign, place: place))
            case .holds(let call), .gives(let call): take(call, at: place)
            default: break
            }
            for part in expression.parts { walk(part, at: place) }
        }

        /// What the phrase does, with the caller's values in the places of its own names.
        private mutating func take(_ call: Call, at place: Spot) {
            let definition = program.definitions[call.definition.rawValue]
            var values: [Int: ValueExpression] = [:]
            for (placeholder, value) in zip(definition.signature.placeholders, call.arguments) {
                values[placeholder.slot] = value
            }
            for option in call.options { values[option.slot] = option.value }
            var inner = Walk(program: program)
            inner.way = way
            inner.walk(definition.body, of: call.definition, at: .caller)
            for effect in inner.found {
                var seen = effect
                switch effect.place {
                case .caller: seen.place = place
                case .placeholder(let slot): seen.place = values[slot].map(spot) ?? .caller
                case .thisMachine, .text: break
                }
                if !found.contains(seen) { found.append(seen) }
            }
        }

        private func spot(_ place: Place) -> Spot {
            switch place {
            case .local: .thisMachine
            case .target(let call):
                .text(program.definitions[call.definition.rawValue].signature.text)
            case .host(let host, let user):
                user == nil ? spot(host) : .text("\(host.source) as \(user?.source ?? "")")
            }
        }

        private func spot(_ value: ValueExpression) -> Spot {
            if case .variable(let variable) = value.kind, variable.accesses.isEmpty,
                case .local(let slot) = variable.reference
            {
                return .placeholder(slot)
            }
            return .text(value.source)
        }
    }
}

extension Block {
    fileprivate var hasDoneWhen: Bool {
        statements.contains { statement in
            if case .doneWhen = statement.kind { return true }
            return statement.traits.nesting.isTransparent && statement.traits.blocks.contains(where: \.hasDoneWhen)
        }
    }
}

extension StatementTraits.Nesting {
    fileprivate var isTransparent: Bool { if case .transparent = self { true } else { false } }
}

extension CommandSign {
    fileprivate var weight: Int {
        switch self {
        case .reads: 0
        case .changes: 1
        case .destroys: 2
        }
    }
}
