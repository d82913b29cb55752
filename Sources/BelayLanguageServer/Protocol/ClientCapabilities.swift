import BelayData
import BelayRPC

/// What the client has said that it can do.
struct ClientCapabilities {
    /// The specification's own is UTF-16.
    var encoding = PositionEncoding.utf16
    var takesSnippets = false
    var takesVersionedEdits = false

    init() {}

    init(_ params: Parameters) {
        let capabilities = params["capabilities"]
        let encodings = capabilities?["general"]?["positionEncodings"]?.array?.compactMap(\.string) ?? []
        // Bytes are what the files are counted in.
        if encodings.contains(PositionEncoding.utf8.rawValue) { encoding = .utf8 }
        let item = capabilities?["textDocument"]?["completion"]?["completionItem"]
        takesSnippets = item?["snippetSupport"]?.bool ?? false
        takesVersionedEdits = capabilities?["workspace"]?["workspaceEdit"]?["documentChanges"]?.bool ?? false
    }
}
