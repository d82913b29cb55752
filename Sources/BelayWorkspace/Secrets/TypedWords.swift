import BelaySource
import BelaySyntax

/// The tokens of a text that need not parse, and their grouping. Everything after the last one is the end.
struct TypedWords {
    private let words: [(token: Token, text: String)]

    init(_ text: String) {
        let bytes = Array(text.utf8)
        let tokens = Lexer.lex(SourceText(file: FileNumber(0), name: "", bytes: bytes)).tokens
        words = tokens.filter { !$0.isTrivia }
            .map { ($0, String(decoding: bytes[$0.start..<$0.end], as: UTF8.self)) }
    }

    var indices: Range<Int> { words.indices }

    func kind(at index: Int) -> Token.Kind { index < words.count ? words[index].token.kind : .end }

    func text(at index: Int) -> String { index < words.count ? words[index].text : "" }

    func isWord(_ text: String, at index: Int) -> Bool { kind(at: index) == .word && self.text(at: index) == text }

    /// The index of the name in a type that begins there, after each `list of`.
    func nameOfType(at index: Int) -> Int {
        isWord("list", at: index) && isWord("of", at: index + 1) ? nameOfType(at: index + 2) : index
    }

    /// The tokens of the element that begins there: one token, or all up to the closing bracket. Empty if none begins
    /// there.
    func element(at index: Int) -> Range<Int> {
        switch kind(at: index) {
        case .leftParenthesis, .leftBracket:
            let closing = rest(from: index + 1).upperBound
            return index..<min(closing + 1, words.count)
        case .word, .variable, .text, .sign, .shellLine, .shellBlock, .unexpectedCharacter: return index..<(index + 1)
        case .leftBrace, .rightBrace, .rightParenthesis, .rightBracket, .colon, .comma, .equals, .bar, .less,
            .lessOrEqual, .greater, .greaterOrEqual, .newline, .comment, .lineContinuation, .end:
            return index..<index
        }
    }

    /// The tokens from there to the end of the line or to the closing bracket around them; inside ( ) and [ ] lines
    /// continue.
    func rest(from start: Int) -> Range<Int> {
        let isWithin = start > 0 && [.leftParenthesis, .leftBracket].contains(kind(at: start - 1))
        var depth = 0
        var index = start
        while kind(at: index) != .end {
            switch kind(at: index) {
            case .leftParenthesis, .leftBracket, .leftBrace: depth += 1
            case .rightParenthesis, .rightBracket, .rightBrace:
                if depth == 0 { return start..<index }
                depth -= 1
            case .newline where depth == 0 && !isWithin: return start..<index
            default: break
            }
            index += 1
        }
        return start..<index
    }

    /// Some of it is a typed value: not a known name, and not a command that gives it.
    func isWritten(_ range: Range<Int>, besides names: Set<String>) -> Bool {
        range.contains { index in
            switch kind(at: index) {
            case .sign, .shellLine, .shellBlock, .leftParenthesis, .rightParenthesis, .leftBracket, .rightBracket,
                .comma, .newline, .end:
                false
            case .variable: !names.contains(Self.name(text(at: index).dropFirst()))
            case .text: !isName(text(at: index), of: names)
            default: true
            }
        }
    }

    /// A string is only the value of a name: `"$name"`, `"${name.field}"`.
    private func isName(_ text: String, of names: Set<String>) -> Bool {
        guard text.hasPrefix("\"$"), text.hasSuffix("\"") else { return false }
        let inner = text.dropFirst(2).dropLast()
        if inner.first == "{", inner.firstIndex(of: "}") == inner.indices.last {
            return names.contains(Self.name(inner.dropFirst()))
        }
        return names.contains(String(inner))
    }

    /// The name that a path begins with.
    private static func name(_ path: Substring) -> String {
        String(path.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }

    /// The names of each `let` in the text whose value is written there.
    func namesOfWritten(besides names: Set<String>) -> Set<String> {
        var found: Set<String> = []
        for index in indices.dropFirst() where isWord("let", at: index - 1) {
            let statement = rest(from: index)
            guard let sign = statement.first(where: { kind(at: $0) == .equals }) else { continue }
            if isWritten((sign + 1)..<max(sign + 1, statement.upperBound), besides: names) {
                found.insert(String(text(at: index).prefix { $0 != ":" }))
            }
        }
        return found
    }

    /// The names that are set somewhere in the text: after `let` and similar words, and before a colon.
    var boundNames: Set<String> {
        var names: Set<String> = []
        for index in indices where kind(at: index) == .word {
            if index > 0, ["let", "ask", "param", "for"].contains(text(at: index - 1)) || kind(at: index + 1) == .colon
            {
                names.insert(String(text(at: index).prefix { $0 != ":" }))
            }
        }
        return names
    }
}
