extension YAMLParser {
    private struct Header {
        enum Chomping {
            case strip
            case clip
            case keep
        }

        var isFolded: Bool
        var chomping = Chomping.clip
        /// The indentation of the text relative to the collection around it, if it is given.
        var indentation: Int?
    }

    /// `( "|" | ">" ) [ "+" | "-" ] [ digit ]`, and the lines below that are indented deeper than the collection around it.
    mutating func parseBlockScalar(inside column: Int) throws(YAMLError) -> YAMLNode {
        let start = offset
        let header = try parseHeader()
        var end = offset
        skipBlanks()
        skipComment()
        guard isBreak(offset) || offset == bytes.count else {
            throw error("unexpected \(foundHere()) after the beginning of a block scalar", at: offset)
        }
        let indentation: Int
        if let deeper = header.indentation {
            indentation = max(column, 0) + deeper
        } else {
            indentation = try findIndentation(inside: column)
        }
        var lines: [ArraySlice<UInt8>] = []
        var contentCount = 0
        while let line = acceptLine(indentation: indentation) {
            lines.append(line)
            if !line.isEmpty { contentCount = lines.count }
            if !line.isEmpty || header.chomping == .keep { end = offset }
        }
        let shown = lines[..<contentCount]
        var text = header.isFolded ? folded(shown) : Array(shown.joined(separator: CollectionOfOne(0x0A)))
        switch header.chomping {
        case .strip: break
        case .clip: if contentCount > 0 { text.append(0x0A) }
        case .keep: text += Array(repeating: 0x0A, count: lines.count - contentCount + (contentCount > 0 ? 1 : 0))
        }
        let content = String(decoding: text, as: UTF8.self)
        let scalar = YAMLScalar(style: .block, value: .string(content), text: content)
        return YAMLNode(content: .scalar(scalar), range: start..<end)
    }

    private mutating func parseHeader() throws(YAMLError) -> Header {
        var header = Header(isFolded: next == UInt8(ascii: ">"))
        offset += 1
        while let byte = next {
            switch byte {
            case UInt8(ascii: "+"): header.chomping = .keep
            case UInt8(ascii: "-"): header.chomping = .strip
            case 0x31...0x39 where header.indentation == nil: header.indentation = Int(byte) - 0x30
            default: return header
            }
            offset += 1
        }
        return header
    }

    private mutating func skipComment() {
        if next == UInt8(ascii: "#"), isBlank(offset - 1) { skipToBreak() }
    }

    /// That of the first line with content, which has to be deeper than the collection around it.
    private func findIndentation(inside column: Int) throws(YAMLError) -> Int {
        var index = offset
        var widest = 0
        while isBreak(index) {
            index += bytes[index] == 0x0D ? 2 : 1
            let lineStart = index
            while byte(at: index) == 0x20 { index += 1 }
            let width = index - lineStart
            if isBreak(index) || index == bytes.count {
                widest = max(widest, width)
            } else if width > column {
                guard widest <= width else {
                    throw error("a blank line above is wider than the first line of this block scalar", at: lineStart)
                }
                return width
            } else {
                break
            }
        }
        return max(widest, column + 1)
    }

    /// The next line without its indentation; nil, with nothing taken, if it is not part of the text.
    private mutating func acceptLine(indentation: Int) -> ArraySlice<UInt8>? {
        guard isBreak(offset) else { return nil }
        let (end, endLine) = (offset, lineStart)
        takeBreak()
        while column < indentation, next == 0x20 { offset += 1 }
        let start = offset
        let isInside = column == indentation && offset < bytes.count && !isAnyMarker
        if isInside || isBreak(offset) {
            skipToBreak()
            return bytes[start..<offset]
        }
        (offset, lineStart) = (end, endLine)
        return nil
    }

    /// A single line end becomes a space, and of several the first is dropped, except next to lines that begin with a
    /// space.
    private func folded(_ lines: ArraySlice<ArraySlice<UInt8>>) -> [UInt8] {
        var text: [UInt8] = []
        var emptyLines = 0
        var isFirst = true
        var isBesideDeeper = false
        for line in lines {
            guard let first = line.first else {
                emptyLines += 1
                continue
            }
            let isDeeper = first == 0x20 || first == 0x09
            if !isFirst {
                if isDeeper || isBesideDeeper { text.append(0x0A) } else if emptyLines == 0 { text.append(0x20) }
            }
            text += Array(repeating: 0x0A, count: emptyLines)
            text += line
            isFirst = false
            isBesideDeeper = isDeeper
            emptyLines = 0
        }
        return text
    }
}
