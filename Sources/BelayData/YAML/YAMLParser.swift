/// Reads a document by recursive descent over its bytes, keeping the place of everything.
///
/// In block style the columns decide: every block function gets the column of the collection around it, and anything
/// that is not to the right of it belongs further out.
struct YAMLParser {
    static let deepestNesting = 256

    let bytes: [UInt8]
    var offset = 0
    var lineStart = 0
    /// Of the document that is read.
    var anchors: [ByteString: YAMLAnchor] = [:]
    /// Values so far, those that aliases stand for included.
    var values = 0
    /// The deepest collection so far.
    var deepest = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Of an output with CR LF that has lost its last newline the carriage return is left, and is a line end again.
    init(text: String) {
        let bytes = Array(text.utf8)
        self.init(bytes.last == 0x0D ? bytes + [0x0A] : bytes)
    }

    /// Text files have printable characters, tabs and line ends.
    func checkCharacters() throws(YAMLError) {
        for (index, byte) in bytes.enumerated() where byte < 0x20 {
            switch byte {
            case 0x09, 0x0A: continue
            case 0x0D where index + 1 < bytes.count && bytes[index + 1] == 0x0A: continue
            case 0x0D: throw error("carriage return without a newline", at: index)
            default: throw error("unexpected control character", at: index)
            }
        }
    }
}

extension YAMLParser {
    var next: UInt8? { byte(at: offset) }

    func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Of the next character on its line, counted from zero.
    var column: Int { offset - lineStart }

    func isBlank(_ index: Int) -> Bool { byte(at: index) == 0x20 || byte(at: index) == 0x09 }

    func isBreak(_ index: Int) -> Bool { byte(at: index) == 0x0A || byte(at: index) == 0x0D }

    func isBlankOrEnd(_ index: Int) -> Bool { index >= bytes.count || isBlank(index) || isBreak(index) }

    func isMarker(_ marker: StaticString) -> Bool {
        offset == lineStart && isBlankOrEnd(offset + 3)
            && bytes[offset...].starts(with: UnsafeBufferPointer(start: marker.utf8Start, count: 3))
    }

    var isAnyMarker: Bool { isMarker("---") || isMarker("...") }

    /// The indicator of a list element: a dash followed by a space.
    var isDash: Bool { next == UInt8(ascii: "-") && isBlankOrEnd(offset + 1) }

    mutating func skipBlanks() { while isBlank(offset) { offset += 1 } }

    mutating func skipByteOrderMark() {
        guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
        offset = 3
        lineStart = 3
    }

    /// Presumes a line end.
    mutating func takeBreak() {
        offset += next == 0x0D ? 2 : 1
        lineStart = offset
    }

    mutating func skipToBreak() { while offset < bytes.count, !isBreak(offset) { offset += 1 } }

    /// Skips spaces, comments and line ends. Returns: true if it reached another line.
    mutating func skipToContent() throws(YAMLError) -> Bool {
        var crossed = false
        while true {
            skipBlanks()
            if next == UInt8(ascii: "#"), offset == lineStart || isBlank(offset - 1) { skipToBreak() }
            guard isBreak(offset) else { break }
            takeBreak()
            crossed = true
        }
        let indentation = bytes[lineStart..<offset]
        if offset < bytes.count, indentation.contains(0x09), indentation.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
            throw error("this line is indented with a tab; use spaces", at: lineStart)
        }
        return crossed
    }

    func error(_ message: String, at place: Int) -> YAMLError {
        YAMLError(message: message, position: TextPosition(offset: place, in: bytes))
    }

    func foundHere() -> String { QuotedByte(bytes, at: offset).description }
}
