import BelaySource

/// Which definition calls which.
///
/// An undo block may call the action that it goes back to, whose undo block may call this one: what an undo block calls is not
/// undone. It is, where the action that it calls unwinds by itself, so only there does an undo lead on.
struct CallGraph {
    struct Edge {
        var caller: DefinitionNumber
        var callee: DefinitionNumber
        var call: Span
    }

    /// A definition that is called, or one that was and is undone.
    private enum Node {
        case called(Int)
        case undone(Int)
    }

    /// Each definition after those that it calls; empty when there is a circle.
    private(set) var calleesFirst: [DefinitionNumber] = []
    /// The first circle found: each call leads to the caller of the next, the last to the first.
    private(set) var circle: [Edge]?

    private struct Definitions {
        /// What the body of each calls, in the order of the text.
        var calls: [[Edge]]
        /// What its undo block calls.
        var undoCalls: [[Edge]]
        /// Those in which a handler undoes what was done.
        var unwinding: [Bool]
    }

    init(_ program: Program) {
        var definitions = Definitions(calls: [], undoCalls: [], unwinding: [])
        for (index, definition) in program.definitions.enumerated() {
            var calls: [Call] = []
            definition.body.collect(&calls)
            for option in definition.signature.options { option.defaultValue?.collect(&calls) }
            var undoCalls: [Call] = []
            definition.undo?.collect(&undoCalls)
            func edges(_ calls: [Call]) -> [Edge] {
                calls.map { Edge(caller: DefinitionNumber(index), callee: $0.definition, call: $0.span) }
            }
            definitions.calls.append(edges(calls))
            definitions.undoCalls.append(edges(undoCalls))
            definitions.unwinding.append(definition.body.unwinds)
        }
        order(definitions)
    }

    /// Where each call of a node leads.
    private static func ways(from node: Node, _ definitions: Definitions) -> [(edge: Edge, node: Node)] {
        switch node {
        case .called(let index):
            let calls = definitions.calls[index]
            let called = calls.map { ($0, Node.called($0.callee.rawValue)) }
            return definitions.unwinding[index] ? called + calls.map { ($0, .undone($0.callee.rawValue)) } : called
        case .undone(let index):
            return definitions.calls[index].map { ($0, .undone($0.callee.rawValue)) }
                + definitions.undoCalls[index].map { ($0, .called($0.callee.rawValue)) }
        }
    }

    /// Depth first without recursion: a chain of callers may be as long as the file.
    private mutating func order(_ definitions: Definitions) {
        enum State { case untouched, open, done }
        let count = definitions.calls.count
        func number(_ node: Node) -> Int {
            switch node {
            case .called(let index): index
            case .undone(let index): count + index
            }
        }
        var states = Array(repeating: State.untouched, count: 2 * count)
        for start in 0..<count where states[start] == .untouched {
            let first = Node.called(start)
            var path = [(node: first, ways: Self.ways(from: first, definitions), next: 0)]
            states[start] = .open
            while let (node, ways, next) = path.last {
                guard next < ways.count else {
                    states[number(node)] = .done
                    if case .called(let index) = node { calleesFirst.append(DefinitionNumber(index)) }
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let way = ways[next].node
                switch states[number(way)] {
                case .done: continue
                case .untouched:
                    states[number(way)] = .open
                    path.append((way, Self.ways(from: way, definitions), 0))
                case .open:
                    let beginning = path.firstIndex { number($0.node) == number(way) } ?? 0
                    circle = path[beginning...].map { $0.ways[$0.next - 1].edge }
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
