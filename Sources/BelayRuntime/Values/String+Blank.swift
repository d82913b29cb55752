extension String {
    /// It is empty, or holds nothing that can be seen.
    var isBlank: Bool {
        unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint }
    }
}

extension StringProtocol {
    /// Without spaces and line ends before and after it. A mark that combines with a space stays.
    public var trimmed: String {
        var content = String.UnicodeScalarView(unicodeScalars)[...]
        while content.first?.properties.isWhitespace == true { content.removeFirst() }
        while content.last?.properties.isWhitespace == true { content.removeLast() }
        return String(content)
    }
}
