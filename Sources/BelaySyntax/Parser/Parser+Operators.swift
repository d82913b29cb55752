import BelaySource

/// Operators before and after one operand.
extension Parser {
    /// postfix = operand { operation } ;
    mutating func parsePostfix(isArgument: Bool) throws(ParseAbort) -> ExpressionSyntax {
        var subject = try parseOperand(isArgument: isArgument)
        while let next = try parseOperation(on: subject) { subject = next }
        return subject
    }

    private static let expectedOperations: [Expected] =
        [.infix(.matching)]
        + [.replacing, .sorted, .joined, .split, .filled, .trimmed, .with, .read, .written, .taking].map {
            .operation($0)
        }

    /// operation = "matching" argument | "replacing" argument "with" argument | "sorted" [ "by" path ] [ "descending" ]
    ///     | "joined" "by" argument | "split" "by" argument | "filled" "with" argument | "trimmed" | "with" element
    ///     | "taking" argument "as" "no" | conversion ;
    private mutating func parseOperation(on subject: ExpressionSyntax) throws(ParseAbort) -> ExpressionSyntax? {
        switch keyword {
        case .matching: return try parseInfix(subject, .matching, Self.parseArgument)
        case .joined: return try parseArgument(.by, of: .joined, on: subject)
        case .split: return try parseArgument(.by, of: .split, on: subject)
        case .filled: return try parseArgument(.with, of: .filled, on: subject)
        case .with: return try parseInfix(subject, .with, Self.parseArgument)
        case .replacing: return try parseReplacement(of: subject)
        case .read, .written: return try parseConversion(of: subject)
        case .taking: return try parseTaking(of: subject)
        case .sorted: return try parseSorting(of: subject)
        case .trimmed:
            presume(.trimmed)
            try raise()
            return .unary(
                UnarySyntax(operation: .trimmed, operand: subject, span: span(from: subject.span.start)))
        default:
            expected += Self.expectedOperations
            return nil
        }
    }

    /// The second word of an operator, and what it takes.
    private mutating func parseArgument(
        _ second: Keyword, of operation: InfixOperator, on subject: ExpressionSyntax
    ) throws(ParseAbort) -> ExpressionSyntax {
        let (height, start) = (self.height, take().start)
        try expect(second)
        let place = span(from: start)
        return try join(subject, height, operation, at: place, try Self.parseArgument(&self))
    }

    private static func parseArgument(_ parser: inout Parser) throws(ParseAbort) -> ExpressionSyntax {
        .element(try parser.parseElement())
    }

    private mutating func parseReplacement(of subject: ExpressionSyntax) throws(ParseAbort) -> ExpressionSyntax {
        presume(.replacing)
        var tallest = height
        let pattern = try parseElement()
        tallest = max(tallest, height)
        try expect(.with)
        let replacement = try parseElement()
        try raise(above: tallest)
        return .replacing(
            ReplacingSyntax(
                subject: subject, pattern: .element(pattern), replacement: .element(replacement),
                span: span(from: subject.span.start)))
    }

    private mutating func parseSorting(of subject: ExpressionSyntax) throws(ParseAbort) -> ExpressionSyntax {
        presume(.sorted)
        let path = accept(.by) ? try parsePath() : []
        let isDescending = accept(.descending)
        try raise()
        return .sorted(
            SortedSyntax(
                list: subject, path: path, isDescending: isDescending, span: span(from: subject.span.start)))
    }

    /// operand = prefix | part | element ;  a bare plain word only as an argument, or when it is a value
    private mutating func parseOperand(isArgument: Bool) throws(ParseAbort) -> ExpressionSyntax {
        let start = token.start
        if let operation = nextUnaryOperator {
            advance()
            presume(.of)
            let operand = try parseElement()
            try raise()
            return .unary(UnarySyntax(operation: operation, operand: .element(operand), span: span(from: start)))
        }
        if nextBeginsPart { return try parsePart() }
        guard nextBeginsElement else {
            expected.append(isArgument ? .element : .expression)
            throw unexpected()
        }
        return .element(try parseElement())
    }

    /// part = [ "all" "but" ] ( "first" | "last" ) amount "of" element ;
    private mutating func parsePart() throws(ParseAbort) -> ExpressionSyntax {
        let start = token.start
        let isRest = keyword == .all
        if isRest {
            presume(.all)
            presume(.but)
        }
        let isFirst = keyword == .first
        advance()
        let operation: PartOperator = isRest ? (isFirst ? .allButFirst : .allButLast) : isFirst ? .first : .last
        let amount = try parseElement()
        let amountHeight = height
        try expect(.of)
        let list = try parseElement()
        try raise(above: amountHeight)
        return .part(
            PartSyntax(operation: operation, amount: amount, list: .element(list), span: span(from: start)))
    }
}

/// An operator and a phrase may begin with the same words. An operator takes a value: a bare word behind its own makes it a
/// phrase, such as `length of the log`.
extension Parser {
    var nextBeginsOperator: Bool { nextUnaryOperator != nil || nextBeginsPart }

    private var nextUnaryOperator: UnaryOperator? {
        guard let keyword, self.keyword(of: following) == .of, isOperand(afterFollowing) else { return nil }
        return UnaryOperator(rawValue: "\(keyword.rawValue) of")
    }

    /// What is cut off may become one.
    private func isOperand(_ token: Token) -> Bool {
        token.kind == .end || token.kind != .word && beginsElement(token)
    }

    private var nextBeginsPart: Bool {
        switch keyword {
        case .first, .last: isAmount(following)
        case .all where keyword(of: following) == .but:
            keyword(of: afterFollowing) == .first || keyword(of: afterFollowing) == .last
        default: false
        }
    }

    /// `3`, `$n` or `(...)`
    private func isAmount(_ token: Token) -> Bool {
        switch token.kind {
        case .variable, .leftParenthesis: true
        case .word: source.bytes[token.start].isDigit
        default: false
        }
    }

    /// The words of a signature with which every call, or some call, would begin an operator.
    func signatureBeginsOperator(_ keyword: Keyword) -> Bool {
        let next = self.keyword(of: following)
        if next == .of, UnaryOperator(rawValue: "\(keyword.rawValue) of") != nil {
            return afterFollowing.kind == .leftParenthesis
        }
        switch keyword {
        case .first, .last: return following.kind == .leftParenthesis
        case .all: return nextBeginsPart
        default: return false
        }
    }
}
