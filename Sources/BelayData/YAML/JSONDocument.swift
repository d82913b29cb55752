/// A JSON text that is edited in place: everything that an edit does not concern stays byte for byte.
///
/// JSON is read strictly, and then once more as the YAML that it also is, for the places of its values. Every edit is checked
/// before it is accepted, as those of YAML are.
public struct JSONDocument: EditableDocument {
    private var bytes: [UInt8]
    private var root: YAMLNode
    private var data: DataValue

    /// A key that stands twice is refused, since nobody can say which of the two is meant.
    public init(_ text: String) throws(JSONError) {
        bytes = Array(text.utf8)
        (root, data) = try Self.read(bytes)
    }

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The data that the text means.
    public var tree: DataValue { data }

    public mutating func set(_ path: YAMLPath, to value: DataValue) throws(YAMLEditError) {
        try make(.set(value), at: path)
    }

    public mutating func remove(_ path: YAMLPath) throws(YAMLEditError) { try make(.remove, at: path) }

    public mutating func append(_ value: DataValue, to path: YAMLPath) throws(YAMLEditError) {
        try make(.append(value.array ?? [value]), at: path)
    }

    private mutating func make(_ edit: DataValue.Edit, at path: YAMLPath) throws(YAMLEditError) {
        guard !path.steps.isEmpty else { throw YAMLEditError(path: path, message: "the path is empty") }
        let wanted = try data.edited(edit, at: path)
        if wanted == data { return }
        let splices = try JSONEditor(bytes, root).splices(for: edit, at: path)
        let proposed = YAMLSplice.apply(splices, to: bytes)
        guard let (node, read) = try? Self.read(proposed), read == wanted else {
            throw YAMLEditError(path: path, message: "this cannot be changed without changing the text around it")
        }
        (bytes, root, data) = (proposed, node, read)
    }

    private static func read(_ bytes: [UInt8]) throws(JSONError) -> (YAMLNode, DataValue) {
        let data = try DataValue(parsing: String(decoding: bytes, as: UTF8.self))
        var parser = YAMLParser(bytes)
        do throws(YAMLError) {
            return (try parser.parseJSON(), data)
        } catch {
            throw JSONError(message: error.message, position: error.position)
        }
    }
}

extension YAMLParser {
    /// The places of values in a text that is known to be JSON.
    fileprivate mutating func parseJSON() throws(YAMLError) -> YAMLNode {
        while isBreak(offset) || isBlank(offset) { offset += 1 }
        return try parseFlowContent(depth: -1)
    }
}
