/// A line as it is to be written.
struct FormattedLine {
    /// A token and the spaces before it.
    struct Cell {
        var token: Token
        /// Of one or more lines, without trailing spaces.
        var text: String
        /// The spaces before it; before the first there are none.
        var gap: Int
        /// The spaces before it where it was read; one if that was on another line.
        var readGap: Int
        /// How many columns it fills, if it is on one line.
        var columns: Int
        var isOnOneLine: Bool
    }

    enum Indentation {
        /// Blocks around it, and one more for what continues a line.
        case levels(Int)
        /// Inside the parenthesis or list that a cell of another line opens.
        case inside(line: Int, cell: Int)
        /// The line begins with the bracket that closes the one of that cell.
        case closing(line: Int, cell: Int)
    }

    enum Role {
        /// A statement, or the beginning of one.
        case statement
        /// A comment alone.
        case comment
        /// What goes with the statement above: a reply of a test, a string below a title.
        case hanging
        /// Any other line: what a line end within a statement has left over, or the end of a block.
        case rest
        /// As it was read, with an error.
        case frozen
    }

    var cells: [Cell] = []
    var indentation = Indentation.levels(0)
    var role = Role.statement
    var isAfterSpace = false
    /// It ends with a `\`.
    var isContinued = false
    /// The bytes that are written as they are.
    var frozen: Range<Int>?

    /// What it is written in, if all of it is on one line.
    var isOnOneLine: Bool { !isContinued && cells.allSatisfy(\.isOnOneLine) }
}
