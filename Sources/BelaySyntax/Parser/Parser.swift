public import BelaySource

/// What parsing a text gives: always a tree, and what is wrong.
public struct ParsedFile: Sendable {
    public var file: FileSyntax
    /// In the order of their places.
    public var diagnostics: [Diagnostic]

    /// Whether every error could be cured by more text after the end: a continuation prompt is this and nothing else.
    public var isCurable: Bool { diagnostics.contains { $0.severity == .error } && diagnostics.allSatisfy(\.isCurable) }
}

/// A recursive-descent parser of the language in grammar/belay.ebnf, whose lines stand above the productions.
///
/// Parsing never fails: a statement that cannot be read is reported and left out, and parsing goes on at the next
/// line or at the end of its block. No production asks what a phrase means.
public struct Parser {
    let source: SourceText
    let keywords = KeywordTable.shared
    var tokens: [Token] = []
    var index = 0
    var kind = Token.Kind.newline
    /// The keyword that the current token is.
    var keyword: Keyword?
    /// What was looked for at the current token without being there.
    var wanted: [Expected] = []
    /// Within parentheses and brackets a line end is a blank.
    var skipsNewlines = false
    /// How many nodes of the tree stand around the current token.
    var depth = 0
    /// How many nodes deep the expression or element is that was parsed last.
    var height = 0
    /// The statement that is being parsed begins with this token.
    var statementStart: Token?
    /// Set when the nesting is too deep: the rest of the file is not read, and nothing more is reported.
    var isAbandoned = false
    var diagnostics: [Diagnostic] = []

    /// A whole file, or a piece typed at a prompt. The piece has its last line end: a line without one may go on, so
    /// that a quote left open on it counts as curable.
    public static func parse(_ source: SourceText) -> ParsedFile {
        var parser = Parser(source)
        let statements = parser.parseStatements()
        let file = FileSyntax(
            statements: statements, span: Span(file: source.file, start: 0, end: source.bytes.count))
        return ParsedFile(file: file, diagnostics: parser.sortedDiagnostics())
    }

    /// One value, as on a command line: a word, a text, a list. nil when it is not one; then the diagnostics say why.
    public static func parseElement(_ source: SourceText) -> (element: ElementSyntax?, diagnostics: [Diagnostic]) {
        var parser = Parser(source)
        let element = try? parser.parseWholeElement()
        return (element, parser.sortedDiagnostics())
    }

    private init(_ source: SourceText) {
        self.source = source
        var lexer = Lexer(source)
        diagnostics = lexer.isTooLarge ? [] : TextValidation.diagnostics(of: source)
        tokens.reserveCapacity(source.bytes.count / 4 + 1)
        repeat {
            let token = lexer.next()
            if !token.isTrivia { tokens.append(token) }
        } while tokens.last?.kind != .end
        // A character that no file may hold has been named; that it has no meaning goes without saying.
        let named = Set(diagnostics.map(\.span.start))
        diagnostics += lexer.diagnostics.filter {
            $0.code != SyntaxCode.unexpectedCharacter.rawValue || !named.contains($0.span.start)
        }
        look()
    }

    private mutating func parseWholeElement() throws(ParseAbort) -> ElementSyntax {
        let element = try parseElement()
        try expect(.end)
        return element
    }

    private func sortedDiagnostics() -> [Diagnostic] {
        let sorted = diagnostics.enumerated().sorted {
            ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset)
        }
        return sorted.prefix(SyntaxLimits.diagnostics).map(\.element)
    }
}
