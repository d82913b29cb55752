import BelaySource

/// Writes lines, each as far in as it has to be.
struct LineWriter {
    private let lines: [FormattedLine]
    private let source: SourceText
    private var indentations: [Int] = []
    private var text = ""

    static func text(of lines: [FormattedLine], _ source: SourceText) -> String {
        var writer = LineWriter(lines: lines, source: source)
        writer.text.reserveCapacity(source.bytes.count * 9 / 8)
        for line in lines { writer.write(line) }
        return writer.text
    }

    private init(lines: [FormattedLine], source: SourceText) {
        self.lines = lines
        self.source = source
    }

    private mutating func write(_ line: FormattedLine) {
        let indentation = columns(of: line.indentation)
        indentations.append(indentation)
        if line.isAfterSpace { text += "\n" }
        if let frozen = line.frozen {
            text += String(decoding: source.bytes[frozen], as: UTF8.self)
            // A string that is not closed would have a line end more.
            if frozen.upperBound < source.bytes.count { text += "\n" }
            return
        }
        text += spaces(indentation)
        for cell in line.cells {
            text += spaces(cell.gap)
            text += cell.isOnOneLine ? cell.text : BlockText(cell, inside: indentation)?.text ?? cell.text
        }
        text += line.isContinued ? " \\\n" : "\n"
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

    private func columns(of indentation: FormattedLine.Indentation) -> Int {
        switch indentation {
        case .levels(let levels): levels * FormattingStyle.indentation
        case .inside(let line, let cell):
            ends(line, with: cell) ? indentations[line] + FormattingStyle.indentation : column(of: cell, in: line) + 1
        case .closing(let line, let cell): ends(line, with: cell) ? indentations[line] : column(of: cell, in: line)
        }
    }

    /// Nothing but a comment is behind the cell.
    private func ends(_ line: Int, with cell: Int) -> Bool {
        lines[line].cells.dropFirst(cell + 1).allSatisfy { $0.token.kind == .comment }
    }

    private func column(of cell: Int, in line: Int) -> Int {
        let cells = lines[line].cells
        return cells[..<cell].reduce(indentations[line]) { $0 + $1.gap + $1.columns } + cells[cell].gap
    }
}
