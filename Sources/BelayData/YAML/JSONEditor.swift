/// Finds the part of a JSON text that has to change for an edit, and only that. What is added is laid out as its neighbours
/// are: each on a line of its own, or all on one.
struct JSONEditor {
    let bytes: [UInt8]
    let root: YAMLNode

    init(_ bytes: [UInt8], _ root: YAMLNode) { (self.bytes, self.root) = (bytes, root) }

    /// Presumes that the edit can be made on the tree.
    func splices(for edit: DataValue.Edit, at path: YAMLPath) throws(YAMLEditError) -> [YAMLSplice] {
        let (places, missing) = try YAMLPlace.find(path, in: root)
        guard let place = places.last else { return [] }
        switch edit {
        case .set(let value):
            return missing.isEmpty ? replace(place, by: value) : add(value, under: missing, to: place)
        case .append(let elements):
            if !missing.isEmpty { return add(.array(elements), under: missing, to: place) }
            guard let list = place.node.collection, !list.entries.isEmpty else {
                return replace(place, by: .array(elements))
            }
            return insert(elements.map { (nil, $0) }, into: place.node)
        case .remove: return missing.isEmpty ? remove(place) : []
        }
    }

    private func replace(_ place: YAMLPlace, by value: DataValue) -> [YAMLSplice] {
        let range = place.node.range
        return [YAMLSplice(range: range, replacement: text(of: value, in: margin(ofLineAt: range.lowerBound)))]
    }

    private func add(_ value: DataValue, under missing: ArraySlice<YAMLPath.Step>, to place: YAMLPlace) -> [YAMLSplice]
    {
        let names = missing.compactMap { step in if case .field(let name) = step { name } else { nil } }
        guard let name = names.first else { return [] }
        let inner = names.dropFirst().reversed().reduce(value) { DataValue(dictionaryLiteral: ($1, $0)) }
        if case .mapping(let mapping) = place.node.content, !mapping.entries.isEmpty {
            return insert([(name, inner)], into: place.node)
        }
        return replace(place, by: DataValue(dictionaryLiteral: (name, inner)))
    }

    /// At the end of a list or an object that has entries.
    private func insert(_ entries: [(key: String?, value: DataValue)], into node: YAMLNode) -> [YAMLSplice] {
        guard let collection = node.collection, let last = collection.entries.last else { return [] }
        let line = margin(ofLineAt: last.start)
        let isAlone = startsLine(last.start)
        let texts = entries.map { key, value in
            (key.map { DataValue.string($0).text + colon(in: collection) } ?? "") + text(of: value, in: line)
        }
        let separator = isAlone ? "," + lineEnd + line : comma(in: collection)
        return [YAMLSplice(range: last.end..<last.end, replacement: texts.map { separator + $0 }.joined())]
    }

    private func remove(_ place: YAMLPlace) -> [YAMLSplice] {
        guard let entry = place.entry, let container = place.container, let collection = container.collection else {
            return [YAMLSplice(range: root.range, replacement: "null")]
        }
        let position = place.position
        let range: Range<Int>
        if collection.entries.count == 1 {
            range = container.range.lowerBound + 1..<container.range.upperBound - 1
        } else if position + 1 < collection.entries.count {
            range = entry.start..<collection.entries[position + 1].start
        } else {
            range = collection.entries[position - 1].end..<entry.end
        }
        return [YAMLSplice(range: range, replacement: "")]
    }
}

extension JSONEditor {
    /// In the layout of the document: over lines where that has lines, otherwise on one.
    private func text(of value: DataValue, in margin: String) -> String {
        guard let step = indentation else { return spaced(value) }
        return lines(of: value, in: margin, step)
    }

    private func lines(of value: DataValue, in margin: String, _ step: String) -> String {
        let inner = margin + step
        func joined(_ texts: [String], _ opening: String, _ closing: String) -> String {
            let between = lineEnd + inner
            return opening + between + texts.joined(separator: "," + between) + lineEnd + margin + closing
        }
        switch value {
        case .array(let elements) where !elements.isEmpty:
            return joined(elements.map { lines(of: $0, in: inner, step) }, "[", "]")
        case .object(let object) where !object.isEmpty:
            let members = object.members.map {
                DataValue.string($0.key).text + ": " + lines(of: $0.value, in: inner, step)
            }
            return joined(members, "{", "}")
        case .null, .bool, .number, .string, .array, .object: return value.text
        }
    }

    private func spaced(_ value: DataValue) -> String {
        switch value {
        case .array(let elements): "[" + elements.map { spaced($0) }.joined(separator: comma(in: root.collection)) + "]"
        case .object(let object):
            "{"
                + object.members.map {
                    DataValue.string($0.key).text + colon(in: root.collection) + spaced($0.value)
                }.joined(separator: comma(in: root.collection)) + "}"
        case .null, .bool, .number, .string: value.text
        }
    }

    /// How much deeper a line of the first collection is than the one that opens it; nil in a text of one line.
    private var indentation: String? {
        func find(_ node: YAMLNode) -> String? {
            guard let collection = node.collection, let first = collection.entries.first else { return nil }
            if startsLine(first.start) {
                let outer = margin(ofLineAt: node.range.lowerBound).count
                return String(margin(ofLineAt: first.start).dropFirst(outer))
            }
            return collection.entries.lazy.compactMap { find($0.value) }.first
        }
        return find(root)
    }

    /// Between two entries on one line.
    private func comma(in collection: YAMLCollection?) -> String {
        guard let entries = collection?.entries, entries.count > 1 else { return bytes.contains(0x20) ? ", " : "," }
        let between = bytes[entries[0].end..<entries[1].start]
        return between.allSatisfy { $0 != 0x0A } ? String(decoding: between, as: UTF8.self) : ", "
    }

    /// Behind a key.
    private func colon(in collection: YAMLCollection?) -> String {
        guard let entry = collection?.entries.first, !entry.key.isEmpty else {
            return bytes.contains(0x20) ? ": " : ":"
        }
        let isSpaced = entry.indicatorEnd < bytes.count && bytes[entry.indicatorEnd] == 0x20
        return isSpaced ? ": " : ":"
    }

    private var lineEnd: String {
        guard let end = bytes.firstIndex(of: 0x0A) else { return "\n" }
        return end > 0 && bytes[end - 1] == 0x0D ? "\r\n" : "\n"
    }

    private func lineStart(of offset: Int) -> Int {
        var index = offset
        while index > 0, bytes[index - 1] != 0x0A { index -= 1 }
        return index
    }

    private func margin(ofLineAt offset: Int) -> String {
        let start = lineStart(of: offset)
        return String(decoding: bytes[start...].prefix { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
    }

    /// Nothing but spaces is before it on its line, and the text has more than one.
    private func startsLine(_ offset: Int) -> Bool {
        let start = lineStart(of: offset)
        return start > 0 && bytes[start..<offset].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
}
