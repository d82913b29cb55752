/// The lines of a `"""` or `'''` block, without their line ends and their common indentation.
struct BlockLines {
    /// Ranges of the file's bytes.
    private(set) var contents: [Range<Int>] = []
    /// The first line is that of the opening quotes.
    let beginsInline: Bool
    /// The line of the closing quotes has nothing else.
    let endsOnOwnLine: Bool

    init(bytes: [UInt8], from start: Int, to end: Int) {
        let content = Self.content(of: bytes, from: start, to: end)
        var lines = Self.split(bytes, content)
        // The line of the opening quotes has no indentation to share.
        beginsInline = !Self.isBlank(bytes, lines[0])
        let first = beginsInline ? lines.removeFirst() : nil
        if !beginsInline, lines.count > 1 { lines.removeFirst() }
        endsOnOwnLine = lines.last.map { Self.isBlank(bytes, $0) } ?? false
        if endsOnOwnLine { lines.removeLast() }
        let indentation = Self.commonIndentation(bytes, lines)
        contents = lines.map { min($0.lowerBound + indentation, $0.upperBound)..<$0.upperBound }
        if let first { contents.insert(first, at: 0) }
    }

    private static func content(of bytes: [UInt8], from start: Int, to end: Int) -> Range<Int> {
        let quote = bytes[start]
        let isClosed = end - start >= 6 && (end - 3..<end).allSatisfy { bytes[$0] == quote }
        return start + 3..<max(start + 3, isClosed ? end - 3 : end)
    }

    private static func split(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = range.lowerBound
        for offset in range where bytes[offset] == UInt8(ascii: "\n") {
            let hasReturn = offset > start && bytes[offset - 1] == UInt8(ascii: "\r")
            lines.append(start..<(hasReturn ? offset - 1 : offset))
            start = offset + 1
        }
        lines.append(start..<range.upperBound)
        return lines
    }

    private static func isBlank(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        line.allSatisfy { bytes[$0].isBlank }
    }

    /// The number of leading spaces that all lines with content have in common.
    private static func commonIndentation(_ bytes: [UInt8], _ lines: [Range<Int>]) -> Int {
        var common: Range<Int>?
        for line in lines where !isBlank(bytes, line) {
            let indentation = line.lowerBound..<(line.first { !bytes[$0].isBlank } ?? line.upperBound)
            guard let known = common else {
                common = indentation
                continue
            }
            let shared = zip(known, indentation).prefix { bytes[$0] == bytes[$1] }.count
            common = known.lowerBound..<known.lowerBound + shared
        }
        return common?.count ?? 0
    }
}
