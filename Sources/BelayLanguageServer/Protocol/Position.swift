import BelayData
import BelayRPC

/// A place in a document: a line, and the units before it in the line, both counted from zero.
struct Position: Hashable, Comparable {
    var line: Int
    /// In units of the encoding that client and server have agreed on.
    var character: Int

    init(line: Int, character: Int) {
        self.line = line
        self.character = character
    }

    init(_ params: Parameters) throws(ResponseError) {
        line = try params.int("line")
        character = try params.int("character")
        if line < 0 || character < 0 {
            throw ResponseError(.invalidParams, "a position has no line or character below 0")
        }
    }

    static func < (one: Position, other: Position) -> Bool {
        (one.line, one.character) < (other.line, other.character)
    }

    var data: DataValue { ["line": .number(line), "character": .number(character)] }
}

/// From one position to before another: what the specification calls a range.
struct PositionRange: Hashable {
    var start: Position
    var end: Position

    var data: DataValue { ["start": start.data, "end": end.data] }
}

/// The units in which a character of a line is counted.
enum PositionEncoding: String {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
}
