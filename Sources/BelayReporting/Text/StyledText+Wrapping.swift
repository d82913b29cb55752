import BelaySource

extension StyledText {
    /// As rows of at most `width` columns; without a width only line ends break. All rows but the first begin with
    /// `indent` spaces. Rows break at a space if they can, else anywhere: nothing is ever left out.
    public func wrapped(to width: Int?, indent: Int = 0) -> [StyledText] {
        let hanging = min(indent, max(0, (width ?? .max) - Self.narrowestColumn))
        var rows = RowBreaker(width: width, indent: hanging)
        for piece in pieces {
            for word in Self.words(of: piece.text) { rows.take(word, piece.role) }
        }
        return rows.finished()
    }

    /// On one row of at most `width` columns; what was left out shows as `…`. Line ends become `⏎`.
    public func cut(to width: Int) -> StyledText {
        var row = StyledText()
        var used = 0
        let isTooLong = columns > width
        for piece in pieces {
            var kept = ""
            for character in piece.text {
                let shown: Character = character == "\n" ? "⏎" : character
                if isTooLong, used + shown.columns > width - 1 {
                    row.appendPrintable(kept, piece.role)
                    row.appendPrintable("…", .quiet)
                    return row
                }
                kept.append(shown)
                used += shown.columns
            }
            row.appendPrintable(kept, piece.role)
        }
        return row
    }

    /// However deep the indent, this many columns stay for text.
    private static let narrowestColumn = 20

    /// Words, the spaces between them, and line ends.
    private static func words(of text: String) -> [Substring] {
        var words: [Substring] = []
        var rest = text[...]
        while let first = rest.first {
            let end: String.Index =
                switch first {
                case "\n": rest.index(after: rest.startIndex)
                case " ": rest.firstIndex { $0 != " " } ?? rest.endIndex
                default: rest.firstIndex { $0 == " " || $0 == "\n" } ?? rest.endIndex
                }
            words.append(rest[..<end])
            rest = rest[end...]
        }
        return words
    }
}

/// Lays words out in rows.
private struct RowBreaker {
    let width: Int?
    let indent: Int
    private var rows: [StyledText] = []
    private var row = StyledText()
    private var used = 0
    /// The spaces of a break are dropped, those of an indented script line are not.
    private var dropsBlanks = false

    init(width: Int?, indent: Int) {
        self.width = width
        self.indent = indent
    }

    mutating func take(_ word: Substring, _ role: Role) {
        if word == "\n" {
            startRow()
            return
        }
        if word.first == " ", dropsBlanks { return }
        dropsBlanks = false
        let columns = String(word).columns
        if let width, used + columns > width {
            if word.first == " " {
                startRow()
                dropsBlanks = true
                return
            }
            if used > indent, columns <= width - indent || columns <= width - used { startRow() }
            if used + columns > width {
                takeInParts(word, role, width)
                return
            }
        }
        row.appendPrintable(String(word), role)
        used += columns
    }

    func finished() -> [StyledText] { rows + [row] }

    private mutating func takeInParts(_ word: Substring, _ role: Role, _ width: Int) {
        for character in word {
            if used + character.columns > width, used > indent { startRow() }
            row.appendPrintable(String(character), role)
            used += character.columns
        }
    }

    private mutating func startRow() {
        rows.append(row)
        row = StyledText()
        row.appendPrintable(String(repeating: " ", count: indent), .plain)
        used = indent
    }
}
