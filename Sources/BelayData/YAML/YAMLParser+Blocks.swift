extension YAMLParser {
    /// The indicator before a node.
    enum Context {
        case document
        /// The three dashes, on whose line no collection begins.
        case markerLine
        case key
        case dash
    }

    /// A value, or none if the next content is outside. `column` is that of the collection around it.
    mutating func parseNode(inside column: Int, _ context: Context, depth: Int) throws(YAMLError) -> YAMLNode {
        let (start, startLine) = (offset, lineStart)
        let crossed = try skipToContent()
        // The elements of a list may stand in the column of the key that it belongs to.
        let isInside = self.column > column || self.column == column && context == .key && isDash
        if offset == bytes.count || isAnyMarker || crossed && !isInside {
            (offset, lineStart) = (start, startLine)
            return YAMLNode(content: .scalar(YAMLScalar(style: .absent, value: .null)), range: start..<start)
        }
        let allowsCollection =
            switch context {
            case .document: true
            case .markerLine, .key: crossed
            case .dash: true
            }
        if context == .dash, !crossed, bytes[start..<offset].contains(0x09), isDash || isKeyAhead {
            throw error("expected spaces after the dash, found a tab", at: start)
        }
        return try parseContent(inside: column, allowsCollection: allowsCollection, depth: depth)
    }

    private mutating func parseContent(
        inside column: Int, allowsCollection: Bool, depth: Int
    ) throws(YAMLError) -> YAMLNode {
        if isDash {
            guard allowsCollection else { throw error("a list cannot begin on the line of its key", at: offset) }
            return try parseSequence(depth: depth)
        }
        if isKeyAhead {
            guard allowsCollection else { throw error("unexpected second key on the line of a key", at: offset) }
            return try parseMapping(depth: depth)
        }
        switch next {
        case UInt8(ascii: "|"), UInt8(ascii: ">"): return try parseBlockScalar(inside: column)
        case UInt8(ascii: "["), UInt8(ascii: "{"): return try parseFlowInBlock(depth: depth)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try parseQuotedNode()
        default:
            try checkPlainStart(inFlow: false)
            return try parsePlain(inside: column, inFlow: false)
        }
    }

    private mutating func parseFlowInBlock(depth: Int) throws(YAMLError) -> YAMLNode {
        let start = offset
        let node = try parseFlow(depth: depth)
        var following = offset
        while isBlank(following) { following += 1 }
        if byte(at: following) == UInt8(ascii: ":"), isBlankOrEnd(following + 1) {
            throw error("a key must be a string, not a list or a mapping", at: start)
        }
        return node
    }

    func checkDepth(_ depth: Int) throws(YAMLError) {
        guard depth < Self.deepestNesting else {
            throw error("lists and mappings are nested more than \(Self.deepestNesting) deep", at: offset)
        }
    }

    /// `{ "-" node }`, the dashes in one column.
    private mutating func parseSequence(depth: Int) throws(YAMLError) -> YAMLNode {
        try checkDepth(depth)
        let start = offset
        let column = self.column
        var entries: [YAMLEntry] = []
        repeat {
            let dash = offset
            offset += 1
            let value = try parseNode(inside: column, .dash, depth: depth + 1)
            entries.append(YAMLEntry(key: "", start: dash, indicatorEnd: dash + 1, value: value))
        } while try nextEntryFollows(in: column, isList: true)
        let end = entries.last?.end ?? start
        return YAMLNode(
            content: .sequence(YAMLCollection(isFlow: false, column: column, entries: entries)), range: start..<end)
    }

    /// `{ key ":" node }`, the keys in one column.
    private mutating func parseMapping(depth: Int) throws(YAMLError) -> YAMLNode {
        try checkDepth(depth)
        let start = offset
        let column = self.column
        var entries: [YAMLEntry] = []
        var places: [ByteString: Int] = [:]
        repeat {
            let place = offset
            guard isKeyAhead else { throw keyWanted() }
            let key = try parseKey()
            if let first = places.updateValue(place, forKey: ByteString(key)) {
                let there = TextPosition(offset: first, in: bytes)
                throw error("duplicate key \(key), first at \(there)", at: place)
            }
            let indicatorEnd = offset
            let value = try parseNode(inside: column, .key, depth: depth + 1)
            entries.append(YAMLEntry(key: key, start: place, indicatorEnd: indicatorEnd, value: value))
        } while try nextEntryFollows(in: column, isList: false)
        let end = entries.last?.end ?? start
        return YAMLNode(
            content: .mapping(YAMLCollection(isFlow: false, column: column, entries: entries)), range: start..<end)
    }

    /// Moves to the next entry of a block; stays where it is if there is none.
    private mutating func nextEntryFollows(in column: Int, isList: Bool) throws(YAMLError) -> Bool {
        let (end, endLine) = (offset, lineStart)
        let crossed = try skipToContent()
        if offset < bytes.count, !isAnyMarker {
            guard crossed else { throw error("unexpected \(foundHere()) after the value", at: offset) }
            guard self.column <= column else {
                throw error(
                    "this line is indented deeper than the entry before it, but is not part of its value", at: offset)
            }
            if self.column == column, !isList || isDash { return true }
        }
        (offset, lineStart) = (end, endLine)
        return false
    }

    private func keyWanted() -> YAMLError {
        if isDash { return error("unexpected list element among the keys of a mapping", at: offset) }
        do throws(YAMLError) {
            try checkPlainStart(inFlow: false)
            return error(
                "expected a key with a colon and a space after it", at: offset)
        } catch {
            return error
        }
    }
}
