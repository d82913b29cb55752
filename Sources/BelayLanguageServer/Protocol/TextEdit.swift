import BelayData

/// What takes the place of a range.
struct TextEdit: Hashable {
    var range: PositionRange
    var text: String

    var data: DataValue { ["range": range.data, "newText": .string(text)] }
}

/// Edits of several documents, each with the version that it is for.
struct WorkspaceEdit {
    struct Document {
        var uri: DocumentURI
        /// Nil for a file that the client has not open.
        var version: Int?
        var edits: [TextEdit]
    }

    var documents: [Document]

    /// - Parameter isVersioned: the client takes versions; otherwise it gets edits by address.
    func data(isVersioned: Bool) -> DataValue {
        if isVersioned {
            let changes = documents.map { document -> DataValue in
                let version = document.version.map { DataValue.number($0) } ?? .null
                return [
                    "textDocument": ["uri": .string(document.uri.text), "version": version],
                    "edits": .array(document.edits.map(\.data)),
                ]
            }
            return ["documentChanges": .array(changes)]
        }
        var changes = DataValue.Object()
        for document in documents { changes[document.uri.text] = .array(document.edits.map(\.data)) }
        return ["changes": .object(changes)]
    }
}
