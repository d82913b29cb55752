/// The content of a terminal, as far as a line editor moves its cursor about.
struct ScreenEmulator {
    private(set) var rows: [[Character]]
    private var width: Int
    private let height: Int
    private var row = 0
    private var column = 0
    /// The first row that has not scrolled away.
    private var top = 0
    /// The rows that continue in the next, since the screen has an edge.
    private var continued: Set<Int> = []
    private var saved = (row: 0, column: 0)
    /// The last column is filled: the next character begins a row.
    private var wraps = false
    private var inserts = false

    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        rows = [[]]
    }

    /// The rows without spaces at their ends.
    var text: [String] {
        rows.map { row in String(row.reversed().drop { $0 == " " }.reversed()).replacing("\0", with: "") }
    }

    /// The rows that a person sees.
    var seen: [String] { Array(text[top...]) }

    /// All rows as one, as if the screen had no edge.
    var whole: String { String(rows.joined()).replacing("\0", with: "") }

    /// The row of the cursor.
    var current: String { text[row] }

    mutating func take(_ output: String) {
        var rest = output[...]
        while let character = rest.popFirst() {
            switch character {
            case "\r\n":
                column = 0
                down()
            case "\n": down()
            case "\r": (column, wraps) = (0, false)
            case "\u{8}": (column, wraps) = (max(0, column - 1), false)
            case "\u{7}": continue
            case "\u{1B}": escape(&rest)
            default: put(character)
            }
        }
    }

    private mutating func down() {
        wraps = false
        row += 1
        if row == rows.count { rows.append([]) }
        top = max(top, row - height + 1)
    }

    private mutating func put(_ character: Character) {
        let isWide = Self.isWide(character)
        if wraps || isWide && column == width - 1 {
            continued.insert(row)
            column = 0
            down()
        }
        fill(to: column)
        if inserts { rows[row].insert(character, at: column) } else { write(character) }
        column += 1
        if isWide {
            fill(to: column)
            write("\0")
            column += 1
        }
        wraps = column >= width
        if wraps { column = width - 1 }
    }

    private static func isWide(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first, scalar.value >= 0x1100 else { return false }
        return scalar.properties.isIdeographic || scalar.properties.isEmojiPresentation
    }

    private mutating func write(_ character: Character) {
        if column < rows[row].count { rows[row][column] = character } else { rows[row].append(character) }
    }

    private mutating func fill(to column: Int) {
        while rows[row].count < column { rows[row].append(" ") }
    }

    private mutating func escape(_ rest: inout Substring) {
        switch rest.popFirst() {
        case "7": saved = (row, column)
        case "8": (row, column) = saved
        case "M": row = max(top, row - 1)
        case "[":
            let digits = rest.prefix { "0123456789;?".contains($0) }
            rest = rest.dropFirst(digits.count)
            obey(rest.popFirst(), digits.split(separator: ";").first.flatMap { Int($0) })
        default: return
        }
    }

    private mutating func obey(_ command: Character?, _ given: Int?) {
        let count = max(1, given ?? 1)
        wraps = false
        switch command {
        case "A": row = max(top, row - count)
        case "B": for _ in 0..<count { down() }
        case "C": column = min(width - 1, column + count)
        case "D": column = max(0, column - count)
        case "G": column = count - 1
        case "K":
            rows[row].removeSubrange(min(column, rows[row].count)...)
            continued.remove(row)
        case "J":
            rows[row].removeSubrange(min(column, rows[row].count)...)
            rows.removeSubrange((row + 1)...)
            continued = continued.filter { $0 < row }
        case "P":
            let start = min(column, rows[row].count)
            rows[row].removeSubrange(start..<min(rows[row].count, start + count))
        case "@":
            fill(to: column)
            rows[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
        case "h" where given == 4: inserts = true
        case "l" where given == 4: inserts = false
        default: return
        }
    }

    /// Breaks long rows at the new edge, as terminals do.
    mutating func resize(width: Int) {
        let (old, oldRow, oldColumn, oldContinued) = (rows, row, column, continued)
        self.width = width
        (rows, row, column, top, continued, wraps) = ([[]], 0, 0, 0, [], false)
        var cursor = (row: 0, column: 0)
        for (index, cells) in old.enumerated() {
            for (offset, character) in cells.enumerated() {
                if index == oldRow, offset == oldColumn { cursor = (row, column) }
                if character != "\0" { put(character) }
            }
            if index == oldRow, oldColumn >= cells.count { cursor = (row, min(width - 1, column)) }
            if !oldContinued.contains(index), index < old.count - 1 {
                column = 0
                down()
            }
        }
        (row, column, wraps) = (cursor.row, cursor.column, false)
    }
}
