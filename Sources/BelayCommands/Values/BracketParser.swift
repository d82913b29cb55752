import BelayRuntime

/// Reads `[a, "b c", [name=d]]`: a list, or with names a record. Elements are texts; quotes keep blanks and commas.
struct BracketParser {
    private let characters: [Character]
    private var place = 0
    private var depth = 0

    init(_ text: String) { characters = Array(text) }

    mutating func parse() throws(ReadingProblem) -> Value {
        let value = try parseElement()
        skipBlanks()
        guard place == characters.count else { throw problem("has something behind its end") }
        return value
    }

    private mutating func parseElement() throws(ReadingProblem) -> Value {
        skipBlanks()
        guard place < characters.count else { throw problem("ends too early") }
        switch characters[place] {
        case "[": return try parseBrackets()
        case "\"", "'": return .text(try parseQuoted())
        default: return .text(parseWord())
        }
    }

    /// `[` element { `,` element } `]`, all of them named or none.
    private mutating func parseBrackets() throws(ReadingProblem) -> Value {
        guard depth < Self.deepest else { throw problem("nests more than \(Self.deepest) deep") }
        depth += 1
        defer { depth -= 1 }
        place += 1
        var elements: [Value] = []
        var fields: [Value.Field] = []
        skipBlanks()
        while !accept("]") {
            if let name = acceptName() {
                fields.append(Value.Field(name: name, value: try parseElement()))
            } else {
                elements.append(try parseElement())
            }
            skipBlanks()
            if accept("]") { break }
            guard accept(",") else { throw problem("wants a comma or `]` after an element") }
            skipBlanks()
        }
        guard elements.isEmpty || fields.isEmpty else { throw problem("names some elements and others not") }
        return fields.isEmpty ? .list(elements) : .record(fields)
    }

    /// `name=`
    private mutating func acceptName() -> String? {
        var end = place
        while end < characters.count, characters[end].isLetter || characters[end].isNumber || characters[end] == "_" {
            end += 1
        }
        guard end > place, end < characters.count, characters[end] == "=" else { return nil }
        defer { place = end + 1 }
        return String(characters[place..<end])
    }

    private mutating func parseQuoted() throws(ReadingProblem) -> String {
        let quote = characters[place]
        place += 1
        var text = ""
        while place < characters.count, characters[place] != quote {
            if quote == "\"", characters[place] == "\\", place + 1 < characters.count { place += 1 }
            text.append(characters[place])
            place += 1
        }
        guard accept(quote) else { throw problem("has a quote without an end") }
        return text
    }

    private mutating func parseWord() -> String {
        let start = place
        while place < characters.count, characters[place] != ",", characters[place] != "]" { place += 1 }
        var end = place
        while end > start, characters[end - 1] == " " { end -= 1 }
        return String(characters[start..<end])
    }

    private mutating func accept(_ character: Character) -> Bool {
        guard place < characters.count, characters[place] == character else { return false }
        place += 1
        return true
    }

    private mutating func skipBlanks() {
        while place < characters.count, characters[place].isWhitespace { place += 1 }
    }

    private func problem(_ words: String) -> ReadingProblem { ReadingProblem(message: words) }

    private static let deepest = 64
}
