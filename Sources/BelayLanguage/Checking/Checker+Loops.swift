import BelaySource
import BelaySyntax

/// What goes through a list: `for`, and lists that are made of another.
extension Checker {
    mutating func loop(_ syntax: ForSyntax, at span: Span) -> Outcome {
        let list = element(syntax.head.list, expecting: nil)
        let limit = Clause(syntax.limit.map { number($0, of: "at most") })
        let tolerance = Clause(syntax.tolerance.map { number($0, of: "stopping after") })
        return enclosing(at: span, isCounted: true) { checker in
            checker.frame.names.enterBlock()
            let head = checker.head(syntax.head, through: list)
            let wasTogether = checker.frame.isTogether
            checker.frame.isTogether = wasTogether || syntax.isTogether
            let (body, _) = checker.block(syntax.body, hides: false, isNumbered: true)
            checker.frame.isTogether = wasTogether
            checker.frame.names.leaveBlock()
            guard let head, !limit.isBad, !tolerance.isBad else { return (nil, false) }
            let loop = Loop(
                head: head.head, isTogether: syntax.isTogether, limit: limit.value, tolerance: tolerance.value,
                body: body)
            return (.loop(loop), false)
        }
    }

    mutating func comprehension(_ syntax: ComprehensionSyntax, expecting expected: ExpectedType?) -> ValueExpression? {
        let list = element(syntax.head.list, expecting: nil)
        frame.names.enterBlock()
        defer { frame.names.leaveBlock() }
        let head = head(syntax.head, through: list)
        var wanted: ExpectedType?
        if let expected, case .list(let element) = expected.type {
            wanted = ExpectedType(type: element, source: expected.source)
        }
        let value = Clause(syntax.value.map { self.value($0, expecting: wanted) })
        guard let head, !value.isBad else { return nil }
        if head.head.list.type.isSecret {
            report(.secretInTheOpen(head.head.list, "a list that is made of another"))
            return nil
        }
        return ValueExpression(
            .comprehension(Comprehension(head: head.head, value: value.value)),
            type: .list(value.value?.type ?? head.element), span: syntax.span)
    }

    /// The head of a loop, and the type of an element. The name of an element is visible from here to the end of the block.
    private mutating func head(
        _ syntax: LoopHeadSyntax, through list: ValueExpression?
    ) -> (head: LoopHead, element: ValueType)? {
        let element = list.flatMap { elementType($0) }
        let target = bindElement(syntax.name, type: element ?? .any)
        let path = element.flatMap { self.path(syntax.path, in: $0) }
        let condition = Clause(syntax.condition.map { self.condition($0) })
        guard let list, let element, let path, !condition.isBad else { return nil }
        if let last = syntax.path.last, !path.type.isOneText {
            report(.manyInOneWord(path.type, at: last.span, "the number of a step"))
            return nil
        }
        let head = LoopHead(
            name: syntax.name.text, target: target, list: list, path: path.accesses, condition: condition.value)
        return (head, element)
    }

    /// The elements of a list; of one that is written out, one of its words.
    private mutating func elementType(_ list: ValueExpression) -> ValueType? {
        if case .list(let items) = list.kind, !items.isEmpty {
            let words = items.compactMap { item in
                if case .constant(.text(let text)) = item.kind { text } else { nil }
            }
            if words.count == items.count {
                var seen: Set<String> = []
                return .choice(words.filter { seen.insert($0).inserted })
            }
        }
        switch list.type {
        case .list(let element): return element
        case .any where !list.isNone: return .any
        case .text, .number, .flag, .duration, .time, .path, .host, .secret, .record, .choice, .any:
            report(.loopOverOne(list.type, at: list.span))
            return nil
        }
    }
}
