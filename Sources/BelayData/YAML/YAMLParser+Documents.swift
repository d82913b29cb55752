extension YAMLParser {
    /// One document, and nothing after it; an empty text is one of nothing.
    mutating func parseDocument() throws(YAMLError) -> YAMLNode {
        try begin()
        guard try findDocument() else { return .absent(at: offset) }
        let root = try parseOneDocument()
        guard try !findDocument() else { throw error("only one document is supported", at: offset) }
        return root
    }

    /// All documents of a stream; none of an empty one.
    mutating func parseDocuments() throws(YAMLError) -> [YAMLNode] {
        try begin()
        var documents: [YAMLNode] = []
        while try findDocument() { documents.append(try parseOneDocument()) }
        return documents
    }

    private mutating func begin() throws(YAMLError) {
        try checkCharacters()
        skipByteOrderMark()
    }

    /// Goes to where a document begins; false at the end of the text.
    private mutating func findDocument() throws(YAMLError) -> Bool {
        _ = try skipToContent()
        while isMarker("...") { try takeEndMarker() }
        return offset < bytes.count
    }

    /// `...`, alone on its line.
    private mutating func takeEndMarker() throws(YAMLError) {
        offset += 3
        if try !skipToContent(), offset < bytes.count {
            throw error("unexpected \(foundHere()) after the end of the document", at: offset)
        }
    }

    /// `{ directive } [ "---" ] [ node ] [ "..." ]`
    private mutating func parseOneDocument() throws(YAMLError) -> YAMLNode {
        anchors = [:]
        let hasDirectives = try skipDirectives()
        let isMarked = isMarker("---")
        if hasDirectives, !isMarked { throw error("expected `---` after the directives", at: offset) }
        if isMarked { offset += 3 }
        let root = try parseNode(inside: -1, isMarked ? .markerLine : .document, depth: 0)
        let crossed = try skipToContent()
        if isMarker("...") {
            try takeEndMarker()
        } else if offset < bytes.count, !isMarker("---") {
            if !crossed { throw error("unexpected \(foundHere()) after the value", at: offset) }
            throw error("unexpected indentation before \(foundHere())", at: offset)
        }
        return root
    }

    /// `%YAML 1.2` says nothing that matters here. `%TAG` would give tags another meaning.
    private mutating func skipDirectives() throws(YAMLError) -> Bool {
        var hasDirectives = false
        while next == UInt8(ascii: "%"), offset == lineStart {
            let start = offset
            skipToBreak()
            if bytes[start..<offset].starts(with: "%TAG".utf8) {
                throw error("the directive %TAG is not supported", at: start)
            }
            _ = try skipToContent()
            hasDirectives = true
        }
        return hasDirectives
    }
}
