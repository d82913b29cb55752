import BelaySource

/// A string or a command between three quotes, one level further in than its line. What it means does not change: the
/// indentation that its lines have in common is no part of it.
struct BlockText {
    let text: String

    /// Nil if it is not such a text.
    init?(_ cell: FormattedLine.Cell, inside indentation: Int) {
        guard cell.token.kind == .text || cell.token.kind == .shellBlock else { return nil }
        let bytes = Array(cell.text.utf8)
        let margin = String(repeating: " ", count: indentation + FormattingStyle.indentation)
        let blocks = BlockLines(bytes: bytes, from: 0, to: bytes.count)
        var lines = blocks.contents.map { String(decoding: bytes[$0], as: UTF8.self) }
        var written = String(decoding: bytes[..<3], as: UTF8.self)
        if blocks.beginsInline { written += lines.removeFirst() }
        // Where all lines are empty but for spaces, these are the text.
        let isMoved = !lines.allSatisfy { line in line.utf8.allSatisfy(\.isBlank) }
        for line in lines { written += "\n" + (isMoved && !line.isEmpty ? margin + line : line) }
        if blocks.endsOnOwnLine { written += "\n" + margin }
        text = written + String(decoding: bytes[(bytes.count - 3)...], as: UTF8.self)
    }
}
