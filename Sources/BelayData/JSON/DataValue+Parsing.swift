extension DataValue {
    /// Reads one value and nothing after it, strictly as RFC 8259 writes it.
    ///
    /// If members have the same key, the last one wins, as in nearly every reader. Lists and objects nest at most 256
    /// deep.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        var parser = JSONParser(bytes)
        self = try parser.parseDocument()
    }

    /// Reads one value and nothing after it, strictly as RFC 8259 writes it.
    public init(parsing text: String) throws(JSONError) {
        try self.init(parsing: Array(text.utf8))
    }
}
