/// What stands on a terminal, as far as a line editor moves its cursor about.
struct ScreenEmulator {
    private(set) var rows: [[Character]]
    private let width: Int
    private var row = 0
    private var column = 0
    private var saved = (row: 0, column: 0)
    /// The last column is filled: the next character begins a row.
    private var wraps = false
    private var inserts = false

    init(width: Int) {
        self.width = width
        rows = [[]]
    }

    /// The rows without blanks at their ends.
    var text: [String] {
        rows.map { row in String(row.reversed().drop { $0 == " " }.reversed()).replacing("\0", with: "") }
    }

    /// All rows as one, as if the screen had no edge.
    var whole: String { String(rows.joined()).replacing("\0", with: "") }

    /// The row that the cursor stands in.
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
    }

    private mutating func put(_ character: Character) {
        let isWide = character.unicodeScalars.first.map { $0.value >= 0x1100 && $0.properties.isIdeographic } ?? false
        if wraps || isWide && column == width - 1 {
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
        case "M": row = max(0, row - 1)
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
        case "A": row = max(0, row - count)
        case "B": for _ in 0..<count { down() }
        case "C": column = min(width - 1, column + count)
        case "D": column = max(0, column - count)
        case "G": column = count - 1
        case "K": rows[row].removeSubrange(min(column, rows[row].count)...)
        case "J":
            rows[row].removeSubrange(min(column, rows[row].count)...)
            rows.removeSubrange((row + 1)...)
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
}
