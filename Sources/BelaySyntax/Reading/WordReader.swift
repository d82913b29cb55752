import BelaySource

/// Takes a word apart: letters and the names inside it.
struct WordReader {
    private let passage: Passage
    private let depth: Int
    private(set) var position: Int
    private(set) var failure: PathReader.Failure?

    init(_ passage: Passage, from start: Int, depth: Int = 0) {
        self.passage = passage
        self.depth = depth
        position = start
    }

    /// nil for a `${` that could not be read.
    mutating func readParts() -> [TextPartSyntax]? {
        var parts: [TextPartSyntax] = []
        while position < passage.range.upperBound {
            let start = position
            while passage.byte(at: position).isWordByte { position += 1 }
            if position > start {
                let text = passage.text(start, position)
                parts.append(.literal(LiteralSyntax(text: text, span: passage.span(start, position))))
            }
            let next = passage.byte(at: position + 1)
            guard passage.byte(at: position) == UInt8(ascii: "$"), next.isLetter || next == UInt8(ascii: "{") else {
                break
            }
            var reader = PathReader(passage, at: position, depth: depth)
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
