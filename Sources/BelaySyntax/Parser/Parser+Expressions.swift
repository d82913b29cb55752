import BelaySource

extension Parser {
    /// expression = "if" expression "then" expression "else" expression | conjunction { "or" conjunction } ;
    mutating func parseExpression() throws(ParseAbort) -> ExpressionSyntax {
        if keyword == .if { return try parseConditional() }
        var left = try parseConjunction()
        while nextIs(.or), keyword(of: following) != .fail {
            left = try parseInfix(left, .or) { parser throws(ParseAbort) in try parser.parseConjunction() }
        }
        return left
    }

    private mutating func parseConditional() throws(ParseAbort) -> ExpressionSyntax {
        try enter()
        defer { leave() }
        let start = presume(.if).start
        let condition = try parseExpression()
        let conditionHeight = height
        try expect(.then)
        let consequence = try parseExpression()
        let consequenceHeight = max(height, conditionHeight)
        try expect(.else)
        let alternative = try parseExpression()
        try raise(above: consequenceHeight)
        return .conditional(
            ConditionalSyntax(
                condition: condition, consequence: consequence, alternative: alternative, span: span(from: start)))
    }

    /// conjunction = negation { "and" negation } ;
    private mutating func parseConjunction() throws(ParseAbort) -> ExpressionSyntax {
        var left = try parseNegation()
        while nextIs(.and) {
            left = try parseInfix(left, .and) { parser throws(ParseAbort) in try parser.parseNegation() }
        }
        return left
    }

    /// negation = { "not" } comparison ;
    private mutating func parseNegation() throws(ParseAbort) -> ExpressionSyntax {
        var starts: [Int] = []
        while keyword == .not { starts.append(presume(.not).start) }
        var operand = try parseComparison()
        for start in starts.reversed() {
            try raise()
            operand = .not(NotSyntax(operand: operand, span: span(from: start)))
        }
        return operand
    }

    /// comparison = row | command | sum [ comparator argument-sum ] ;
    private mutating func parseComparison() throws(ParseAbort) -> ExpressionSyntax {
        if kind == .sign {
            let command = try parseCommand()
            checkSwallowedClause(of: command)
            return .command(command)
        }
        if nextBeginsRow { return .row(try parsePhrase()) }
        let left = try parseSum(isArgument: false)
        let leftHeight = height
        guard let (operation, place) = try parseComparator() else { return left }
        let right = try parseSum(isArgument: true)
        return try join(left, leftHeight, operation, at: place, right)
    }

    /// A bare word begins a phrase; `yes`, `no` and `none` do when a value follows; operators such as `count of` do not.
    private var nextBeginsRow: Bool {
        guard isPlainWord(token) else { return false }
        guard let keyword else { return true }
        if keyword == .yes || keyword == .no || keyword == .none { return beginsElement(following) }
        if nextBeginsOperator { return false }
        return !keyword.endsRow || keyword.beginsStatement
    }

    private mutating func parsePhrase() throws(ParseAbort) -> PhraseUseSyntax {
        if isMisread { throw ParseAbort() }
        if let keyword, keyword.beginsStatement {
            throw fail(.cannotBegin(keyword.rawValue, at: here, isCurable: isCutWord))
        }
        return try parseRow()
    }

    /// "is" [ "not" ] | [ "not" ] "in" | "contains" | "matches" | ( "begins" | "ends" ) "with" | "<" | "<=" | ">" | ">="
    private mutating func parseComparator() throws(ParseAbort) -> (InfixOperator, Span)? {
        let start = token.start
        if keyword == .not {
            presume(.not)
            try expect(.in)
            return (.notIn, span(from: start))
        }
        let simple = InfixOperator(kind) ?? keyword.flatMap { InfixOperator($0) }
        guard let simple else {
            expected += Self.expectedComparators
            return nil
        }
        advance()
        if simple == .is, accept(.not) { return (.isNot, span(from: start)) }
        if simple == .beginsWith || simple == .endsWith { try expect(.with) }
        return (simple, span(from: start))
    }

    private static let expectedComparators: [Expected] = [
        .is, .notIn, .in, .contains, .matches, .beginsWith, .endsWith, .less, .greater,
    ].map { .infix($0) }

    /// sum = product { ( "+" | "-" ) B argument-product } ;
    private mutating func parseSum(isArgument: Bool) throws(ParseAbort) -> ExpressionSyntax {
        var left = try parseProduct(isArgument: isArgument)
        while let operation = nextSign(UInt8(ascii: "+"), .plus, UInt8(ascii: "-"), .minus) {
            left = try parseInfix(left, operation) { parser throws(ParseAbort) in
                try parser.parseProduct(isArgument: true)
            }
        }
        expected.append(.infix(.plus))
        return left
    }

    /// product = postfix { ( "*" | "/" ) B argument-postfix } ;
    private mutating func parseProduct(isArgument: Bool) throws(ParseAbort) -> ExpressionSyntax {
        var left = try parsePostfix(isArgument: isArgument)
        while let operation = nextSign(UInt8(ascii: "*"), .times, UInt8(ascii: "/"), .divided) {
            left = try parseInfix(left, operation) { parser throws(ParseAbort) in
                try parser.parsePostfix(isArgument: true)
            }
        }
        return left
    }

    /// The one of two operators that is here with spaces around it.
    private func nextSign(
        _ one: UInt8, _ first: InfixOperator, _ other: UInt8, _ second: InfixOperator
    ) -> InfixOperator? {
        guard kind == .word, token.end - token.start == 1 else { return nil }
        let sign = source.bytes[token.start]
        return sign == one ? first : sign == other ? second : nil
    }

    /// The operator here and its right side.
    mutating func parseInfix(
        _ left: ExpressionSyntax, _ operation: InfixOperator,
        _ parseRight: (inout Parser) throws(ParseAbort) -> ExpressionSyntax
    ) throws(ParseAbort) -> ExpressionSyntax {
        let leftHeight = height
        let place = span(of: take())
        let right = try parseRight(&self)
        return try join(left, leftHeight, operation, at: place, right)
    }

    mutating func join(
        _ left: ExpressionSyntax, _ leftHeight: Int, _ operation: InfixOperator, at place: Span,
        _ right: ExpressionSyntax
    ) throws(ParseAbort) -> ExpressionSyntax {
        try raise(above: leftHeight)
        return .infix(
            InfixSyntax(
                left: left, operation: operation, operatorSpan: place, right: right,
                span: span(from: left.span.start)))
    }
}

extension InfixOperator {
    /// The comparison written with an operator sign.
    fileprivate init?(_ kind: Token.Kind) {
        switch kind {
        case .less: self = .less
        case .lessOrEqual: self = .lessOrEqual
        case .greater: self = .greater
        case .greaterOrEqual: self = .greaterOrEqual
        default: return nil
        }
    }

    /// The comparison written as a word.
    fileprivate init?(_ keyword: Keyword) {
        switch keyword {
        case .is: self = .is
        case .in: self = .in
        case .contains: self = .contains
        case .matches: self = .matches
        case .begins: self = .beginsWith
        case .ends: self = .endsWith
        default: return nil
        }
    }
}
