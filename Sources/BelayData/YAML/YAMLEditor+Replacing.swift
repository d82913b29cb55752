extension YAMLEditor {
    /// Puts a value in the place of the last one. Comments on the line of its key or dash stay.
    func replace(_ places: [YAMLPlace], by value: DataValue) -> [YAMLSplice] {
        guard let place = places.last else { return [] }
        guard let entry = place.entry, let container = place.container, let collection = container.collection else {
            return replaceRoot(by: value)
        }
        if collection.isFlow { return replaceInFlow(entry, by: value) }
        let isElement = if case .sequence = container.content { true } else { false }
        let text = writer(like: place.node, in: collection, isElement: isElement).text(
            of: value, under: collection.column, isElement: isElement)
        return replaceInBlock(entry, text)
    }

    /// - Parameter text: the text after the indicator, on its line and below.
    private func replaceInBlock(_ entry: YAMLEntry, _ text: String) -> [YAMLSplice] {
        let (head, tail) = split(text)
        let start = entry.indicatorEnd
        let value = entry.value.range
        if !isOneLine(start..<value.lowerBound) {
            let header = lineEnd(from: start)
            return [
                YAMLSplice(range: start..<start, replacement: head),
                YAMLSplice(range: header..<lineEnd(from: entry.end), replacement: tail),
            ]
        }
        if entry.value.isBlockCollection {
            return [YAMLSplice(range: start..<lineEnd(from: entry.end), replacement: text)]
        }
        if case .scalar(let scalar) = entry.value.content, scalar.style == .block {
            return fill(from: start, to: endOfBlockIndicator(at: value.lowerBound), bodyEnd: entry.end, head, tail)
        }
        return fill(from: start, to: entry.end, bodyEnd: entry.end, head, tail)
    }

    /// Writes the head in the place of a value that begins on the line of its indicator, and the tail in the place of
    /// the lines below.
    private func fill(from start: Int, to end: Int, bodyEnd: Int, _ head: String, _ tail: String) -> [YAMLSplice] {
        let below = lineEnd(from: end)
        let body = YAMLSplice(range: below..<max(below, bodyEnd), replacement: tail)
        let spaces = bytes[start..<end].prefix { $0 == 0x20 || $0 == 0x09 }.count
        if tail.isEmpty, spaces > 0 {
            // The spaces between the indicator and the value stay as they are.
            return [YAMLSplice(range: start + spaces..<end, replacement: String(head.drop { $0 == " " })), body]
        }
        let isLast = isBlank(end..<below)
        return [YAMLSplice(range: start..<(isLast ? below : end), replacement: head), body]
    }

    private func replaceInFlow(_ entry: YAMLEntry, by value: DataValue) -> [YAMLSplice] {
        let text = writer.inline(value)
        if case .scalar(let scalar) = entry.value.content, scalar.style == .absent {
            return [YAMLSplice(range: entry.indicatorEnd..<entry.indicatorEnd, replacement: " " + text)]
        }
        let isGlued = entry.key.isEmpty ? false : entry.value.range.lowerBound == entry.indicatorEnd
        return [YAMLSplice(range: entry.value.range, replacement: (isGlued ? " " : "") + text)]
    }

    private func replaceRoot(by value: DataValue) -> [YAMLSplice] {
        let start = root.range.lowerBound
        let lineEndText = writer.style.lineEnd
        if case .scalar(let scalar) = root.content, scalar.style == .absent {
            let text = writer.document(value, in: 0)
            let end = endOfDocument
            let beginsLine = end == 0 || bytes[end - 1] == 0x0A || bytes[..<end] == [0xEF, 0xBB, 0xBF]
            let whole = beginsLine ? text + lineEndText : lineEndText + text
            return [YAMLSplice(range: end..<end, replacement: whole)]
        }
        let isOnMarkerLine = !isBlank(lineStart(of: start)..<start) && bytes[lineStart(of: start)] == UInt8(ascii: "-")
        let column = isOnMarkerLine ? 0 : start - lineStart(of: start)
        let text = writer.document(value, in: column)
        let end = root.isBlockCollection ? lineEnd(from: root.range.upperBound) : root.range.upperBound
        return [YAMLSplice(range: start..<end, replacement: (isOnMarkerLine ? lineEndText : "") + text)]
    }

    /// A list or mapping that replaces one of its kind keeps its column.
    private func writer(like old: YAMLNode, in collection: YAMLCollection, isElement: Bool) -> YAMLWriter {
        guard let inner = old.collection, !inner.isFlow else { return writer }
        var writer = writer
        let deeper = inner.column - collection.column
        switch old.content {
        case .mapping where isElement, .sequence where isElement: writer.style.element = max(2, deeper)
        case .mapping: writer.style.mapping = deeper
        case .sequence: writer.style.list = deeper
        case .scalar: break
        }
        return writer
    }

    /// The first line and those below, with the line end before them.
    private func split(_ text: String) -> (head: String, tail: String) {
        guard let end = text.utf8.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return (text, "") }
        return (String(text[..<end]), String(text[end...]))
    }

    private func endOfBlockIndicator(at start: Int) -> Int {
        start + bytes[start...].prefix { "|>+-123456789".utf8.contains($0) }.count
    }

    /// The offset of the line `...`, or the end of the text. Presumes that only comments come before it.
    private var endOfDocument: Int {
        var parser = YAMLParser(bytes)
        parser.skipByteOrderMark()
        while parser.offset < bytes.count {
            if parser.isMarker("...") { return parser.offset }
            parser.skipToBreak()
            if parser.offset < bytes.count { parser.takeBreak() }
        }
        return bytes.count
    }
}
