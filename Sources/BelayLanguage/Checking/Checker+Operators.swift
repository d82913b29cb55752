import BelaySource
import BelaySyntax

/// Operators between two operands.
extension Checker {
    mutating func infix(_ syntax: InfixSyntax) -> ValueExpression? {
        switch syntax.operation {
        case .and, .or:
            let left = condition(syntax.left)
            let right = condition(syntax.right)
            return combine(syntax, left, right, as: .flag)
        case .is, .isNot: return comparison(syntax)
        case .in, .notIn: return membership(syntax)
        case .contains: return containment(syntax)
        case .matches:
            let left = value(syntax.left, expecting: ExpectedType(type: .text))
            let right = pattern(syntax.right)
            return combine(syntax, left, right, as: .flag)
        case .matching:
            let left = value(syntax.left, expecting: ExpectedType(type: .list(.text)))
            let right = pattern(syntax.right)
            return combine(syntax, left, right, as: left.map(\.type) ?? .list(.text))
        case .beginsWith, .endsWith:
            let left = value(syntax.left, expecting: ExpectedType(type: .text))
            let right = value(syntax.right, expecting: ExpectedType(type: .text))
            return combine(syntax, left, right, as: .flag)
        case .joined: return joined(syntax)
        case .split: return split(syntax)
        case .filled: return filled(syntax)
        case .with: return changedRecord(syntax)
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .times, .divided: return arithmetic(syntax)
        }
    }

    func combine(
        _ syntax: InfixSyntax, _ left: ValueExpression?, _ right: ValueExpression?, as type: ValueType
    ) -> ValueExpression? {
        guard let left, let right else { return nil }
        return ValueExpression(
            .infix(left: left, operation: syntax.operation, right: right), type: type, span: syntax.span)
    }

    // MARK: - Equality

    private mutating func comparison(_ syntax: InfixSyntax) -> ValueExpression? {
        guard let left = operand(syntax.left, readAs: nil) else {
            _ = operand(syntax.right, readAs: nil)
            return nil
        }
        checkNothing(syntax.right, comparedWith: left)
        guard let right = operand(syntax.right, readAs: left.type) else { return nil }
        warnOfComputation(left, syntax)
        guard isOpen(left, right), areComparable(left, right, syntax) else { return nil }
        return combine(syntax, left, right, as: .flag)
    }

    /// Words that other languages have for an absent value.
    private static let nothings: Set<String> = ["null", "nil", "undefined", "NULL", "None"]

    private mutating func checkNothing(_ syntax: ExpressionSyntax, comparedWith other: ValueExpression) {
        guard case .element(.word(let word)) = syntax, let text = word.literal else { return }
        if case .choice(let words) = other.type, words.contains(text) { return }
        if Self.nothings.contains(text) {
            report(.comparedWithNothing(text, meant: "none", at: word.span))
        } else if text == "empty" {
            let isText = other.type == .text || other.type == .any
            let meant = other.type.isList ? "[]" : isText ? "\"\"" : "none"
            report(.comparedWithNothing(text, meant: meant, at: word.span))
        }
    }

    /// An operand; a constant is read as the type of the other side.
    mutating func operand(_ syntax: ExpressionSyntax, readAs type: ValueType?) -> ValueExpression? {
        guard let type, syntax.isConstant else { return value(syntax, expecting: nil) }
        switch type {
        case .path, .host: return value(syntax, expecting: ExpectedType(type: .text))
        case .list, .text, .number, .flag, .duration, .time, .choice, .any:
            return value(syntax, expecting: ExpectedType(type: type))
        case .secret, .record: return value(syntax, expecting: nil)
        }
    }

    /// Secrets are compared with `none` only, because a comparison is shown with its values.
    private mutating func isOpen(_ left: ValueExpression, _ right: ValueExpression) -> Bool {
        for (one, other) in [(left, right), (right, left)] where one.type.isSecret && !other.isNone {
            report(.secretInTheOpen(one, "a comparison"))
            return false
        }
        return true
    }

    private mutating func areComparable(
        _ left: ValueExpression, _ right: ValueExpression, _ syntax: InfixSyntax
    ) -> Bool {
        if left.isNone || right.isNone || left.type.isComparable(with: right.type) { return true }
        report(.neverEqual(left, right, syntax, braces: braces(syntax)))
        return false
    }

    /// A word such as `$n-1` compared with a number is most likely meant as a difference.
    private mutating func warnOfComputation(_ left: ValueExpression, _ syntax: InfixSyntax) {
        guard case .element(.word) = syntax.left, case .text(let pieces) = left.kind, syntax.right.isNumeric else {
            return
        }
        var spaced = ""
        for piece in pieces {
            switch piece {
            case .value(let value):
                guard value.type == .number || value.type == .duration else { return }
                spaced += source(of: value.span)
            case .literal(let text):
                for character in text {
                    switch character {
                    case "+", "-", "*", "/": spaced += " \(character) "
                    case "0"..."9", ".": spaced.append(character)
                    default: return
                    }
                }
            }
        }
        if spaced.contains(" ") { report(.notComputed(source(of: left.span), spaced, at: left.span)) }
    }

    // MARK: - Lists and texts

    private mutating func membership(_ syntax: InfixSyntax) -> ValueExpression? {
        guard let left = operand(syntax.left, readAs: nil) else {
            _ = value(syntax.right, expecting: nil)
            return nil
        }
        let right: ValueExpression?
        if syntax.right.isConstant, left.type != .any, left.type != .record, !left.type.isSecret {
            right = operand(syntax.right, readAs: .list(left.type == .path || left.type == .host ? .text : left.type))
        } else {
            right = value(syntax.right, expecting: nil)
        }
        guard let right else { return nil }
        warnOfComputation(left, syntax)
        guard isOpen(left, right) else { return nil }
        switch right.type {
        case .any: return combine(syntax, left, right, as: .flag)
        case .list(let element):
            if left.isNone || left.type.isComparable(with: element) { return combine(syntax, left, right, as: .flag) }
            report(.neverIn(left, right, syntax))
        case .text, .path, .host, .number, .flag, .duration, .time, .secret, .record, .choice:
            report(.notAList(right, syntax))
        }
        return nil
    }

    private mutating func containment(_ syntax: InfixSyntax) -> ValueExpression? {
        guard let left = operand(syntax.left, readAs: nil) else {
            _ = value(syntax.right, expecting: nil)
            return nil
        }
        let expected: ValueType
        switch left.type {
        case .text, .path, .host, .choice: expected = .text
        case .list(let element): expected = element
        case .record: expected = .text
        case .any: expected = .any
        case .number, .flag, .duration, .time, .secret:
            report(.containsNothing(left, syntax))
            _ = value(syntax.right, expecting: nil)
            return nil
        }
        guard let right = operand(syntax.right, readAs: expected), isOpen(left, right) else { return nil }
        guard right.isNone || expected.isComparable(with: right.type) else {
            report(.neverContains(left, right, syntax))
            return nil
        }
        return combine(syntax, left, right, as: .flag)
    }

    // MARK: - Numbers and durations

    private mutating func arithmetic(_ syntax: InfixSyntax) -> ValueExpression? {
        let left = value(syntax.left, expecting: numberIfRead(syntax.left))
        let isOfLists = syntax.operation == .plus && left?.type.isList == true
        let right =
            isOfLists
            ? operand(syntax.right, readAs: left?.type)
            : value(syntax.right, expecting: numberIfRead(syntax.right))
        guard let left, let right else { return nil }
        if isOfLists { return longerList(left, right, syntax) }
        guard let type = Self.resultType(syntax.operation, left.type, right.type) else {
            report(.operands(left, right, syntax, braces: braces(syntax)))
            return nil
        }
        return combine(syntax, left, right, as: type)
    }

    /// The operands that are strings only because of their braces, as they would be written without them.
    private func braces(_ syntax: InfixSyntax) -> [String] {
        [syntax.left, syntax.right].compactMap { side in
            if case .element(.word(let word)) = side { withoutBraces(word) } else { nil }
        }
    }

    /// `${a.n}` as `$a.n`.
    func withoutBraces(_ word: WordSyntax) -> String? {
        guard word.parts.count == 1, case .variable = word.parts[0] else { return nil }
        return "$" + source(of: word.span).dropFirst(2).dropLast()
    }

    /// A command's output between numbers is read as one.
    private func numberIfRead(_ syntax: ExpressionSyntax) -> ExpectedType? {
        switch syntax {
        case .command: ExpectedType(type: .number)
        case .element(.parenthesized(let node)) where node.accessors.isEmpty: numberIfRead(node.content)
        case .element, .conditional, .infix, .not, .unary, .part, .sorted, .replacing, .converted, .taking, .row: nil
        }
    }

    private static func resultType(
        _ operation: InfixOperator, _ left: ValueType, _ right: ValueType
    ) -> ValueType? {
        let known = left == .any ? right : left
        let other = right == .any ? left : right
        switch operation {
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            return known == other && (known == .time || isSummable(known)) ? .flag : nil
        case .plus where left == .any && right.isList && !right.isSecret: return .list(.any)
        case .plus, .minus: return sum(operation, left, right)
        case .times:
            switch (left, right) {
            case (.number, .number): return .number
            case (.duration, .number), (.number, .duration): return .duration
            case (.any, .number), (.number, .any), (.any, .any): return .any
            case (.any, .duration), (.duration, .any): return .duration
            case _: return nil
            }
        case .divided:
            switch (left, right) {
            case (.number, .number), (.number, .any), (.duration, .duration), (.any, .duration): return .number
            case (.duration, .number): return .duration
            case (.any, .number), (.duration, .any), (.any, .any): return .any
            case _: return nil
            }
        case .or, .and, .is, .isNot, .in, .notIn, .contains, .matches, .beginsWith, .endsWith, .matching, .joined,
            .split, .filled, .with:
            return nil
        }
    }

    private static func isSummable(_ type: ValueType) -> Bool {
        type == .number || type == .duration || type == .any
    }

    /// Times are as far apart as a duration says.
    private static func sum(_ operation: InfixOperator, _ left: ValueType, _ right: ValueType) -> ValueType? {
        switch (left, right) {
        case (.time, .time): return operation == .minus ? .duration : nil
        case (.time, .duration): return .time
        case (.duration, .time): return operation == .plus ? .time : nil
        case (.time, .any): return operation == .minus ? .any : .time
        case (.any, .time): return operation == .minus ? .duration : .time
        // What is added to or taken from a value that nobody knows yet may make a time of it.
        case (.any, .duration): return .any
        case (.duration, .any): return operation == .plus ? .any : .duration
        case _:
            let known = left == .any ? right : left
            return known == (right == .any ? left : right) && isSummable(known) ? known : nil
        }
    }
}

extension ExpressionSyntax {
    /// A number or a duration as a bare word, or a list of such.
    fileprivate var isNumeric: Bool {
        guard case .element(let element) = self else { return false }
        return element.isNumeric
    }

    /// A word, a quoted string or a list: read as the expected type.
    var isConstant: Bool {
        switch self {
        case .element(.word(let word)): word.literal != nil
        case .element(.text(let text)): text.literal != nil
        case .element(.list(let list)): !list.items.contains { $0.name != nil }
        case .element(.variable), .element(.comprehension), .element(.parenthesized), .conditional, .infix,
            .not, .unary, .part, .sorted, .replacing, .row, .command, .converted, .taking:
            false
        }
    }
}

extension ElementSyntax {
    fileprivate var isNumeric: Bool {
        switch self {
        case .word(let word):
            switch word.literal.map({ Literal($0) }) {
            case .number, .duration: true
            case .time, .flag, .none?, .text, nil: false
            }
        case .list(let list): !list.items.isEmpty && list.items.allSatisfy { $0.name == nil && $0.value.isNumeric }
        case .text, .variable, .comprehension, .parenthesized: false
        }
    }
}
