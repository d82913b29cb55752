extension YAMLParser {
    /// The indicator before a node.
    enum Context {
        case document
        /// The three dashes, on whose line no collection begins.
        case markerLine
        case key
        case dash
        /// The colon of a key with a `?`.
        case explicitKey
    }

    /// A value, or none if the next content is outside. `column` is that of the collection around it.
    mutating func parseNode(inside column: Int, _ context: Context, depth: Int) throws(YAMLError) -> YAMLNode {
        let (start, startLine) = (offset, lineStart)
        let crossed = try skipToContent()
        guard hasContent(inside: column, context, crossed: crossed) else {
            (offset, lineStart) = (start, startLine)
            return .absent(at: start)
        }
        let allowsCollection =
            switch context {
            case .document, .dash, .explicitKey: true
            case .markerLine, .key: crossed
            }
        if context == .dash || context == .explicitKey, !crossed, bytes[start..<offset].contains(0x09),
            isDash || beginsMapping
        {
            throw error("expected spaces after the dash, found a tab", at: start)
        }
        return try parseContent(inside: column, context, allowsCollection: allowsCollection, depth: depth)
    }

    /// What is here belongs to the value. The elements of a list may stand in the column of the key that it belongs to.
    private func hasContent(inside column: Int, _ context: Context, crossed: Bool) -> Bool {
        if offset == bytes.count || isAnyMarker { return false }
        let allowsDash = context == .key || context == .explicitKey
        return !crossed || self.column > column || self.column == column && allowsDash && isDash
    }

    private mutating func parseContent(
        inside column: Int, _ context: Context, allowsCollection: Bool, depth: Int
    ) throws(YAMLError) -> YAMLNode {
        values += 1
        if isDash {
            guard allowsCollection else { throw error("a list cannot begin on the line of its key", at: offset) }
            return try parseSequence(depth: depth)
        }
        if beginsMapping {
            guard allowsCollection else { throw error("unexpected second key on the line of a key", at: offset) }
            return try parseMapping(depth: depth)
        }
        switch next {
        case UInt8(ascii: "&"), UInt8(ascii: "!"): return try parseWithProperties(inside: column, context, depth: depth)
        case UInt8(ascii: "*"): return try parseAlias(depth: depth)
        case UInt8(ascii: "|"), UInt8(ascii: ">"): return try parseBlockScalar(inside: column)
        case UInt8(ascii: "["), UInt8(ascii: "{"): return try parseFlowInBlock(depth: depth)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try parseQuotedNode()
        default:
            try checkPlainStart(inFlow: false)
            return try parsePlain(inside: column, inFlow: false)
        }
    }

    /// A value with an anchor or a tag before it, which may stand on a line of their own.
    private mutating func parseWithProperties(
        inside column: Int, _ context: Context, depth: Int
    ) throws(YAMLError) -> YAMLNode {
        let before = (values: values - 1, deepest: deepest)
        deepest = depth
        let properties = try parseProperties()
        let (end, endLine) = (offset, lineStart)
        let crossed = try skipToContent()
        let node: YAMLNode
        if !hasContent(inside: column, context, crossed: crossed) {
            (offset, lineStart) = (end, endLine)
            node = .absent(at: end)
        } else if isProperty, !isKeyAhead {
            throw error("a value has only one line of anchors and tags", at: offset)
        } else if next == UInt8(ascii: "*"), !isKeyAhead {
            throw error("an alias cannot have an anchor or a tag of its own", at: offset)
        } else {
            values -= 1
            node = try parseContent(inside: column, context, allowsCollection: crossed, depth: depth)
        }
        let height = deepest - depth
        deepest = max(deepest, before.deepest)
        return try apply(properties, to: node, since: before.values, height: height)
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

    mutating func checkDepth(_ depth: Int, at place: Int? = nil) throws(YAMLError) {
        guard depth < Self.deepestNesting else {
            throw error("lists and mappings are nested more than \(Self.deepestNesting) deep", at: place ?? offset)
        }
        deepest = max(deepest, depth + 1)
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
            guard beginsMapping else { throw keyWanted() }
            let entry = isExplicitKey ? try parseExplicitEntry(depth: depth) : try parseEntry(in: column, depth: depth)
            try noteKey(of: entry, in: &places)
            entries.append(entry)
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
