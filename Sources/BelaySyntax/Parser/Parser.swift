public import BelaySource

/// The result of parsing: always a tree, and the errors.
public struct ParsedFile: Sendable {
    public var file: FileSyntax
    /// In the order of their places.
    public var diagnostics: [Diagnostic]

    /// More input could cure every error. A continuation prompt is exactly this.
    public var isCurable: Bool { diagnostics.contains { $0.severity == .error } && diagnostics.allSatisfy(\.isCurable) }
}

/// A recursive-descent parser of the language in grammar/belay.ebnf, whose lines stand above the productions.
///
/// Parsing never fails: a statement that cannot be read is reported and left out, and parsing continues at the next
/// line or at the end of its block. No production asks what a phrase means.
public struct Parser {
    let source: SourceText
    let keywords = KeywordTable.shared
    var tokens: [Token] = []
    var index = 0
    var kind = Token.Kind.newline
    /// The keyword that the current token is.
    var keyword: Keyword?
    /// Everything that was looked for at the current token and not found.
    var expected: [Expected] = []
    /// The same at the end of the text, by whatever tried to continue there.
    var expectedAtEnd: [Expected] = []
    /// Inside parentheses and brackets a line end counts as a space.
    var skipsNewlines = false
    /// The number of tree nodes around the current token.
    var depth = 0
    /// The depth of the expression or element that was parsed last.
    var height = 0
    /// The statement that is being parsed begins with this token.
    var statementStart: Token?
    /// The file begins with `lab`.
    var isLab = false
    /// Set if the nesting is too deep: the rest of the file is not read, and nothing more is reported.
    var isAbandoned = false
    var diagnostics: [Diagnostic] = []
    /// How the signatures begin that were refused for their first word.
    var refused: Set<RefusedBeginning> = []
    /// The same, found before: what calls them is read as something else, and is not reported.
    private(set) var misread: Set<RefusedBeginning> = []

    /// A whole file, or a piece typed at a prompt. The piece has its last line end: a line without one may continue, so
    /// a quote left open on it counts as curable. It is never a lab, whatever it begins with.
    public static func parse(_ source: SourceText, isTyped: Bool = false) -> ParsedFile {
        var parser = Parser(source)
        parser.isLab = !isTyped && beginsLab(parser.tokens, keyword: parser.keyword(of:))
        var statements = parser.parseStatements()
        if !parser.refused.isEmpty {
            let refused = parser.refused
            parser = Parser(source)
            parser.isLab = !isTyped && beginsLab(parser.tokens, keyword: parser.keyword(of:))
            parser.misread = refused
            statements = parser.parseStatements()
        }
        let file = FileSyntax(
            statements: statements, span: Span(file: source.file, start: 0, end: source.bytes.count))
        return ParsedFile(file: file, diagnostics: parser.sortedDiagnostics())
    }

    /// One value, as on a command line: a word, a string, a list. Nil if it is not one; then the diagnostics say why.
    public static func parseElement(_ source: SourceText) -> (element: ElementSyntax?, diagnostics: [Diagnostic]) {
        var parser = Parser(source)
        let element = try? parser.parseWholeElement()
        return (element, parser.sortedDiagnostics())
    }

    /// The operators and the words of statements that could come next, as they are spelled, where a text is still typed.
    public static func wordsExpected(after source: SourceText) -> [String] {
        var parser = Parser(source)
        _ = parser.parseStatements()
        let expected = parser.expectedAtEnd + (parser.kind == .end ? parser.expected : [])
        var seen: Set<String> = []
        return expected.flatMap(\.spellings).filter { seen.insert($0).inserted }
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
        let first = sorted.prefix(SyntaxLimits.diagnostics).map(\.element)
        guard !first.isEmpty, let cut = startOfCutBracket else { return first }
        return first.map { diagnostic in
            var diagnostic = diagnostic
            if diagnostic.span.end > cut { diagnostic.isCurable = true }
            return diagnostic
        }
    }
}
