/// How a document lays out its blocks, so that what is added looks like what is there.
struct YAMLStyle {
    var lineEnd = "\n"
    /// How much deeper than its key a mapping stands.
    var mapping = 2
    /// How much deeper than its key the dashes of a list stand.
    var list = 0
    /// How much deeper than its dash an element of several lines stands.
    var element = 2

    /// Looks at the first of each kind; kops and kubectl's style where there is none.
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
