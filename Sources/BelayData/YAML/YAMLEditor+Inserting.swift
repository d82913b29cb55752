extension YAMLEditor {
    /// Adds entries at the end of a list or mapping that has some.
    func insert(_ entries: [(key: String, value: DataValue)], into node: YAMLNode) -> [YAMLSplice] {
        guard let collection = node.collection, let last = collection.entries.last else { return [] }
        let isList = if case .sequence = node.content { true } else { false }
        if collection.isFlow {
            let texts = entries.map {
                isList ? self.writer.inline($0.value) : self.writer.inlineMember($0.key, $0.value)
            }
            let text = texts.joined(separator: ", ")
            if let comma = trailingComma(from: last.end, to: node.range.upperBound) {
                return [YAMLSplice(range: comma + 1..<comma + 1, replacement: " " + text)]
            }
            return [YAMLSplice(range: last.end..<last.end, replacement: ", " + text)]
        }
        let column = collection.column
        let writer = writer(likeElementsOf: collection, isList: isList)
        let lines = entries.map {
            isList ? writer.element($0.value, in: column) : writer.member($0.key, $0.value, in: column)
        }
        let before = writer.style.lineEnd + writer.margin(column)
        let end = lineEnd(from: last.end)
        return [YAMLSplice(range: end..<end, replacement: lines.map { before + $0 }.joined())]
    }

    /// New elements are as far from their dashes as the existing ones.
    private func writer(likeElementsOf collection: YAMLCollection, isList: Bool) -> YAMLWriter {
        guard isList else { return writer }
        var writer = writer
        for entry in collection.entries {
            if let inner = entry.value.collection, !inner.isFlow {
                writer.style.element = max(2, inner.column - collection.column)
            }
        }
        return writer
    }

    private func trailingComma(from start: Int, to end: Int) -> Int? {
        var index = start
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: ","): return index
            case UInt8(ascii: "#"): index = lineEnd(from: index)
            default: index += 1
            }
        }
        return nil
    }
}
