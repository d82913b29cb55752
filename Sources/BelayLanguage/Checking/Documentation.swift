import BelaySyntax

/// Strings on their own at the beginning of a body; several are one.
enum Documentation {
    static func text(_ texts: [TextSyntax]) -> String {
        texts.compactMap(\.literal).joined(separator: " ")
    }

    /// The number of statements at the beginning that are documentation.
    static func count(in statements: [StatementSyntax]) -> Int {
        statements.prefix { if case .documentation = $0 { true } else { false } }.count
    }

    static func texts(of block: BlockSyntax) -> [TextSyntax] {
        block.statements.prefix(count(in: block.statements)).compactMap {
            if case .documentation(let text) = $0 { text } else { nil }
        }
    }

    static func text(of block: BlockSyntax) -> String { text(texts(of: block)) }
}
