/// Reads JSON strictly as RFC 8259 writes it. It looks at each byte once.
struct JSONParser {
    /// A deeper tree would overflow the stack of code that walks it.
    static let deepestNesting = 256

    let bytes: [UInt8]
    var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// `space value space`
    mutating func parseDocument() throws(JSONError) -> DataValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw error("JSON must not begin with a byte order mark", at: 0)
        }
        skipBlanks()
        let value = try parseValue(depth: 0)
        skipBlanks()
        guard offset == bytes.count else {
            throw error("expected the end of the input, found \(foundHere())", at: offset)
        }
        return value
    }

    /// `object | array | string | number | "true" | "false" | "null"`
    private mutating func parseValue(depth: Int) throws(JSONError) -> DataValue {
        guard let byte = next else { throw error("expected a value, found the end of the input", at: offset) }
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
        default: throw error("expected a value, found \(foundHere())", at: offset)
        }
    }

    private func checkDepth(_ depth: Int) throws(JSONError) {
        guard depth < Self.deepestNesting else {
            throw error("lists and objects are nested more than \(Self.deepestNesting) deep", at: offset)
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
            if next == UInt8(ascii: "]") { throw error("unexpected comma before the closing \"]\"", at: offset) }
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
                throw error("expected a member name in double quotes, found \(foundHere())", at: offset)
            }
            let key = try parseString()
            skipBlanks()
            guard accept(":") else { throw error("expected \":\", found \(foundHere())", at: offset) }
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
        case .digitExpected(let place):
            offset = place
            throw error("expected a digit, found \(foundHere())", at: place)
        case .leadingZero(let place):
            throw error("a JSON number cannot begin with a zero", at: place)
        }
    }

    private mutating func presumeWord(_ word: StaticString, _ value: DataValue) throws(JSONError) -> DataValue {
        let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytes[offset...].starts(with: letters) else {
            throw error("expected true, false or null, found \(foundHere())", at: offset)
        }
        offset += letters.count
        return value
    }

    private mutating func expectComma(closing: Character, openedAt start: Int) throws(JSONError) {
        if accept(",") { return }
        guard next != nil else {
            let opening = TextPosition(offset: start, in: bytes)
            throw error(
                "expected \"\(closing)\" for what was opened at \(opening), found the end of the input", at: offset)
        }
        throw error("expected \",\" or \"\(closing)\", found \(foundHere())", at: offset)
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

    /// The byte at the offset, in quotes or in words.
    func foundHere() -> String { QuotedByte(bytes, at: offset).description }
}
