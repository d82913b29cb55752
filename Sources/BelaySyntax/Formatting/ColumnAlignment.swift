/// Puts what is beneath each other into columns.
///
/// Three kinds of columns there are. The `=` of `let`s without a type that follow each other. The documentation of parameters
/// that follow each other. And whatever a writer has aligned: what begins in the same column on two lines that follow each
/// other, where one of them has more than one space before it.
struct ColumnAlignment {
    /// A cell of a line, by their numbers.
    struct Place: Hashable {
        var line: Int
        var cell: Int
    }

    private var lines: [FormattedLine]

    static func align(_ lines: inout [FormattedLine]) {
        var alignment = ColumnAlignment(lines: lines)
        alignment.alignStatements()
        alignment.alignDocumentation()
        lines = alignment.lines
    }

    private init(lines: [FormattedLine]) { self.lines = lines }

    // MARK: Statements that follow each other

    private mutating func alignStatements() {
        var start = 0
        while start < lines.count {
            var end = start + 1
            if isAlignable(start) {
                while end < lines.count, isAlignable(end), !lines[end].isAfterSpace { end += 1 }
            }
            if end > start + 1 { align(start..<end) }
            start = end
        }
    }

    private func isAlignable(_ line: Int) -> Bool {
        let line = lines[line]
        return (line.role == .statement || line.role == .hanging) && line.isOnOneLine
    }

    private mutating func align(_ range: Range<Int>) {
        var columns = ColumnSets()
        for (above, below) in zip(range, range.dropFirst()) where isAsFarIn(above, below) {
            let equals = (equalsOfLet(above), equalsOfLet(below))
            if let first = equals.0, let second = equals.1 {
                columns.join(Place(line: above, cell: first), Place(line: below, cell: second))
            }
            let isForced = equals.0 != nil && equals.1 != nil
            for (first, second) in readAlignments(above, below) {
                let isBehind = !isForced || first > (equals.0 ?? 0) && second > (equals.1 ?? 0)
                if isBehind { columns.join(Place(line: above, cell: first), Place(line: below, cell: second)) }
            }
        }
        move(columns.sets, of: range)
    }

    private func isAsFarIn(_ above: Int, _ below: Int) -> Bool {
        guard case .levels(let first) = lines[above].indentation, case .levels(let second) = lines[below].indentation
        else { return false }
        return first == second
    }

    /// The cell of the `=` of a `let` without a type.
    private func equalsOfLet(_ line: Int) -> Int? {
        let cells = lines[line].cells
        guard cells.count > 3, cells[0].text == "let", cells[2].token.kind == .equals else { return nil }
        return cells.last?.token.kind == .leftBrace ? nil : 2
    }

    /// The cells that begin in the same column of both lines, as they were read.
    private func readAlignments(_ above: Int, _ below: Int) -> [(Int, Int)] {
        guard
            lines[above].cells.contains(where: { $0.readGap > 1 })
                || lines[below].cells.contains(where: { $0.readGap > 1 })
        else { return [] }
        let first = readColumns(above)
        let second = readColumns(below)
        var found: [(Int, Int)] = []
        var other = 1
        for cell in first.indices.dropFirst() {
            while other < second.count, second[other] < first[cell] { other += 1 }
            guard other < second.count, second[other] == first[cell] else { continue }
            if cell == documentation(ofParameter: above) || other == documentation(ofParameter: below) { continue }
            let cells = (lines[above].cells[cell], lines[below].cells[other])
            if cells.0.gap > 0, cells.1.gap > 0, cells.0.readGap > 1 || cells.1.readGap > 1 {
                found.append((cell, other))
            }
        }
        return found
    }

    /// Where each cell was read, counted from the first.
    private func readColumns(_ line: Int) -> [Int] {
        var column = 0
        return lines[line].cells.enumerated().map { index, cell in
            if index > 0 { column += cell.readGap }
            defer { column += cell.columns }
            return column
        }
    }

    /// Moves the cells of each set to the first column that all of them can have.
    private mutating func move(_ sets: [[Place]], of range: Range<Int>) {
        guard !sets.isEmpty else { return }
        let natural = range.map { lines[$0].cells.map(\.gap) }
        for _ in 0...sets.count {
            var isSettled = true
            for places in sets {
                let columns = places.map { column(of: $0) }
                guard let target = columns.max() else { continue }
                for (place, column) in zip(places, columns) where column < target {
                    lines[place.line].cells[place.cell].gap += target - column
                    isSettled = false
                }
            }
            if isSettled { return }
        }
        // Columns that cross each other.
        for (line, gaps) in zip(range, natural) {
            for (cell, gap) in gaps.enumerated() { lines[line].cells[cell].gap = gap }
        }
    }

    private func column(of place: Place) -> Int {
        let cells = lines[place.line].cells
        return cells[..<place.cell].reduce(0) { $0 + $1.gap + $1.columns } + cells[place.cell].gap
    }

    // MARK: Documentation of parameters

    private mutating func alignDocumentation() {
        var group: [Int] = []
        for index in lines.indices {
            let line = lines[index]
            if line.isAfterSpace { settle(&group) }
            if line.role == .comment { continue }
            guard line.role == .statement, line.cells.first?.text == "param" else {
                settle(&group)
                continue
            }
            group.append(index)
        }
        settle(&group)
    }

    private mutating func settle(_ group: inout [Int]) {
        let places = group.compactMap { line in documentation(of: line).map { Place(line: line, cell: $0) } }
        let ends = places.map { column(of: $0) - lines[$0.line].cells[$0.cell].gap }
        let widest = ends.filter { $0 <= FormattingStyle.columnLimit }.max() ?? 0
        for (place, end) in zip(places, ends) {
            lines[place.line].cells[place.cell].gap = max(widest - end, 0) + FormattingStyle.columnGap
        }
        group = []
    }

    /// Its column is computed, so that it begins where a cell of another line does is no writer's wish.
    private func documentation(ofParameter line: Int) -> Int? {
        lines[line].cells.first?.text == "param" ? documentation(of: line) : nil
    }

    /// The string that says what a parameter is, or the comment that does.
    private func documentation(of line: Int) -> Int? {
        let cells = lines[line].cells
        guard lines[line].isOnOneLine else { return nil }
        var depth = 0
        for (index, cell) in cells.enumerated() {
            switch cell.token.kind {
            case .leftBracket, .leftParenthesis: depth += 1
            case .rightBracket, .rightParenthesis: depth -= 1
            case .text where depth == 0 && cells[index - 1].token.kind != .equals: return index
            case .comment: return index
            case .word where depth == 0 && cell.text == "where": return nil
            default: break
            }
        }
        return nil
    }
}
