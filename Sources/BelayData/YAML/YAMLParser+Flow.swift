extension YAMLParser {
    /// A list in `[ ]`, a mapping in `{ }`, over any number of lines.
    mutating func parseFlow(depth: Int) throws(YAMLError) -> YAMLNode {
        try checkDepth(depth)
        let start = offset
        let isMapping = next == UInt8(ascii: "{")
        let closing = UInt8(ascii: isMapping ? "}" : "]")
        offset += 1
        var entries: [YAMLEntry] = []
        var places: [ByteString: Int] = [:]
        try skipInFlow(openedAt: start)
        while next != closing {
            let entry =
                isMapping ? try parseFlowMember(openedAt: start, depth: depth) : try parseFlowElement(depth: depth)
            if isMapping, let first = places.updateValue(entry.start, forKey: ByteString(entry.key)) {
                let there = TextPosition(offset: first, in: bytes)
                throw error("duplicate key \(entry.key), first at \(there)", at: entry.start)
            }
            entries.append(entry)
            try skipInFlow(openedAt: start)
            if next == closing { break }
            guard next == UInt8(ascii: ",") else {
                throw error(
                    "expected a comma or \(QuotedByte([closing], at: 0)), found \(foundHere())", at: offset)
            }
            offset += 1
            try skipInFlow(openedAt: start)
        }
        offset += 1
        let collection = YAMLCollection(isFlow: true, column: 0, entries: entries)
        return YAMLNode(content: isMapping ? .mapping(collection) : .sequence(collection), range: start..<offset)
    }

    private mutating func parseFlowElement(depth: Int) throws(YAMLError) -> YAMLEntry {
        let start = offset
        let value = try parseFlowValue(depth: depth)
        skipBlanks()
        if next == UInt8(ascii: ":") {
            throw error("unexpected key in a list; put a mapping in braces", at: start)
        }
        return YAMLEntry(key: "", start: start, indicatorEnd: start, value: value)
    }

    private mutating func parseFlowMember(openedAt opening: Int, depth: Int) throws(YAMLError) -> YAMLEntry {
        let start = offset
        let key: String
        if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") {
            key = try parseQuoted()
        } else {
            try checkPlainStart(inFlow: true)
            let end = plainEnd(inFlow: true)
            key = String(decoding: bytes[start..<trimmed(end, from: start)], as: UTF8.self)
            offset = end
        }
        try skipInFlow(openedAt: opening)
        guard next == UInt8(ascii: ":") else {
            throw error("expected a colon and a space after the key \(key)", at: start)
        }
        offset += 1
        let indicatorEnd = offset
        try skipInFlow(openedAt: opening)
        if next == UInt8(ascii: ",") || next == UInt8(ascii: "}") {
            let absent = YAMLNode(
                content: .scalar(YAMLScalar(style: .absent, value: .null)), range: indicatorEnd..<indicatorEnd)
            return YAMLEntry(key: key, start: start, indicatorEnd: indicatorEnd, value: absent)
        }
        let value = try parseFlowValue(depth: depth)
        return YAMLEntry(key: key, start: start, indicatorEnd: indicatorEnd, value: value)
    }

    private mutating func parseFlowValue(depth: Int) throws(YAMLError) -> YAMLNode {
        switch next {
        case UInt8(ascii: "["), UInt8(ascii: "{"): return try parseFlow(depth: depth + 1)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try parseQuotedNode()
        default:
            try checkPlainStart(inFlow: true)
            return try parsePlain(inside: -1, inFlow: true)
        }
    }

    /// Skips to the next content inside the brackets. Lines in them may be indented by tabs, as in JSON.
    private mutating func skipInFlow(openedAt start: Int) throws(YAMLError) {
        while true {
            skipBlanks()
            if next == UInt8(ascii: "#"), isBlankOrEnd(offset - 1) { skipToBreak() }
            guard isBreak(offset) else { break }
            takeBreak()
        }
        if offset == bytes.count || isAnyMarker {
            throw error("this bracket is never closed", at: start)
        }
    }
}
