/// Finds the part of a text that has to change for an edit, and only that.
///
/// It works by lines in blocks and by the value's own bytes elsewhere, so that comments, blank lines and the style of
/// everything else stay. Its result is read again before it is accepted: see `YAMLDocument`.
struct YAMLEditor {
    let bytes: [UInt8]
    let root: YAMLNode
    var writer: YAMLWriter
    /// The blank lines and comments after a removed entry go too, and the line end before the last stays.
    var removesFollowing = false

    init(_ bytes: [UInt8], _ root: YAMLNode) {
        self.bytes = bytes
        self.root = root
        writer = YAMLWriter(style: YAMLStyle(of: root, in: bytes))
    }

    /// Presumes that the edit can be made on the tree.
    func splices(for edit: DataValue.Edit, at path: YAMLPath) throws(YAMLEditError) -> [YAMLSplice] {
        let (places, missing) = try YAMLPlace.find(path, in: root)
        switch edit {
        case .set(let value):
            return missing.isEmpty ? replace(places, by: value) : add(value, under: missing, to: places)
        case .append(let elements):
            if !missing.isEmpty { return add(.array(elements), under: missing, to: places) }
            guard let place = places.last, let list = place.node.collection, !list.entries.isEmpty else {
                return replace(places, by: .array(elements))
            }
            return insert(elements.map { ("", $0) }, into: place.node)
        case .remove: return missing.isEmpty ? remove(places) : []
        }
    }

    /// Adds the member that the first missing step names, with the others inside it.
    private func add(
        _ value: DataValue, under missing: ArraySlice<YAMLPath.Step>, to places: [YAMLPlace]
    ) -> [YAMLSplice] {
        let names = missing.compactMap { step in if case .field(let name) = step { name } else { nil } }
        guard let name = names.first, let place = places.last else { return [] }
        let inner = names.dropFirst().reversed().reduce(value) { DataValue(dictionaryLiteral: ($1, $0)) }
        if case .mapping(let mapping) = place.node.content, !mapping.entries.isEmpty {
            return insert([(name, inner)], into: place.node)
        }
        return replace(places, by: DataValue(dictionaryLiteral: (name, inner)))
    }
}

extension YAMLEditor {
    /// The offset of the line end at or after the offset, or the end of the text.
    func lineEnd(from offset: Int) -> Int {
        var index = offset
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
        return index > offset && index < bytes.count && bytes[index - 1] == 0x0D ? index - 1 : index
    }

    func lineStart(of offset: Int) -> Int {
        var index = offset
        while index > 0, bytes[index - 1] != 0x0A { index -= 1 }
        return index
    }

    /// The offset after the line end here.
    func afterBreak(_ offset: Int) -> Int {
        guard offset < bytes.count else { return offset }
        return offset + (bytes[offset] == 0x0D ? 2 : 1)
    }

    func isBlank(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 } }

    func isOneLine(_ range: Range<Int>) -> Bool { !bytes[range].contains(0x0A) }
}
