import BelayRPC

/// A document that a client has open: its text counts, and not the file.
struct OpenDocument {
    let uri: DocumentURI
    private(set) var version: Int
    private(set) var lines: LineTable

    var bytes: [UInt8] { lines.bytes }

    init(uri: DocumentURI, version: Int, text: String, _ encoding: PositionEncoding) {
        self.uri = uri
        self.version = version
        lines = LineTable(Array(text.utf8), encoding)
    }

    /// - Parameter changes: each is of the text that those before it have made.
    mutating func apply(_ changes: [TextChange], version: Int) {
        self.version = version
        for change in changes {
            var bytes = lines.bytes
            let new = Array(change.text.utf8)
            if let range = change.range {
                let start = lines.offset(of: range.start)
                let end = max(start, lines.offset(of: range.end))
                bytes.replaceSubrange(start..<end, with: new)
            } else {
                bytes = new
            }
            lines = LineTable(bytes, lines.encoding)
        }
    }
}

/// A change of a document: of a range, or of the whole text.
struct TextChange {
    var range: PositionRange?
    var text: String

    init(range: PositionRange?, text: String) {
        self.range = range
        self.text = text
    }

    init(_ params: Parameters) throws(ResponseError) {
        range = params["range"] == nil ? nil : try params.range()
        text = try params.string("text")
    }
}
