/// A YAML text that is edited in place: everything that an edit does not concern stays byte for byte, comments and
/// blank lines too.
///
/// Every edit is checked before it is accepted: the new text is read, and must mean what the same edit makes of the
/// tree.
public struct YAMLDocument: EditableDocument {
    private var bytes: [UInt8]
    private var root: YAMLNode
    /// The text ends in the middle of a line end.
    private let endsInCarriageReturn: Bool

    public init(_ text: String) throws(YAMLError) {
        var parser = YAMLParser(text: text)
        bytes = parser.bytes
        endsInCarriageReturn = bytes.count > text.utf8.count
        root = try parser.parseDocument()
    }

    public var text: String {
        let isCut = endsInCarriageReturn && bytes.suffix(2) == [0x0D, 0x0A]
        return String(decoding: isCut ? bytes.dropLast() : bytes[...], as: UTF8.self)
    }

    /// The data that the text means.
    public var tree: DataValue { root.json }

    /// Sets the value at the path. Missing mappings on the way are created; elements of lists must exist. Setting the
    /// value that is already there changes nothing, unless older readers would not read it as that value.
    public mutating func set(_ path: YAMLPath, to value: DataValue) throws(YAMLEditError) {
        try make(.set(value), at: path)
    }

    /// Removes the value at the path, if there is one. A list or mapping that loses its last entry stays as an empty
    /// one.
    public mutating func remove(_ path: YAMLPath) throws(YAMLEditError) {
        try make(.remove, at: path)
    }

    /// Adds a value at the end of a list, or of a list its elements. A list that is absent is made.
    public mutating func append(_ value: DataValue, to path: YAMLPath) throws(YAMLEditError) {
        try make(.append(value.array ?? [value]), at: path)
    }

    private mutating func make(_ edit: DataValue.Edit, at path: YAMLPath) throws(YAMLEditError) {
        guard !path.steps.isEmpty else { throw YAMLEditError(path: path, message: "the path is empty") }
        let tree = tree
        let wanted = try tree.edited(edit, at: path)
        if wanted == tree, try isSettled(edit, at: path) { return }
        if case .append([]) = edit { return }
        for attempt in Self.attempts {
            var editor = YAMLEditor(bytes, root)
            attempt(&editor)
            let splices = try editor.splices(for: edit, at: path)
            if take(YAMLSplice.apply(splices, to: bytes), ifItSays: wanted, lineEnd: editor.writer.style.lineEnd) {
                return
            }
        }
        throw YAMLEditError(path: path, message: "this cannot be changed without changing the text around it")
    }

    /// From the nicest layout to the safest.
    private static let attempts: [@Sendable (inout YAMLEditor) -> Void] = [
        { _ in },
        { $0.writer.usesBlocks = false },
        { $0.removesFollowing = true },
    ]

    /// An edit that leaves the tree as it is also leaves the text as it is.
    private func isSettled(_ edit: DataValue.Edit, at path: YAMLPath) throws(YAMLEditError) -> Bool {
        guard case .set = edit else { return true }
        return try YAMLPlace.find(path, in: root).places.last?.node.isUnambiguous ?? true
    }

    private mutating func take(_ proposed: [UInt8], ifItSays wanted: DataValue, lineEnd: String) -> Bool {
        var parser = YAMLParser(proposed)
        guard let node = try? parser.parseDocument(), node.json == wanted else { return false }
        let endsInNewBlock = node.endsInBlock && !root.endsInBlock && proposed.last != 0x0A
        bytes = proposed
        root = node
        // Other readers take the last line end of a block of text for what is written.
        if endsInNewBlock { bytes += Array(lineEnd.utf8) }
        return true
    }
}

extension YAMLNode {
    fileprivate var endsInBlock: Bool {
        switch content {
        case .scalar(let scalar): scalar.style == .block
        case .sequence(let collection), .mapping(let collection):
            !collection.isFlow && (collection.entries.last?.value.endsInBlock ?? false)
        }
    }
}
