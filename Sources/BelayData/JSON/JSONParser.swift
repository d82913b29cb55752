/// Reads JSON strictly as RFC 8259 writes it. It looks at each byte once.
struct JSONParser {
    /// A deeper tree would overflow the stack of whoever walks it.
    static let deepestNesting = 256

    let bytes: [UInt8]
    var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// `blanks value blanks`
    mutating func parseDocument() throws(JSONError) -> DataValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw error("the text begins with a byte order mark, which JSON does not allow", at: 0)
        }
        skipBlanks()
        let value = try parseValue(depth: 0)
        skipBlanks()
        guard offset == bytes.count else {
            throw error("\(whatIsThere()) follows the value, where the text should end", at: offset)
        }
        return value
    }

    /// `object | array | string | number | "true" | "false" | "null"`
    private mutating func parseValue(depth: Int) throws(JSONError) -> DataValue {
        guard let byte = next else { throw error("the text ends where a value should stand", at: offset) }
        switch byte {
        case UInt8(ascii: "{"):
            try checkDepth(depth)
            return try parseObject(depth: depth + 1)
        case UInt8(ascii: "["):
            try checkDepth(depth)
            return try parseArray(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "-"), 0x30...0x39: return .number(try parseNumber())
        case UInt8(ascii: "t"): return try presumeWord("true", .bool(true))
        case UInt8(ascii: "f"): return try presumeWord("false", .bool(false))
        case UInt8(ascii: "n"): return try presumeWord("null", .null)
        default: throw error("\(whatIsThere()) stands where a value should", at: offset)
        }
    }

    private func checkDepth(_ depth: Int) throws(JSONError) {
        guard depth < Self.deepestNesting else {
            throw error("more than \(Self.deepestNesting) lists and objects stand inside each other", at: offset)
        }
    }

    /// `"[" [ value { "," value } ] "]"`
    private mutating func parseArray(depth: Int) throws(JSONError) -> DataValue {
        let start = offset
        offset += 1
        var elements: [DataValue] = []
        skipBlanks()
        if accept("]") { return .array([]) }
        while true {
            elements.append(try parseValue(depth: depth))
            skipBlanks()
            if accept("]") { return .array(elements) }
            try expectComma(closing: "]", openedAt: start)
            skipBlanks()
            if next == UInt8(ascii: "]") { throw error("a comma stands before the closing \"]\"", at: offset) }
        }
    }

    /// `"{" [ string ":" value { "," string ":" value } ] "}"`; of members with one key the last wins, in the first's place.
    private mutating func parseObject(depth: Int) throws(JSONError) -> DataValue {
        let start = offset
        offset += 1
        var members = JSONMembers()
        skipBlanks()
        if accept("}") { return .object(DataValue.Object()) }
        while true {
            guard next == UInt8(ascii: "\"") else {
                throw error("\(whatIsThere()) stands where a member's name in double quotes should", at: offset)
            }
            let key = try parseString()
            skipBlanks()
            guard accept(":") else { throw error("\(whatIsThere()) stands where \":\" should", at: offset) }
            skipBlanks()
            members.add(key, try parseValue(depth: depth))
            skipBlanks()
            if accept("}") { return .object(members.object) }
            try expectComma(closing: "}", openedAt: start)
            skipBlanks()
        }
    }

    private mutating func parseNumber() throws(JSONError) -> DataValue.Number {
        let start = offset
        switch DataValue.Number.scan(bytes, from: start) {
        case .end(let end):
            offset = end
            return DataValue.Number(unchecked: String(decoding: bytes[start..<end], as: UTF8.self))
        case .digitWanted(let place):
            offset = place
            throw error("\(whatIsThere()) stands where a digit of the number should", at: place)
        case .leadingZero(let place):
            throw error("the number begins with a zero, which JSON does not allow", at: place)
        }
    }

    private mutating func presumeWord(_ word: StaticString, _ value: DataValue) throws(JSONError) -> DataValue {
        let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytes[offset...].starts(with: letters) else {
            throw error("\(whatIsThere()) begins a word other than true, false and null", at: offset)
        }
        offset += letters.count
        return value
    }

    private mutating func expectComma(closing: Character, openedAt start: Int) throws(JSONError) {
        if accept(",") { return }
        guard next != nil else {
            let opening = TextPosition(offset: start, in: bytes)
            throw error("the text ends before the \"\(closing)\" of what was opened at \(opening)", at: offset)
        }
        throw error("\(whatIsThere()) stands where \",\" or \"\(closing)\" should", at: offset)
    }
}

extension JSONParser {
    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: scalar) else { return false }
        offset += 1
        return true
    }

    mutating func skipBlanks() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }

    func error(_ message: String, at place: Int) -> JSONError {
        JSONError(message: message, position: TextPosition(offset: place, in: bytes))
    }

    /// Names what stands at the offset, in quotes or in words.
    func whatIsThere() -> String { QuotedByte(bytes, at: offset).description }
}
