import BelaySource

/// A part of a file to be read, and the place of each of its bytes in the file. For a block it has the content, without
/// the common indentation.
struct SourceSlice {
    /// A line of `bytes` and where it begins in the file.
    private struct Origin {
        var position: Int
        var offset: Int
    }

    let file: FileNumber
    let bytes: [UInt8]
    let range: Range<Int>
    /// Empty when `bytes` are the file's own.
    private let origins: [Origin]

    init(_ source: SourceText, from start: Int, to end: Int) {
        file = source.file
        bytes = source.bytes
        range = start..<max(start, min(end, source.bytes.count))
        origins = []
    }

    /// The content of a `"""` or `'''` block that begins and ends at these offsets, its quotes included. A line end
    /// after the opening quotes and the line of the closing ones are not part of it.
    init(block source: SourceText, from start: Int, to end: Int) {
        file = source.file
        let lines = BlockLines(bytes: source.bytes, from: start, to: end)
        var bytes: [UInt8] = []
        var origins: [Origin] = []
        for (index, line) in lines.contents.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "\n")) }
            origins.append(Origin(position: bytes.count, offset: line.lowerBound))
            bytes.append(contentsOf: source.bytes[line])
        }
        self.bytes = bytes
        self.origins = origins
        range = 0..<bytes.count
    }

    /// The offset in the file of the byte at a position.
    func offset(of position: Int) -> Int {
        guard !origins.isEmpty else { return position }
        var low = 0
        var high = origins.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if origins[middle].position <= position { low = middle } else { high = middle - 1 }
        }
        return origins[low].offset + position - origins[low].position
    }

    func span(_ start: Int, _ end: Int) -> Span {
        let first = offset(of: start)
        return Span(file: file, start: first, end: end > start ? offset(of: end - 1) + 1 : first)
    }

    /// The byte there, or NUL beyond the passage.
    @inline(__always)
    func byte(at position: Int) -> UInt8 { position < range.upperBound ? bytes[position] : 0 }

    func text(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

    /// The position after a line end that begins there, or nil.
    func lineEnd(at position: Int) -> Int? {
        switch byte(at: position) {
        case UInt8(ascii: "\n"): position + 1
        case UInt8(ascii: "\r") where byte(at: position + 1) == UInt8(ascii: "\n"): position + 2
        default: nil
        }
    }

    func endOfWordBytes(from start: Int) -> Int {
        let bytes = self.bytes.span
        var end = start
        while end < range.upperBound, bytes[end].isWordByte { end += 1 }
        return end
    }

    func endOfName(from start: Int) -> Int {
        var end = start
        while byte(at: end).isNameByte { end += 1 }
        return end
    }
}
