extension YAMLEditor {
    /// Takes the last of the places away. A list or mapping that loses its last entry becomes an empty one in brackets.
    func remove(_ places: [YAMLPlace]) -> [YAMLSplice] {
        guard let place = places.last, let entry = place.entry, let container = place.container,
            let collection = container.collection
        else { return [] }
        if collection.entries.count == 1 {
            let isMapping = if case .mapping = container.content { true } else { false }
            return replace(places.dropLast(), by: isMapping ? .object(DataValue.Object()) : .array([]))
        }
        let range =
            collection.isFlow
            ? rangeInFlow(collection, place.position) : rangeInBlock(collection, place.position, entry)
        return [YAMLSplice(range: range, replacement: "")]
    }

    private func rangeInFlow(_ collection: YAMLCollection, _ position: Int) -> Range<Int> {
        let entry = collection.entries[position]
        if position + 1 < collection.entries.count { return entry.start..<collection.entries[position + 1].start }
        return collection.entries[position - 1].end..<entry.end
    }

    private func rangeInBlock(_ collection: YAMLCollection, _ position: Int, _ entry: YAMLEntry) -> Range<Int> {
        let end = endOfBlock(entry, in: collection, isLast: position + 1 == collection.entries.count)
        let start = lineStart(of: entry.start)
        guard isBlank(start..<entry.start) else { return rangeAfterDash(collection, entry, end: end) }
        if end < bytes.count { return start..<afterBreak(end) }
        // The last line goes with the line end before it, so that the text ends as it did.
        return removesFollowing ? start..<end : lineEnd(beforeLineAt: start)..<end
    }

    /// The first entry of an element is on the line of the dash, where the next one takes its place.
    private func rangeAfterDash(_ collection: YAMLCollection, _ entry: YAMLEntry, end: Int) -> Range<Int> {
        let next = collection.entries[1].start
        if isBlank(afterBreak(end)..<next) { return entry.start..<next }
        var start = entry.start
        while start > 0, isBlank(start - 1..<start) { start -= 1 }
        return start..<end
    }

    /// The end of the entry's last line. Comments below that are indented deeper than its key or dash belong to it.
    private func endOfBlock(_ entry: YAMLEntry, in collection: YAMLCollection, isLast: Bool) -> Int {
        var end = lineEnd(from: entry.end)
        var index = end
        while index < bytes.count {
            let start = afterBreak(index)
            index = lineEnd(from: start)
            let content = bytes[start..<index].drop { $0 == 0x20 || $0 == 0x09 }
            if content.isEmpty {
                if removesFollowing { end = index }
                continue
            }
            guard content.first == UInt8(ascii: "#"), removesFollowing || content.startIndex - start > collection.column
            else { break }
            end = index
        }
        return end
    }

    private func lineEnd(beforeLineAt start: Int) -> Int {
        guard start > 0 else { return 0 }
        return start > 1 && bytes[start - 2] == 0x0D ? start - 2 : start - 1
    }
}
