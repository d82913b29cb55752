import BelaySource
import BelaySyntax

/// Where Belay's own parser has the statements, phrases, commands and texts of a file, as pairs of bytes.
struct WrittenSpans: Encodable {
    let path: String
    let isValid: Bool
    /// Of the errors.
    let codes: [String]
    private(set) var statements: [[Int]] = []
    private(set) var phrases: [[Int]] = []
    private(set) var commands: [[Int]] = []
    private(set) var texts: [[Int]] = []
    /// Of comments, which are in no tree.
    let comments: [[Int]]

    /// - Parameter path: as the file is found from the root of the repository.
    init(_ bytes: [UInt8], path: String) {
        let source = SourceText(file: FileNumber(0), name: path, bytes: bytes)
        let parsed = Parser.parse(source)
        let errors = parsed.diagnostics.filter { $0.severity == .error }
        self.path = path
        isValid = errors.isEmpty
        codes = errors.map(\.code)
        comments = Lexer.lex(source).tokens.filter { $0.kind == .comment }.map { [$0.start, $0.end] }
        if isValid { gather(parsed.file) }
    }

    /// Every node of the tree, by reflection: no list of the kinds of nodes that could lack one.
    private mutating func gather(_ node: Any) {
        switch node {
        case let node as StatementSyntax: statements.append(pair(node.span))
        case let node as TestItemSyntax: if let span = span(of: node) { statements.append(pair(span)) }
        case let node as PhraseUseSyntax: phrases.append(pair(node.span))
        case let node as CommandSyntax: commands.append(pair(node.span))
        case let node as TextSyntax: texts.append(pair(node.span))
        default: break
        }
        for child in Mirror(reflecting: node).children { gather(child.value) }
    }

    private func pair(_ span: Span) -> [Int] { [span.start, span.end] }

    /// Nil for a statement, which is gathered as one.
    private func span(of item: TestItemSyntax) -> Span? {
        switch item {
        case .stub(let node): node.span
        case .place(let node): node.span
        case .given(let node): node.span
        case .file(let node): node.span
        case .answer(let node): node.span
        case .run(let node): node.span
        case .undo(let node): node.span
        case .claim(let node): node.span
        case .statement: nil
        }
    }
}
