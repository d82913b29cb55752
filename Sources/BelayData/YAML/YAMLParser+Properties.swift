/// Anchors, tags and aliases.
extension YAMLParser {
    /// More values than anybody writes: a few lines of aliases of aliases would fill the memory.
    static let mostValues = 1_000_000

    var isProperty: Bool { next == UInt8(ascii: "&") || next == UInt8(ascii: "!") }

    /// Those on this line.
    mutating func parseProperties() throws(YAMLError) -> YAMLProperties {
        var properties = YAMLProperties(start: offset)
        while isProperty {
            let start = offset
            let isAnchor = next == UInt8(ascii: "&")
            skipProperty()
            let text = String(decoding: bytes[start..<offset], as: UTF8.self)
            if isAnchor {
                if properties.anchor != nil { throw error("a value has only one anchor", at: start) }
                if offset == start + 1 { throw error("expected the name of an anchor after `&`", at: start) }
                properties.anchor = String(text.dropFirst())
            } else {
                if properties.tag != nil { throw error("a value has only one tag", at: start) }
                guard text == "!" || YAMLTag(written: text) != nil else {
                    throw error("the tag \(text) is not supported; put a string in quotes", at: start)
                }
                properties.tag = text
            }
            guard isBlankOrEnd(offset) || Self.isFlowIndicator(next) else {
                throw error("expected a space, found \(foundHere())", at: offset)
            }
            skipBlanks()
        }
        return properties
    }

    /// `&name`, `!tag` or `*name`.
    private mutating func skipProperty() {
        let isVerbatim = byte(at: offset + 1) == UInt8(ascii: "<")
        offset += 1
        while !isBlankOrEnd(offset), isVerbatim || !Self.isFlowIndicator(next) { offset += 1 }
    }

    /// For a look ahead.
    func skippingProperties() -> YAMLParser {
        var ahead = self
        while ahead.isProperty {
            ahead.skipProperty()
            ahead.skipBlanks()
        }
        return ahead
    }

    /// The offset after an alias that is here.
    var endOfAlias: Int {
        var ahead = self
        ahead.skipProperty()
        return ahead.offset
    }

    /// `*name`
    mutating func parseAlias(depth: Int) throws(YAMLError) -> YAMLNode {
        let start = offset
        skipProperty()
        let name = String(decoding: bytes[start + 1..<offset], as: UTF8.self)
        guard let anchor = anchors[ByteString(name)] else {
            throw error(
                name.isEmpty
                    ? "expected the name of an anchor after `*`; put a string in quotes"
                    : "no anchor named \(name) ends before this", at: start)
        }
        values += anchor.size
        guard values <= Self.mostValues else {
            throw error("aliases make this longer than a million values", at: start)
        }
        if anchor.height > 0 { try checkDepth(depth + anchor.height - 1, at: start) }
        let scalar = YAMLScalar(style: .alias, value: anchor.value, text: anchor.text)
        return YAMLNode(content: .scalar(scalar), range: start..<offset)
    }

    /// The value with its tag, known by its anchor from now on.
    ///
    /// - Parameters:
    ///   - values: how many values there were before it.
    ///   - height: how many collections lie in each other in it.
    mutating func apply(
        _ properties: YAMLProperties, to node: YAMLNode, since values: Int, height: Int
    ) throws(YAMLError) -> YAMLNode {
        var node = node
        if let tag = properties.tag { try apply(tag, to: &node, at: properties.start) }
        if let name = properties.anchor {
            anchors[ByteString(name)] = YAMLAnchor(
                value: node.json, text: node.keyText, size: self.values - values, height: height)
        }
        return node
    }

    private func apply(_ tag: String, to node: inout YAMLNode, at place: Int) throws(YAMLError) {
        switch (YAMLTag(written: tag), node.content) {
        case (nil, .scalar(var scalar)), (.str, .scalar(var scalar)):
            scalar.value = .string(scalar.text ?? "")
            scalar.text = scalar.text ?? ""
            node.content = .scalar(scalar)
        case (nil, _), (.seq, .sequence), (.map, .mapping): return
        case (.int, .scalar(var scalar)), (.float, .scalar(var scalar)), (.bool, .scalar(var scalar)),
            (.null, .scalar(var scalar)):
            let value = YAMLPlainScalar(scalar.text ?? "").value
            guard YAMLTag(written: tag)?.fits(value) == true else {
                throw error("\(tag) does not fit this value", at: place)
            }
            scalar.value = value
            node.content = .scalar(scalar)
        case (.str, _), (.int, _), (.float, _), (.bool, _), (.null, _), (.seq, _), (.map, _):
            throw error("\(tag) does not fit this value", at: place)
        }
    }
}

extension YAMLTag {
    fileprivate func fits(_ value: DataValue) -> Bool {
        switch self {
        case .int: value.number?.int != nil || value.number.map { !$0.text.contains(".") } ?? false
        case .float: value.number != nil
        case .bool: value.bool != nil
        case .null: value.isNull
        case .str, .seq, .map: false
        }
    }
}
