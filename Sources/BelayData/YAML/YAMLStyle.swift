/// The layout of a document's blocks, so that additions look like the rest.
struct YAMLStyle {
    var lineEnd = "\n"
    /// The indentation of a mapping relative to its key.
    var mapping = 2
    /// The indentation of a list's dashes relative to their key.
    var list = 0
    /// The indentation of an element of several lines relative to its dash.
    var element = 2

    /// That of kops and kubectl.
    init() {}

    /// Taken from the first of each kind, or else the usual one.
    init(of root: YAMLNode, in bytes: [UInt8]) {
        if let end = bytes.firstIndex(of: 0x0A), end > 0, bytes[end - 1] == 0x0D { lineEnd = "\r\n" }
        var found: (mapping: Int?, list: Int?, element: Int?)
        Self.look(root, &found)
        mapping = found.mapping ?? mapping
        list = found.list ?? list
        element = max(2, found.element ?? element)
    }

    private static func look(_ node: YAMLNode, _ found: inout (mapping: Int?, list: Int?, element: Int?)) {
        guard let collection = node.collection, !collection.isFlow else { return }
        let isMapping = if case .mapping = node.content { true } else { false }
        for entry in collection.entries {
            if let inner = entry.value.collection, !inner.isFlow {
                let deeper = inner.column - collection.column
                switch (isMapping, entry.value.content) {
                case (true, .mapping): found.mapping = found.mapping ?? deeper
                case (true, .sequence): found.list = found.list ?? deeper
                case (false, .mapping), (false, .sequence): found.element = found.element ?? deeper
                case (_, .scalar): break
                }
            }
            look(entry.value, &found)
        }
    }
}
