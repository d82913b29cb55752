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
                isMapping
                ? try parseFlowMember(openedAt: start, depth: depth)
                : try parseFlowElement(openedAt: start, depth: depth)
            if isMapping { try noteKey(of: entry, in: &places) }
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

    /// A value, or a pair `key: value`, which is a mapping of one member.
    private mutating func parseFlowElement(openedAt opening: Int, depth: Int) throws(YAMLError) -> YAMLEntry {
        let start = offset
        if isExplicitKey {
            return element(try parseFlowMember(openedAt: opening, depth: depth + 1), depth: depth)
        }
        let value = try parseFlowValue(openedAt: opening, depth: depth)
        let (end, endLine) = (offset, lineStart)
        skipBlanks()
        guard next == UInt8(ascii: ":") else {
            (offset, lineStart) = (end, endLine)
            return YAMLEntry(key: "", start: start, indicatorEnd: start, value: value)
        }
        return element(
            try parseFlowMember(value, from: start, openedAt: opening, depth: depth + 1), depth: depth)
    }

    private mutating func element(_ member: YAMLEntry, depth: Int) -> YAMLEntry {
        let pair = YAMLCollection(isFlow: true, column: 0, entries: [member])
        deepest = max(deepest, depth + 2)
        let node = YAMLNode(content: .mapping(pair), range: member.start..<member.end)
        return YAMLEntry(key: "", start: member.start, indicatorEnd: member.start, value: node)
    }

    /// `[ "?" ] key [ ":" [ value ] ]`
    private mutating func parseFlowMember(openedAt opening: Int, depth: Int) throws(YAMLError) -> YAMLEntry {
        let start = offset
        if isExplicitKey {
            offset += 1
            try skipInFlow(openedAt: opening)
        }
        let key = try parseFlowValue(openedAt: opening, depth: depth)
        try skipInFlow(openedAt: opening)
        return try parseFlowMember(key, from: start, openedAt: opening, depth: depth)
    }

    /// What comes after a key.
    private mutating func parseFlowMember(
        _ key: YAMLNode, from start: Int, openedAt opening: Int, depth: Int
    ) throws(YAMLError) -> YAMLEntry {
        guard next == UInt8(ascii: ":") else {
            return try entry(key, start: start, indicatorEnd: offset, .absent(at: key.range.upperBound))
        }
        offset += 1
        let indicatorEnd = offset
        try skipInFlow(openedAt: opening)
        if next == UInt8(ascii: ",") || next == UInt8(ascii: "}") || next == UInt8(ascii: "]") {
            return try entry(key, start: start, indicatorEnd: indicatorEnd, .absent(at: indicatorEnd))
        }
        let value = try parseFlowValue(openedAt: opening, depth: depth)
        return try entry(key, start: start, indicatorEnd: indicatorEnd, value)
    }

    private mutating func parseFlowValue(openedAt opening: Int, depth: Int) throws(YAMLError) -> YAMLNode {
        values += 1
        guard isProperty else { return try parseFlowContent(depth: depth) }
        let before = (values: values - 1, deepest: deepest)
        deepest = depth + 1
        let properties = try parseProperties()
        let end = offset
        try skipInFlow(openedAt: opening)
        let node: YAMLNode
        switch next {
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): node = .absent(at: end)
        case UInt8(ascii: ":") where isBlankOrEnd(offset + 1) || Self.isFlowIndicator(byte(at: offset + 1)):
            node = .absent(at: end)
        case UInt8(ascii: "*"): throw error("an alias cannot have an anchor or a tag of its own", at: offset)
        default: node = try parseFlowContent(depth: depth)
        }
        let height = deepest - depth - 1
        deepest = max(deepest, before.deepest)
        return try apply(properties, to: node, since: before.values, height: height)
    }

    mutating func parseFlowContent(depth: Int) throws(YAMLError) -> YAMLNode {
        switch next {
        case UInt8(ascii: "["), UInt8(ascii: "{"): return try parseFlow(depth: depth + 1)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try parseQuotedNode()
        case UInt8(ascii: "*"): return try parseAlias(depth: depth + 1)
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
