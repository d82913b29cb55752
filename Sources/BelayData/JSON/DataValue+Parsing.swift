extension DataValue {
    /// Reads one value and nothing after it, strictly as RFC 8259 writes it.
    ///
    /// Of members with the same key the last wins, as in nearly every reader. Lists and objects nest 256 deep at most.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        var parser = JSONParser(bytes)
        self = try parser.parseDocument()
    }

    /// Reads one value and nothing after it, strictly as RFC 8259 writes it.
    public init(parsing text: String) throws(JSONError) {
        try self.init(parsing: Array(text.utf8))
    }
}
