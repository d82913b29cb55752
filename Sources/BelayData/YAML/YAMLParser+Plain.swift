extension YAMLParser {
    static func isFlowIndicator(_ byte: UInt8?) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
        default: false
        }
    }

    /// The end on this line of the plain scalar that begins here, including trailing spaces.
    func plainEnd(inFlow: Bool) -> Int {
        var index = offset
        while index < bytes.count, !isBreak(index) {
            switch bytes[index] {
            case UInt8(ascii: ":"):
                if isBlankOrEnd(index + 1) || inFlow && Self.isFlowIndicator(byte(at: index + 1)) { return index }
            case UInt8(ascii: "#"): if index > offset, isBlank(index - 1) { return index }
            default: if inFlow, Self.isFlowIndicator(bytes[index]) { return index }
            }
            index += 1
        }
        return index
    }

    /// The end without the spaces before it.
    func trimmed(_ end: Int, from start: Int) -> Int {
        var end = end
        while end > start, isBlank(end - 1) { end -= 1 }
        return end
    }

    /// A scalar without quotes, over as many lines as are inside the collection around it.
    mutating func parsePlain(inside column: Int, inFlow: Bool) throws(YAMLError) -> YAMLNode {
        let start = offset
        var text: [UInt8] = []
        var end = offset
        while true {
            let stop = plainEnd(inFlow: inFlow)
            end = trimmed(stop, from: offset)
            text += bytes[offset..<end]
            offset = stop
            if !inFlow, next == UInt8(ascii: ":") {
                throw error("unexpected key on a line that continues the value before it", at: stop)
            }
            guard isBreak(stop), let breaks = acceptContinuation(inside: column, inFlow: inFlow) else { break }
            text += breaks == 1 ? [0x20] : Array(repeating: 0x0A, count: breaks - 1)
        }
        let scalar = YAMLScalar(plain: String(decoding: text, as: UTF8.self))
        return YAMLNode(content: .scalar(scalar), range: start..<end)
    }

    /// Goes to the next line of a plain scalar and counts the line ends before it; nil when the scalar ends here.
    private mutating func acceptContinuation(inside column: Int, inFlow: Bool) -> Int? {
        let (end, endLine) = (offset, lineStart)
        var breaks = 0
        while isBreak(offset) {
            takeBreak()
            breaks += 1
            skipBlanks()
        }
        let indentation = bytes[lineStart...].prefix { $0 == 0x20 }.count
        let isInside = inFlow ? !Self.isFlowIndicator(next) && next != UInt8(ascii: ":") : indentation > column
        if offset < bytes.count, next != UInt8(ascii: "#"), isInside, !isAnyMarker { return breaks }
        (offset, lineStart) = (end, endLine)
        return nil
    }

    func checkPlainStart(inFlow: Bool) throws(YAMLError) {
        if let problem = problemOfPlainStart(inFlow: inFlow) { throw error(problem, at: offset) }
    }

    func isPlainRefused(inFlow: Bool) -> Bool { problemOfPlainStart(inFlow: inFlow) != nil }

    /// The reason why no plain scalar can begin here; nil if one can.
    private func problemOfPlainStart(inFlow: Bool) -> String? {
        let isAlone = isBlankOrEnd(offset + 1) || inFlow && Self.isFlowIndicator(byte(at: offset + 1))
        switch next {
        case UInt8(ascii: "&"): return "a key cannot begin with an anchor here; put a string in quotes"
        case UInt8(ascii: "*"): return "an alias cannot stand here; put a string in quotes"
        case UInt8(ascii: "!"): return "a tag cannot stand here; put a string in quotes"
        case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: ","), UInt8(ascii: "]"),
            UInt8(ascii: "}"),
            UInt8(ascii: "#"):
            return "a value cannot begin with \(foundHere()); put a string in quotes"
        case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\""), UInt8(ascii: "'"), nil:
            return "expected a string, found \(foundHere())"
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            return inFlow
                ? "a block scalar cannot be inside brackets"
                : "expected a key, found a block scalar"
        case 0xEF where bytes[offset...].starts(with: [0xEF, 0xBB, 0xBF]):
            return "expected a string, found a byte order mark"
        case UInt8(ascii: "?"): return isAlone ? "expected a value, found a question mark" : nil
        case UInt8(ascii: ":"): return isAlone ? "unexpected colon without a key before it" : nil
        case UInt8(ascii: "-"): return isAlone ? "expected a value, found a dash" : nil
        default: return nil
        }
    }
}

extension YAMLScalar {
    /// Without quotes: its letters say what it is.
    init(plain text: String) {
        let plain = YAMLPlainScalar(text)
        self.init(style: .plain, value: plain.value, isUnambiguous: !plain.isAmbiguous, text: text)
    }
}
