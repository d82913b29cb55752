import BelaySource

/// Which definition calls which.
struct CallGraph {
    struct Edge {
        var caller: DefinitionNumber
        var callee: DefinitionNumber
        var call: Span
    }

    /// The calls of each definition, its `undo` included, in the order of the text.
    let calls: [[Edge]]
    /// Each definition after those that it calls; empty when there is a circle.
    private(set) var calleesFirst: [DefinitionNumber] = []
    /// The first circle found: each call leads to the caller of the next, the last to the first.
    private(set) var circle: [Edge]?

    init(_ program: Program) {
        calls = program.definitions.enumerated().map { index, definition in
            var calls: [Call] = []
            definition.body.collect(&calls)
            definition.undo?.collect(&calls)
            for option in definition.signature.options { option.defaultValue?.collect(&calls) }
            return calls.map { Edge(caller: DefinitionNumber(index), callee: $0.definition, call: $0.span) }
        }
        order()
    }

    /// Depth first without recursion: a chain of callers may be as long as the file.
    private mutating func order() {
        enum State { case untouched, open, done }
        var states = calls.map { _ in State.untouched }
        for start in calls.indices where states[start] == .untouched {
            var path: [(definition: Int, next: Int)] = [(start, 0)]
            states[start] = .open
            while let (definition, next) = path.last {
                guard next < calls[definition].count else {
                    states[definition] = .done
                    calleesFirst.append(DefinitionNumber(definition))
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let callee = calls[definition][next].callee.rawValue
                switch states[callee] {
                case .done: continue
                case .untouched:
                    states[callee] = .open
                    path.append((callee, 0))
                case .open:
                    let beginning = path.firstIndex { $0.definition == callee } ?? 0
                    circle = path[beginning...].map { calls[$0.definition][$0.next - 1] }
                    calleesFirst = []
                    return
                }
            }
        }
    }
}

extension Block {
    /// Adds the calls in the block, at any depth.
    func collect(_ calls: inout [Call]) {
        for statement in statements {
            if let call = statement.traits.call { calls.append(call) }
            for expression in statement.traits.expressions { expression.collect(&calls) }
            for block in statement.traits.blocks { block.collect(&calls) }
        }
    }
}

extension ValueExpression {
    func collect(_ calls: inout [Call]) {
        switch kind {
        case .holds(let call), .gives(let call): calls.append(call)
        case .constant, .variable, .text, .list, .record, .status, .output, .conditional, .not, .infix, .unary,
            .part, .sorted, .comprehension, .reached, .replacing, .converted:
            break
        }
        for part in parts { part.collect(&calls) }
    }
}
