extension YAMLEditor {
    /// Puts a value in the place of the last one. Comments on the line of its key or dash stay.
    func replace(_ places: [YAMLPlace], by value: JSON) -> [YAMLSplice] {
        guard let place = places.last else { return [] }
        guard let entry = place.entry, let container = place.container, let collection = container.collection else {
            return replaceRoot(by: value)
        }
        if collection.isFlow { return replaceInFlow(entry, by: value) }
        let isElement = if case .sequence = container.content { true } else { false }
        let text = writer(like: place.node, in: collection).text(
            of: value, under: collection.column, isElement: isElement)
        let (head, tail) = split(text)
        let start = entry.indicatorEnd
        let end = entry.end
        if case .scalar(let scalar) = entry.value.content, scalar.style == .absent {
            return fill(from: start, to: start, head, tail)
        }
        guard isOneLine(start..<entry.value.range.lowerBound) else {
            let header = lineEnd(from: start)
            return [
                YAMLSplice(range: start..<start, replacement: head),
                YAMLSplice(range: header..<lineEnd(from: end), replacement: tail),
            ]
        }
        if entry.value.isBlockCollection {
            return [YAMLSplice(range: start..<lineEnd(from: end), replacement: text)]
        }
        if case .scalar(let scalar) = entry.value.content, scalar.style == .block {
            let indicator = blockIndicator(at: entry.value.range.lowerBound)
            let body = lineEnd(from: indicator.upperBound)
            return fill(from: start, to: indicator.upperBound, head, "")
                + [YAMLSplice(range: body..<max(body, end), replacement: tail)]
        }
        return fill(from: start, to: end, head, tail)
    }

    /// Writes the head in the place of a value that begins on the line of its indicator, and the tail below the line on
    /// which it ends.
    private func fill(from start: Int, to end: Int, _ head: String, _ tail: String) -> [YAMLSplice] {
        var valueStart = start
        while valueStart < end, isBlank(valueStart..<valueStart + 1) { valueStart += 1 }
        let below = lineEnd(from: end)
        let isLast = isBlank(end..<below)
        if head.isEmpty || valueStart == start {
            let range = start..<(isLast ? below : end)
            return [YAMLSplice(range: range, replacement: head), YAMLSplice(range: below..<below, replacement: tail)]
        }
        // The blanks between the indicator and the value stay as they are.
        let value = String(head.drop { $0 == " " })
        return [
            YAMLSplice(range: valueStart..<end, replacement: value),
            YAMLSplice(range: below..<below, replacement: tail),
        ]
    }

    private func replaceInFlow(_ entry: YAMLEntry, by value: JSON) -> [YAMLSplice] {
        let text = writer.inline(value)
        if case .scalar(let scalar) = entry.value.content, scalar.style == .absent {
            return [YAMLSplice(range: entry.indicatorEnd..<entry.indicatorEnd, replacement: " " + text)]
        }
        let isGlued = entry.key.isEmpty ? false : entry.value.range.lowerBound == entry.indicatorEnd
        return [YAMLSplice(range: entry.value.range, replacement: (isGlued ? " " : "") + text)]
    }

    private func replaceRoot(by value: JSON) -> [YAMLSplice] {
        let start = root.range.lowerBound
        let lineEndText = writer.style.lineEnd
        if case .scalar(let scalar) = root.content, scalar.style == .absent {
            let text = unindented(value, in: 0)
            let endsLine = bytes.last.map { $0 == 0x0A } ?? true
            let isEmpty = bytes.isEmpty || bytes == [0xEF, 0xBB, 0xBF]
            let whole = endsLine || isEmpty ? text + lineEndText : lineEndText + text
            return [YAMLSplice(range: bytes.count..<bytes.count, replacement: whole)]
        }
        let isOnMarkerLine = !isBlank(lineStart(of: start)..<start) && bytes[lineStart(of: start)] == UInt8(ascii: "-")
        let column = isOnMarkerLine ? 0 : start - lineStart(of: start)
        let text = unindented(value, in: column)
        let end = root.isBlockCollection ? lineEnd(from: root.range.upperBound) : root.range.upperBound
        return [YAMLSplice(range: start..<end, replacement: (isOnMarkerLine ? lineEndText : "") + text)]
    }

    /// A whole document, its first line without margin.
    private func unindented(_ value: JSON, in column: Int) -> String {
        let between = writer.style.lineEnd + writer.margin(column)
        switch value {
        case .object(let object) where !object.isEmpty:
            return object.members.map { writer.member($0.key, $0.value, in: column) }.joined(separator: between)
        case .array(let elements) where !elements.isEmpty:
            return elements.map { writer.element($0, in: column) }.joined(separator: between)
        case .null, .bool, .number, .string, .array, .object: return writer.inline(value)
        }
    }

    /// A list or mapping that takes the place of one of its kind stands where that stood.
    private func writer(like old: YAMLNode, in collection: YAMLCollection) -> YAMLWriter {
        guard let inner = old.collection, !inner.isFlow else { return writer }
        var writer = writer
        let deeper = inner.column - collection.column
        switch old.content {
        case .mapping: writer.style.mapping = deeper
        case .sequence: writer.style.list = deeper
        case .scalar: break
        }
        if deeper > 1 { writer.style.element = deeper }
        return writer
    }

    /// The first line and those below, with the line end before them.
    private func split(_ text: String) -> (head: String, tail: String) {
        guard let end = text.utf8.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return (text, "") }
        return (String(text[..<end]), String(text[end...]))
    }

    private func blockIndicator(at start: Int) -> Range<Int> {
        let length = bytes[start...].prefix { "|>+-123456789".utf8.contains($0) }.count
        return start..<start + length
    }
}
