/// Where the lines of a text begin, as the protocol counts them: a line ends with `\n`, `\r\n` or `\r`.
struct LineTable {
    let bytes: [UInt8]
    let encoding: PositionEncoding
    /// The offset at which each line begins; the first is zero.
    let starts: [Int]

    init(_ bytes: [UInt8], _ encoding: PositionEncoding) {
        self.bytes = bytes
        self.encoding = encoding
        var starts = [0]
        bytes.withUnsafeBufferPointer { bytes in
            for offset in bytes.indices {
                let byte = bytes[offset]
                guard byte == 0x0A || byte == 0x0D else { continue }
                if byte == 0x0D, offset + 1 < bytes.count, bytes[offset + 1] == 0x0A { continue }
                starts.append(offset + 1)
            }
        }
        self.starts = starts
    }

    /// The byte offset of a position. One behind the end of its line or of the text is that end; one inside of a character
    /// is its beginning.
    func offset(of position: Position) -> Int {
        guard position.line < starts.count else { return bytes.count }
        let start = starts[position.line]
        let end = endOfLine(position.line)
        switch encoding {
        case .utf8:
            var offset = min(start + min(position.character, end - start), end)
            while offset > start, offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
            return offset
        case .utf16: return offset(ofUnit: position.character, from: start, to: end)
        }
    }

    private func offset(ofUnit unit: Int, from start: Int, to end: Int) -> Int {
        var (offset, units) = (start, 0)
        while offset < end, units < unit {
            let length = min(Self.length(of: bytes[offset]), end - offset)
            units += length == 4 ? 2 : 1
            if units > unit { break }
            offset += length
        }
        return offset
    }

    func position(at offset: Int) -> Position {
        let offset = min(max(offset, 0), bytes.count)
        let line = line(at: offset)
        let start = starts[line]
        switch encoding {
        case .utf8: return Position(line: line, character: offset - start)
        case .utf16: return Position(line: line, character: units(in: start..<offset))
        }
    }

    func range(_ start: Int, _ end: Int) -> PositionRange {
        PositionRange(start: position(at: start), end: position(at: max(start, end)))
    }

    /// The line that holds an offset, counted from zero.
    func line(at offset: Int) -> Int {
        var (low, high) = (0, starts.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Where a line ends, without what ends it.
    func endOfLine(_ line: Int) -> Int {
        guard line + 1 < starts.count else { return bytes.count }
        var end = starts[line + 1] - 1
        if end > starts[line], bytes[end] == 0x0A, bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }

    /// The length of a text in the units of the encoding.
    func units(in range: Range<Int>) -> Int {
        if encoding == .utf8 { return range.count }
        var (offset, units) = (range.lowerBound, 0)
        while offset < range.upperBound {
            let length = Self.length(of: bytes[offset])
            units += length == 4 ? 2 : 1
            offset += length
        }
        return units
    }

    /// Of the character that begins with a byte; what is not UTF-8 counts as one each.
    private static func length(of byte: UInt8) -> Int {
        switch byte {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
