import BelaySource
import BelaySyntax

/// What runs its block several times, or its statements side by side; and lists that are made of another.
extension Checker {
    mutating func loop(_ syntax: ForSyntax, at span: Span) -> Outcome {
        let list = element(syntax.head.list, expecting: nil)
        let batches = Clause(syntax.batches.map { batchSizes($0) })
        let limit = Clause(syntax.limit.map { number($0, of: "at most") })
        let tolerance = Clause(syntax.tolerance.map { number($0, of: "stopping after") })
        return enclosing(at: span, isCounted: true) { checker in
            checker.frame.names.enterBlock()
            checker.noted?.scopes.append(syntax.span)
            let head = checker.head(syntax.head, through: list)
            let wasTogether = checker.frame.isTogether
            checker.frame.isTogether = wasTogether || syntax.isTogether
            let (body, _) = checker.block(syntax.body, hides: false, isNumbered: true)
            checker.frame.isTogether = wasTogether
            checker.frame.names.leaveBlock()
            let between = syntax.between.map { checker.between($0, of: syntax) }
            guard let head, ![batches, limit, tolerance].contains(where: \.isBad) else { return (nil, false) }
            let loop = Loop(
                head: head.head, isTogether: syntax.isTogether, batches: batches.value, limit: limit.value,
                tolerance: tolerance.value, body: body, between: between)
            return (.loop(loop), false)
        }
    }

    mutating func comprehension(_ syntax: ComprehensionSyntax, expecting expected: ExpectedType?) -> ValueExpression? {
        let list = element(syntax.head.list, expecting: nil)
        frame.names.enterBlock()
        noted?.scopes.append(syntax.span)
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

    private mutating func between(_ syntax: BlockSyntax, of loop: ForSyntax) -> Block {
        if loop.batches == nil { report(.betweenWithoutBatches(at: syntax.span, loop)) }
        return block(syntax, hides: true, isNumbered: true).block
    }

    /// A number, a share of the list, or a list of these.
    private mutating func batchSizes(_ syntax: ElementSyntax) -> ValueExpression? {
        guard let value = element(syntax, expecting: nil) else { return nil }
        var items: [ValueExpression]?
        if case .list(let written) = value.kind { items = written }
        if items?.isEmpty == true {
            report(.badBatches(at: value.span, "an empty list"))
            return nil
        }
        for size in items ?? [value] {
            if let found = wrongBatchSize(size, isInList: items != nil) {
                report(.badBatches(at: size.span, found))
                return nil
            }
        }
        return value
    }

    /// What is there instead of a size; nil where it is one, or may be.
    private func wrongBatchSize(_ size: ValueExpression, isInList: Bool) -> String? {
        switch size.kind {
        case .constant(.number(let number)): return BatchSize(number) == nil ? "`\(source(of: size.span))`" : nil
        case .constant(.text(let word)): return BatchSize(word) == nil ? "`\(source(of: size.span))`" : nil
        default: break
        }
        switch size.type {
        case .number, .text, .any: return nil
        case .list: return isInList ? size.type.described : nil
        case .flag, .duration, .time, .path, .host, .secret, .record, .choice: return size.type.described
        }
    }

    mutating func retry(_ syntax: RetrySyntax, at span: Span) -> Outcome {
        let count = number(syntax.count, of: "retry")
        let every = Clause(syntax.every.map { duration($0, of: "every") })
        return enclosing(at: span, isCounted: true) { checker in
            let wasRetried = checker.frame.isRetried
            checker.frame.isRetried = true
            let (body, ends) = checker.block(syntax.body, hides: true, isNumbered: true)
            checker.frame.isRetried = wasRetried
            guard let count, !every.isBad else { return (nil, ends) }
            return (.retry(count: count, every: every.value, body: body), ends)
        }
    }

    mutating func `repeat`(_ syntax: RepeatSyntax, at span: Span) -> Outcome {
        let count = number(syntax.count, of: "at most")
        let every = Clause(syntax.every.map { duration($0, of: "every") })
        let condition = condition(syntax.condition)
        if let condition, !condition.mayChange { report(.neverChanges(at: condition.span)) }
        return enclosing(at: span, isCounted: true) { checker in
            let (body, _) = checker.block(syntax.body, hides: true, isNumbered: true)
            guard let count, let condition, !every.isBad else { return (nil, false) }
            let loop = Repeat(count: count, every: every.value, condition: condition, body: body)
            return (.repeat(loop), false)
        }
    }

    /// What a branch sets is there after them all, and not in the others.
    mutating func together(_ syntax: TogetherSyntax, at span: Span) -> Outcome {
        let limit = Clause(syntax.limit.map { number($0, of: "at most") })
        return enclosing(at: span, isCounted: true) { checker in
            let body = checker.branches(syntax.body)
            guard !limit.isBad else { return (nil, false) }
            return (.together(Together(limit: limit.value, body: body)), false)
        }
    }

    private mutating func branches(_ syntax: BlockSyntax) -> Block {
        let (outerOrdinal, wasTogether) = (frame.ordinal, frame.isTogether)
        (frame.ordinal, frame.isTogether) = (0, true)
        frame.depth += 1
        let mark = frame.names.mark
        var block = Block(statements: [], span: syntax.span)
        for statement in syntax.statements {
            if statement.form.isHandler {
                report(.handlerAsBranch(statement))
                continue
            }
            let own = frame.names.mark
            if let branch = self.statement(statement).statement { block.statements.append(branch) }
            frame.names.setAside(since: own)
        }
        for (binding, first) in frame.names.takeBack(since: mark) {
            let name = NameSyntax(text: binding.name, span: binding.span)
            report(.repeatedName(name, first: first.span, isGlobal: false))
        }
        frame.depth -= 1
        (frame.ordinal, frame.isTogether) = (outerOrdinal, wasTogether)
        return block
    }
}
