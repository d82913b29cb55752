/// One source line as it is shown: tabs expanded, hidden characters made visible, and cut around a place when it is
/// too long.
struct Excerpt {
    /// A character, or what is written in its place: a tab as spaces, a hidden one as its name.
    private struct Cell {
        var text: String
        var columns: Int
        var isCharacter = true
        /// Its bytes in the file.
        var bytes: Range<Int>
    }

    private static let tabWidth = 4

    /// The line's text, with `…` where it is cut.
    private(set) var text = ""
    /// The starts of the shown cells, in columns of `text`, in order.
    private var starts: [(offset: Int, column: Int)] = []
    private let columns: Int

    /// The line with the zero-based index, at most `width` columns wide, with the byte offset `place` in view.
    init(_ source: SourceText, line index: Int, around place: Int, width: Int) {
        let line = Self.bytes(of: source, line: index)
        // Far from the place nothing can be shown: a line of megabytes costs as much as one of this length.
        let reach = max(width, 1) * 4
        let start = max(line.lowerBound, min(place, line.upperBound) - reach)
        let end = min(line.upperBound, max(place, line.lowerBound) + reach)
        let cells = Self.cells(of: source, from: start, to: end)
        let window = Self.window(
            of: cells, around: place, width: width, isCutBefore: start > line.lowerBound,
            isCutAfter: end < line.upperBound)
        var column = 0
        if window.lowerBound > 0 || start > line.lowerBound {
            text = "…"
            column = 1
        }
        for cell in cells[window] {
            starts.append((cell.bytes.lowerBound, column))
            text += cell.text
            column += cell.columns
        }
        starts.append((window.upperBound < cells.count ? cells[window.upperBound].bytes.lowerBound : end, column))
        if window.upperBound < cells.count || end < line.upperBound { text += "…" }
        columns = column
    }

    /// The columns that a range of bytes takes, at least one, as far as it is shown.
    func columns(of span: Span) -> Range<Int> {
        let first = column(of: span.start)
        return first..<max(first + 1, column(of: span.end))
    }

    private func column(of offset: Int) -> Int {
        starts.first { $0.offset >= offset }?.column ?? columns
    }

    private static func bytes(of source: SourceText, line index: Int) -> Range<Int> {
        let start = source.lineStarts[index]
        guard index + 1 < source.lineStarts.count else { return start..<source.bytes.count }
        let end = source.lineStarts[index + 1] - 1
        return start..<(end > start && source.bytes[end - 1] == UInt8(ascii: "\r") ? end - 1 : end)
    }

    private static func cells(of source: SourceText, from start: Int, to end: Int) -> [Cell] {
        var cells: [Cell] = []
        var column = 0
        var offset = start
        // A cut may fall into a character.
        while offset < end, offset > 0, start > 0, source.bytes[offset] & 0xC0 == 0x80, offset < start + 3 {
            offset += 1
        }
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = source.bytes[offset..<end].makeIterator()
        while offset < end {
            var scalar: Unicode.Scalar = "\u{FFFD}"
            var length = 1
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                scalar = Unicode.UTF8.decode(encoded)
                length = encoded.count
            case .error(let count): length = count
            case .emptyInput: length = end - offset
            }
            add(scalar, offset..<offset + length, to: &cells, column: &column)
            offset += length
        }
        return cells
    }

    private static func add(
        _ scalar: Unicode.Scalar, _ bytes: Range<Int>, to cells: inout [Cell], column: inout Int
    ) {
        var cell = Cell(text: String(scalar), columns: String(scalar).columns, bytes: bytes)
        if scalar == "\t" {
            cell.columns = tabWidth - column % tabWidth
            cell.text = String(repeating: " ", count: cell.columns)
            cell.isCharacter = false
        } else if scalar.isHidden {
            cell.text = scalar.visibleName
            cell.columns = cell.text.utf8.count
            cell.isCharacter = false
        } else if !scalar.isASCII, let last = cells.last, last.isCharacter, (last.text + cell.text).count == 1 {
            // The two are one character, which may be wider than what it began with.
            cell.text = last.text + cell.text
            cell.columns = cell.text.columns
            cell.bytes = last.bytes.lowerBound..<bytes.upperBound
            column -= last.columns
            cells.removeLast()
        }
        column += cell.columns
        cells.append(cell)
    }

    /// The cells that fit, with some context before the place.
    private static func window(
        of cells: [Cell], around place: Int, width: Int, isCutBefore: Bool, isCutAfter: Bool
    ) -> Range<Int> {
        let total = cells.reduce(0) { $0 + $1.columns }
        let room = max(width, 10) - 2
        if total <= room + 2, !isCutBefore, !isCutAfter { return 0..<cells.count }
        let centre = cells.firstIndex { $0.bytes.upperBound > place } ?? cells.count
        var first = centre
        var used = 0
        while first > 0, used + cells[first - 1].columns <= room / 3 {
            first -= 1
            used += cells[first].columns
        }
        var last = centre
        while last < cells.count, used + cells[last].columns <= room {
            used += cells[last].columns
            last += 1
        }
        while first > 0, used + cells[first - 1].columns <= room {
            first -= 1
            used += cells[first].columns
        }
        return first..<last
    }
}
