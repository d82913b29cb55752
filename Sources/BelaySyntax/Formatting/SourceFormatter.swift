import BelaySource

/// Lays a runbook out in the one style that there is.
///
/// The text is read as tokens, since these cover every byte and know no errors: a line is what is between two line ends
/// outside of parentheses and lists, a block that is written on one line stays on one, and every other block has its
/// statements on lines of their own. Between tokens there is one space, or as many as a column needs. A line break within
/// a statement is its writer's, and so is an empty line between two paragraphs.
public enum SourceFormatter {
    public enum Outcome: Hashable, Sendable {
        /// The text in the house style.
        case text(String)
        /// So much is wrong with it that nobody knows where lines begin and end.
        case unreadable
        /// The formatter has a fault: what it wrote is not made of the same tokens.
        case unfaithful
    }

    /// The text in the house style, with line ends of one byte. Its statements, commands, strings and comments are the same
    /// ones in the same order. A line with an error stays as it is, and so does what a bracket without its other half may
    /// hold. Where too much is wrong, the text itself.
    public static func format(_ text: String) -> String {
        switch outcome(of: text) {
        case .text(let formatted): formatted
        case .unreadable, .unfaithful: text
        }
    }

    /// The same, and what kept it from that.
    public static func outcome(of text: String) -> Outcome {
        let source = SourceText(file: FileNumber(0), name: "", bytes: bytes(of: text))
        let (tokens, _) = Lexer.lex(source)
        guard let frozen = FrozenLines(source, tokens) else { return .unreadable }
        var lines = LineReader.lines(of: source, tokens, frozen: frozen)
        ColumnAlignment.align(&lines)
        let formatted = LineWriter.text(of: lines, source)
        return WrittenTokens(source, tokens) == WrittenTokens(formatted) ? .text(formatted) : .unfaithful
    }

    /// Without a byte order mark and the first byte of line ends that have two.
    private static func bytes(of text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        guard bytes.contains(UInt8(ascii: "\r")) else { return bytes }
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        for (offset, byte) in bytes.enumerated() {
            let isLineEnd =
                byte == UInt8(ascii: "\r") && offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\n")
            if !isLineEnd { kept.append(byte) }
        }
        return kept
    }
}
