import BelaySource

/// Takes a word apart: letters and the names inside it.
struct WordReader {
    private let slice: SourceSlice
    private let depth: Int
    private(set) var position: Int
    private(set) var failure: PathReader.Failure?

    init(_ slice: SourceSlice, from start: Int, depth: Int = 0) {
        self.slice = slice
        self.depth = depth
        position = start
    }

    /// nil for a `${` that could not be read.
    mutating func readParts() -> [TextPartSyntax]? {
        var parts: [TextPartSyntax] = []
        while position < slice.range.upperBound {
            let start = position
            while slice.byte(at: position).isWordByte { position += 1 }
            if position > start {
                let text = slice.text(start, position)
                parts.append(.literal(LiteralSyntax(text: text, span: slice.span(start, position))))
            }
            let next = slice.byte(at: position + 1)
            guard slice.byte(at: position) == UInt8(ascii: "$"), next.isLetter || next == UInt8(ascii: "{") else {
                break
            }
            var reader = PathReader(slice, at: position, depth: depth)
            guard let variable = next.isLetter ? reader.readBareVariable() : reader.readBracedVariable() else {
                failure = reader.failure
                return nil
            }
            parts.append(.variable(variable))
            position = reader.position
        }
        return parts
    }
}
