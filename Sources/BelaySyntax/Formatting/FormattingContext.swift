import BelaySource

/// What is open around a token, and which statement it is in.
struct FormattingContext {
    /// What the lines of a block are.
    enum Content {
        case statements
        /// Commands with their replies, of a test.
        case test
        /// `set`, `append` and `remove`.
        case changes
    }

    struct Bracket {
        var kind: Token.Kind
        var content: Content
        var place: (line: Int, cell: Int)
        /// A `{` on a line of its own statements.
        var isBlock: Bool
        /// The statement before is one that lines may hang below.
        var last = Hanger.none
        /// There was a `:` since the last comma: it is an option of a signature.
        var hasType = false
    }

    /// A statement that lines may hang below.
    enum Hanger {
        case none
        /// `runbook "T"` and `lab "T"`, by the strings below them.
        case title
        /// A command of a test, by its replies.
        case stub
    }

    private var brackets: [Bracket] = []
    /// At the level of the file.
    private var last = Hanger.none
    /// No token of the statement was seen yet.
    private(set) var isAtStatement = true
    private var isFirstOfFile = true
    /// The next `=` has spaces around it.
    private var isBinding = false
    /// The last one had.
    private var wasSpaced = false
    /// The next block holds this.
    private var nextContent = Content.statements

    var levels: Int { brackets.count { $0.isBlock } }

    /// The innermost bracket is a `{` whose statements have lines of their own.
    var isInBlock: Bool { brackets.last?.isBlock ?? false }

    /// The parenthesis or the list around the next token.
    var innerBracket: Bracket? { brackets.last.flatMap { $0.kind == .leftBrace ? nil : $0 } }

    mutating func beginStatement() {
        isAtStatement = true
        isBinding = false
        nextContent = .statements
    }

    mutating func open(_ token: Token, place: (line: Int, cell: Int), isInline: Bool) {
        let isBrace = token.kind == .leftBrace
        let content = isBrace ? nextContent : brackets.last?.content ?? .statements
        brackets.append(Bracket(kind: token.kind, content: content, place: place, isBlock: isBrace && !isInline))
        if isBrace { beginStatement() }
    }

    /// The bracket that is closed, if it is one of this kind.
    mutating func close(_ token: Token) -> Bracket? {
        let opening: Token.Kind =
            token.kind == .rightBrace ? .leftBrace : token.kind == .rightParenthesis ? .leftParenthesis : .leftBracket
        if opening == .leftBrace {
            guard brackets.contains(where: { $0.kind == .leftBrace }) else { return nil }
            while let last = brackets.last, last.kind != .leftBrace { brackets.removeLast() }
            isAtStatement = false
        } else if brackets.last?.kind != opening {
            return nil
        }
        return brackets.removeLast()
    }

    /// A token of a line that is not laid out.
    mutating func pass(_ token: Token, isInline: Bool) {
        switch token.kind {
        case .leftBrace, .leftParenthesis, .leftBracket: open(token, place: (0, 0), isInline: isInline)
        case .rightBrace, .rightParenthesis, .rightBracket: _ = close(token)
        case .word, .variable, .text, .sign, .shellLine, .shellBlock, .colon, .comma, .equals, .bar, .less,
            .lessOrEqual,
            .greater, .greaterOrEqual, .newline, .comment, .lineContinuation, .unexpectedCharacter, .end:
            break
        }
    }
}

// MARK: - Statements

extension FormattingContext {
    /// The token begins a line that goes with the statement above.
    func hangs(_ token: Token, next: Token, in source: SourceText) -> Bool {
        switch brackets.last?.last ?? last {
        case .none: false
        case .title: token.kind == .text
        case .stub: beginsReply(source.text(of: token))
        }
    }

    private func beginsReply(_ word: String) -> Bool {
        word == Keyword.then.rawValue || word == Keyword.after.rawValue || TestWord(rawValue: word)?.beginsReply == true
    }

    /// Notes what a token says of those to come.
    mutating func take(_ token: Token, after previous: Token?, next: Token, in source: SourceText) {
        switch token.kind {
        case .comment: return
        case .equals:
            wasSpaced = isSpaced
            isBinding = false
        case .comma: note { $0.hasType = false }
        case .colon: note { $0.hasType = true }
        case .word where brackets.last?.kind != .leftParenthesis && brackets.last?.kind != .leftBracket:
            read(source.text(of: token), next: next, in: source)
        case .word, .variable, .text, .sign, .shellLine, .shellBlock, .leftBrace, .rightBrace, .leftParenthesis,
            .rightParenthesis, .leftBracket, .rightBracket, .bar, .less, .lessOrEqual, .greater, .greaterOrEqual,
            .newline, .lineContinuation, .unexpectedCharacter, .end:
            break
        }
        if isAtStatement { settleHanger(token, source.text(of: token)) }
        isAtStatement = isAtStatement && precedesBody(token, next: next, in: source)
        isFirstOfFile = false
    }

    /// `always` and `on failure` may be followed by a statement without braces.
    private func precedesBody(_ token: Token, next: Token, in source: SourceText) -> Bool {
        switch token.kind == .word ? source.text(of: token) : "" {
        case "always", "failure": true
        case "on": source.text(of: next) == "failure"
        default: false
        }
    }

    private mutating func note(_ change: (inout Bracket) -> Void) {
        guard !brackets.isEmpty else { return }
        change(&brackets[brackets.count - 1])
    }

    private mutating func read(_ word: String, next: Token, in source: SourceText) {
        let content = brackets.last?.content ?? .statements
        if isAtStatement {
            switch word {
            case "let", "param", "type", "ask": isBinding = true
            case "set", "append": isBinding = content == .changes
            case "test", "given": if next.kind == .text { nextContent = .test }
            case "in", "locally", "it": if content == .test { nextContent = .test }
            case "on": if content == .test, source.text(of: next) != "failure" { nextContent = .test }
            default: break
            }
        }
        // What follows is a condition: a `=` there is that of an option.
        if word == Keyword.where.rawValue, next.kind != .colon { isBinding = false }
        if word == "edit", ["yaml", "json"].contains(source.text(of: next)) { nextContent = .changes }
    }

    private mutating func settleHanger(_ token: Token, _ text: String) {
        let before = brackets.last?.last ?? last
        let content = brackets.last?.content ?? .statements
        let hanger: Hanger
        switch token.kind {
        case .sign: hanger = content == .test ? .stub : .none
        case .text: hanger = before == .title ? .title : .none
        case .word:
            let isTitle = text == "runbook" || text == "lab" && isFirstOfFile
            hanger = isTitle ? .title : before == .stub && beginsReply(text) ? .stub : .none
        default: hanger = .none
        }
        if brackets.isEmpty { last = hanger } else { note { $0.last = hanger } }
    }
}

extension SourceText {
    fileprivate func text(of token: Token) -> String {
        String(decoding: bytes[token.start..<token.end], as: UTF8.self)
    }
}

// MARK: - Spaces

extension FormattingContext {
    /// The spaces between two tokens of a line, where no column needs more.
    func gap(between before: Token, and next: Token, in source: SourceText) -> Int {
        if next.kind == .comment { return FormattingStyle.columnGap }
        if before.kind == .leftParenthesis || before.kind == .leftBracket { return 0 }
        if before.kind == .equals { return wasSpaced ? 1 : 0 }
        switch next.kind {
        case .rightParenthesis, .rightBracket, .comma, .colon: return 0
        case .equals: return isSpaced ? 1 : 0
        case .leftBracket: return touch(before, next) && before.kind.endsPath ? 0 : 1
        case .word where touch(before, next) && (before.kind == .rightParenthesis || before.kind == .rightBracket):
            return source.bytes[next.start] == UInt8(ascii: ".") ? 0 : 1
        default: return 1
        }
    }

    private func touch(_ before: Token, _ next: Token) -> Bool { before.end == next.start }

    /// An `=` here has spaces around it: after the type of an option, or in a statement that binds a name or sets a path.
    private var isSpaced: Bool {
        guard let bracket = brackets.last, bracket.kind != .leftBrace else { return isBinding }
        return bracket.kind == .leftBracket && bracket.hasType
    }
}

extension Token.Kind {
    /// An index may follow it without a space.
    fileprivate var endsPath: Bool { self == .word || self == .rightParenthesis || self == .rightBracket }
}
