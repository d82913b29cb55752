import BelayData
import BelaySource
import BelaySyntax

/// Operators on lists, records and texts.
extension Checker {
    mutating func unary(_ syntax: UnarySyntax) -> ValueExpression? {
        let operation = syntax.operation
        let expected = operation.takesText ? ExpectedType(type: .text) : nil
        guard let operand = value(syntax.operand, expecting: expected) else { return nil }
        guard let type = operation.result(of: operand.type) else {
            report(.wrongOperand(of: operation.rawValue, wanted: operation.wanted, operand.type, at: operand.span))
            return nil
        }
        return ValueExpression(.unary(operation, operand), type: type, span: syntax.span)
    }

    mutating func part(_ syntax: PartSyntax) -> ValueExpression? {
        let amount = element(syntax.amount, expecting: ExpectedType(type: .number))
        let list = value(syntax.list, expecting: nil)
        guard let amount, let list else { return nil }
        if case .constant(.number(let number)) = amount.kind, number.int.map({ $0 < 0 }) ?? true {
            report(.badAmount(of: syntax.operation.rawValue, number, at: amount.span))
            return nil
        }
        guard let element = list.type.element else {
            report(.wrongOperand(of: syntax.operation.rawValue, wanted: "a list", list.type, at: list.span))
            return nil
        }
        return ValueExpression(
            .part(syntax.operation, amount: amount, list: list), type: .list(element), span: syntax.span)
    }

    mutating func sorted(_ syntax: SortedSyntax) -> ValueExpression? {
        guard let list = value(syntax.list, expecting: nil) else { return nil }
        guard let element = list.type.element else {
            report(.wrongOperand(of: "sorted", wanted: "a list", list.type, at: list.span))
            return nil
        }
        guard let path = path(syntax.path, in: element) else { return nil }
        guard path.type.isOrdered else {
            report(.unorderedElements(path.type, at: syntax.path.last?.span ?? list.span))
            return nil
        }
        return ValueExpression(
            .sorted(list, by: path.accesses, isDescending: syntax.isDescending), type: .list(element),
            span: syntax.span)
    }

    /// What is reached in a value of a type, and the type of that.
    mutating func path(
        _ accessors: [AccessorSyntax], in type: ValueType
    ) -> (accesses: [Variable.Access], type: ValueType)? {
        var (accesses, type) = ([Variable.Access](), type)
        for accessor in accessors {
            guard let step = access(accessor, of: type) else { return nil }
            accesses.append(step.access)
            type = step.type
        }
        return (accesses, type)
    }

    /// `(...)` with a path behind it. The output of a command is read as what the path goes into.
    mutating func reached(_ syntax: ParenthesizedSyntax) -> ValueExpression? {
        let expected = syntax.content.isCommand ? syntax.accessors.first?.kind.owner : nil
        guard let whole = value(syntax.content, expecting: expected.map { ExpectedType(type: $0) }),
            let path = path(syntax.accessors, in: whole.type)
        else { return nil }
        return ValueExpression(.reached(whole, path.accesses), type: path.type, span: syntax.span)
    }

    // MARK: - Between two operands

    mutating func joined(_ syntax: InfixSyntax) -> ValueExpression? {
        let list = value(syntax.left, expecting: nil)
        let separator = textOrSecret(syntax.right)
        guard let list, let separator else { return nil }
        guard let element = list.type.element, element.isOneText || element == .secret else {
            report(.wrongOperand(of: "joined by", wanted: "a list of strings", list.type, at: list.span))
            return nil
        }
        return combine(syntax, list, separator, as: list.type.isSecret || separator.type.isSecret ? .secret : .text)
    }

    mutating func split(_ syntax: InfixSyntax) -> ValueExpression? {
        let text = value(syntax.left, expecting: ExpectedType(type: .text))
        let separator = value(syntax.right, expecting: ExpectedType(type: .text))
        if let separator, case .constant(.text("")) = separator.kind {
            report(.emptySeparator(at: separator.span))
            return nil
        }
        return combine(syntax, text, separator, as: .list(.text))
    }

    /// The record that is written there may have secrets, since the text is one then.
    mutating func filled(_ syntax: InfixSyntax) -> ValueExpression? {
        let template = textOrSecret(syntax.left)
        guard let values = written(syntax.right), let template else { return nil }
        guard values.type == .record || values.type == .any else {
            report(.wrongOperand(of: "filled with", wanted: "a record", values.type, at: values.span))
            return nil
        }
        return combine(syntax, template, values, as: template.type.isSecret || values.holdsSecret ? .secret : .text)
    }

    mutating func changedRecord(_ syntax: InfixSyntax) -> ValueExpression? {
        let record = value(syntax.left, expecting: nil)
        let changes = value(syntax.right, expecting: ExpectedType(type: .record))
        guard let record, let changes else { return nil }
        guard record.type == .record || record.type == .any else {
            report(.wrongOperand(of: "with", wanted: "a record", record.type, at: record.span))
            return nil
        }
        return combine(syntax, record, changes, as: .record)
    }

    /// `L + M`. Secrets do not stand among values that are none.
    mutating func longerList(
        _ left: ValueExpression, _ right: ValueExpression, _ syntax: InfixSyntax
    ) -> ValueExpression? {
        guard let one = left.type.element, let other = right.type.element else {
            report(.operands(left, right, syntax))
            return nil
        }
        for (list, next) in [(left, right), (right, left)]
        where list.type.isSecret && !next.type.isSecret && !next.isEmptyList {
            report(.secretInTheOpen(list, "a list of other values"))
            return nil
        }
        let type = right.isEmptyList ? one : left.isEmptyList ? other : one.joined(with: other)
        return combine(syntax, left, right, as: .list(type))
    }
}

extension ExpressionSyntax {
    fileprivate var isCommand: Bool {
        switch self {
        case .command: true
        case .element(.parenthesized(let node)): node.accessors.isEmpty && node.content.isCommand
        case .element, .conditional, .infix, .not, .unary, .part, .sorted, .replacing, .converted, .taking, .row:
            false
        }
    }
}

extension AccessorSyntax.Kind {
    /// The type of a value that has such a part.
    fileprivate var owner: ValueType {
        switch self {
        case .field, .key: .record
        case .index: .list(.text)
        case .selection: .list(.record)
        }
    }
}

extension ValueExpression {
    fileprivate var isEmptyList: Bool {
        if case .list(let items) = kind { items.isEmpty } else { false }
    }
}
