import BelayData
import BelaySource
import BelaySyntax

/// Elements: words, strings, variables, lists.
extension Checker {
    /// - Parameter expected: the expected type. A bare word is read as it: `2` is a number where a number is expected and
    ///   a string where a string is.
    mutating func element(_ syntax: ElementSyntax, expecting expected: ExpectedType?) -> ValueExpression? {
        switch syntax {
        case .word(let word):
            if let literal = word.literal { return self.word(literal, at: word.span, expecting: expected) }
            let value = text(word.parts, at: word.span)
            if let value, let expected, !expected.type.accepts(value.type), let instead = withoutBraces(word) {
                report(
                    .wrongType(
                        value.type, at: value.span, expected: expected.type, because: reason(expected),
                        insteadOfBraces: instead))
                return nil
            }
            return fit(value, to: expected)
        case .text(let text):
            for case .literal(let piece) in text.parts { checkBraces(in: piece.text, at: piece.span) }
            if let literal = text.literal { return self.quoted(literal, at: text.span, expecting: expected) }
            return fit(self.text(text.parts, at: text.span), to: expected)
        case .variable(let variable):
            return fit(self.variable(variable), to: expected)
        case .list(let list):
            return self.list(list, expecting: expected)
        case .comprehension(let node):
            return fit(comprehension(node, expecting: expected), to: expected)
        case .parenthesized(let node):
            if node.accessors.isEmpty { return value(node.content, expecting: expected) }
            return fit(reached(node), to: expected)
        }
    }

    // MARK: - Constants

    private mutating func word(_ word: String, at span: Span, expecting expected: ExpectedType?) -> ValueExpression? {
        guard let expected else { return Self.natural(word, at: span) }
        func constant(_ constant: Constant) -> ValueExpression {
            ValueExpression(.constant(constant), type: expected.type, span: span)
        }
        if case .choice(let words) = expected.type {
            if words.contains(word) { return constant(.text(word)) }
            if word == "none" { return Self.natural(word, at: span) }
            report(.notAmongChoices(word, at: span, words, because: reason(expected)))
            return nil
        }
        let literal = Literal(word)
        switch (expected.type, literal) {
        case (.any, _), (_, .none): return Self.natural(word, at: span)
        case (.text, _): return constant(.text(word))
        case (.path, _), (.host, _), (.secret, _):
            guard isWhole(word, expected, at: span) else { return nil }
            return constant(.text(word))
        case (.number, .number(let number)): return constant(.number(number.withoutUnit))
        case (.duration, .duration(let duration)): return constant(.duration(duration))
        case (.time, .time(let time)): return constant(.time(time))
        case (.flag, .flag(let flag)): return constant(.flag(flag))
        case (.number, _), (.duration, _), (.time, _), (.flag, _), (.record, _), (.list, _), (.choice, _):
            report(.wrongWord(word, at: span, expected: expected.type, because: reason(expected)))
            return nil
        }
    }

    /// A word where no type is expected.
    static func natural(_ word: String, at span: Span) -> ValueExpression {
        switch Literal(word) {
        case .number(let number): ValueExpression(.constant(.number(number)), type: .number, span: span)
        case .duration(let duration): ValueExpression(.constant(.duration(duration)), type: .duration, span: span)
        case .time(let time): ValueExpression(.constant(.time(time)), type: .time, span: span)
        case .flag(let flag): ValueExpression(.constant(.flag(flag)), type: .flag, span: span)
        case .none: ValueExpression(.constant(.none), type: .any, span: span)
        case .text(let text): ValueExpression(.constant(.text(text)), type: .text, span: span)
        }
    }

    private mutating func quoted(_ text: String, at span: Span, expecting expected: ExpectedType?) -> ValueExpression? {
        guard let expected else { return ValueExpression(.constant(.text(text)), type: .text, span: span) }
        switch expected.type {
        case .choice(let words):
            guard words.contains(text) else {
                report(.notAmongChoices(text, at: span, words, because: reason(expected)))
                return nil
            }
            return ValueExpression(.constant(.text(text)), type: expected.type, span: span)
        case .path, .host:
            guard isWhole(text, expected, at: span) else { return nil }
            return ValueExpression(.constant(.text(text)), type: expected.type, span: span)
        case .text, .secret: return ValueExpression(.constant(.text(text)), type: expected.type, span: span)
        case .any: return ValueExpression(.constant(.text(text)), type: .text, span: span)
        case .number, .flag, .duration, .time, .record, .list:
            report(.quotedConstant(text, at: span, expected: expected.type, because: reason(expected)))
            return nil
        }
    }

    /// A path or host that could never be one.
    private mutating func isWhole(_ text: String, _ expected: ExpectedType, at span: Span) -> Bool {
        let isGood =
            switch expected.type {
            case .path: !text.isEmpty
            case .host: !text.isEmpty && !text.hasPrefix("-") && !text.contains { $0.isWhitespace }
            case .text, .number, .flag, .duration, .time, .secret, .record, .list, .choice, .any: true
            }
        if !isGood { report(.wrongWord(text, at: span, expected: expected.type, because: reason(expected))) }
        return isGood
    }

    // MARK: - Texts and lists

    private mutating func text(_ parts: [TextPartSyntax], at span: Span) -> ValueExpression? {
        var pieces: [TextPiece] = []
        var isGood = true
        for part in parts {
            switch part {
            case .literal(let literal): pieces.append(.literal(literal.text))
            case .variable(let syntax):
                guard let value = variable(syntax), isOneWord(value, in: "a string") else {
                    isGood = false
                    continue
                }
                pieces.append(.value(value))
            }
        }
        let hasSecret = pieces.contains { if case .value(let value) = $0 { value.type.isSecret } else { false } }
        return isGood ? ValueExpression(.text(pieces), type: hasSecret ? .secret : .text, span: span) : nil
    }

    /// A value may be part of a longer string. One with a secret is a secret.
    mutating func isOneWord(_ value: ValueExpression, in place: String) -> Bool {
        switch value.type {
        case .list, .record:
            report(.manyInOneWord(value.type, at: value.span, place))
            return false
        case .text, .number, .flag, .duration, .time, .path, .host, .secret, .choice, .any: return true
        }
    }

    private mutating func list(_ syntax: ListSyntax, expecting expected: ExpectedType?) -> ValueExpression? {
        let named = syntax.items.filter { $0.name != nil }
        if !named.isEmpty, named.count < syntax.items.count { return nil }  // reported by the parser
        if !named.isEmpty { return fit(record(syntax), to: expected) }
        var itemWanted: ExpectedType?
        if let expected, case .list(let element) = expected.type {
            itemWanted = ExpectedType(type: element, source: expected.source)
        }
        var isGood = true
        var items: [ValueExpression] = []
        for item in syntax.items {
            guard let value = element(item.value, expecting: itemWanted) else {
                isGood = false
                continue
            }
            items.append(value)
        }
        guard isGood else { return nil }
        let elementType =
            itemWanted?.type ?? items.dropFirst().reduce(items.first?.type ?? .any) { $0.joined(with: $1.type) }
        return fit(ValueExpression(.list(items), type: .list(elementType), span: syntax.span), to: expected)
    }

    /// - Parameter isWritten: it becomes a text at once, which is a secret if the record has one.
    mutating func record(_ syntax: ListSyntax, isWritten: Bool = false) -> ValueExpression? {
        var fields: [(name: String, value: ValueExpression)] = []
        var seen: [String: Span] = [:]
        var isGood = true
        for item in syntax.items {
            guard let name = item.name else { continue }
            if let first = seen[name.text] {
                report(.repeatedField(name, first: first))
                isGood = false
            }
            seen[name.text] = name.span
            guard let value = isWritten ? writtenElement(item.value) : element(item.value, expecting: nil) else {
                isGood = false
                continue
            }
            if value.type.isSecret, !isWritten {
                report(.secretInTheOpen(value, "a record"))
                isGood = false
            }
            fields.append((name.text, value))
        }
        return isGood ? ValueExpression(.record(fields), type: .record, span: syntax.span) : nil
    }
}
