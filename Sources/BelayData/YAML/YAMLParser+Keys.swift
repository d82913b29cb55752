/// The entries of block mappings.
extension YAMLParser {
    /// A mapping begins here.
    var beginsMapping: Bool { isExplicitKey || isKeyAhead }

    /// `?` before a key, which may take several lines then.
    var isExplicitKey: Bool { next == UInt8(ascii: "?") && isBlankOrEnd(offset + 1) }

    /// The rest of the line has a key with its colon.
    var isKeyAhead: Bool {
        if isProperty { return skippingProperties().isKeyAhead }
        var end: Int
        switch next {
        case UInt8(ascii: "*"): end = endOfAlias
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            guard let quotedEnd = endOfQuotedOnLine else { return false }
            end = quotedEnd
        default:
            guard !isPlainRefused(inFlow: false) else { return false }
            end = plainEnd(inFlow: false)
        }
        while isBlank(end) { end += 1 }
        return byte(at: end) == UInt8(ascii: ":") && isBlankOrEnd(end + 1)
    }

    /// `key ":" node`
    mutating func parseEntry(in column: Int, depth: Int) throws(YAMLError) -> YAMLEntry {
        let start = offset
        let key = try parseKey(depth: depth)
        let indicatorEnd = offset
        let value = try parseNode(inside: column, .key, depth: depth + 1)
        return try entry(key, start: start, indicatorEnd: indicatorEnd, value)
    }

    /// `"?" node [ ":" node ]`, the two indicators in one column.
    mutating func parseExplicitEntry(depth: Int) throws(YAMLError) -> YAMLEntry {
        let (start, column) = (offset, self.column)
        offset += 1
        let key = try parseNode(inside: column, .dash, depth: depth + 1)
        let (end, endLine) = (offset, lineStart)
        _ = try skipToContent()
        let hasValue =
            offset < bytes.count && !isAnyMarker && self.column == column && next == UInt8(ascii: ":")
            && isBlankOrEnd(offset + 1)
        guard hasValue else {
            (offset, lineStart) = (end, endLine)
            return try entry(key, start: start, indicatorEnd: end, .absent(at: end))
        }
        offset += 1
        let indicatorEnd = offset
        let value = try parseNode(inside: column, .explicitKey, depth: depth + 1)
        return try entry(key, start: start, indicatorEnd: indicatorEnd, value)
    }

    /// An entry of a block or in braces.
    func entry(
        _ key: YAMLNode, start: Int, indicatorEnd: Int, _ value: YAMLNode
    ) throws(YAMLError) -> YAMLEntry {
        guard let text = key.keyText else {
            let isAbsent = if case .scalar(let scalar) = key.content { scalar.style == .absent } else { false }
            throw error(
                isAbsent ? "expected a key" : "a key must be a string, not a list or a mapping", at: start)
        }
        var entry = YAMLEntry(key: text, start: start, indicatorEnd: indicatorEnd, value: value)
        if case .scalar(let scalar) = key.content, scalar.style == .plain, text == "<<" {
            entry.isMerge = true
            let merged = value.json
            guard (merged.array ?? [merged]).allSatisfy({ $0.object != nil }) else {
                throw error("`<<` takes a mapping or a list of mappings; put a key in quotes", at: start)
            }
        }
        return entry
    }

    /// No key stands twice; merges may.
    func noteKey(of entry: YAMLEntry, in places: inout [ByteString: Int]) throws(YAMLError) {
        guard !entry.isMerge, let first = places.updateValue(entry.start, forKey: ByteString(entry.key)) else { return }
        let there = TextPosition(offset: first, in: bytes)
        throw error("duplicate key \(entry.key), first at \(there)", at: entry.start)
    }

    /// Presumes that one is ahead; ends after the colon.
    private mutating func parseKey(depth: Int) throws(YAMLError) -> YAMLNode {
        let before = values
        values += 1
        let properties = try parseProperties()
        var key: YAMLNode
        switch next {
        case UInt8(ascii: "*") where !properties.isEmpty:
            throw error("an alias cannot have an anchor or a tag of its own", at: offset)
        case UInt8(ascii: "*"): key = try parseAlias(depth: depth)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): key = try parseQuotedNode()
        default:
            let start = offset
            offset = plainEnd(inFlow: false)
            let text = String(decoding: bytes[start..<trimmed(offset, from: start)], as: UTF8.self)
            key = YAMLNode(content: .scalar(YAMLScalar(plain: text)), range: start..<offset)
        }
        key = try apply(properties, to: key, since: before, height: 0)
        skipBlanks()
        offset += 1
        return key
    }
}
