extension String {
    /// With the newline that ends its last line; an empty text has no line.
    var endingItsLine: String { isEmpty || utf8.last == UInt8(ascii: "\n") ? self : self + "\n" }

    /// Its lines, without their ends; an empty text has none.
    var lines: [String] {
        var content = self[...]
        if content.unicodeScalars.last == "\n" { content.unicodeScalars.removeLast() }
        if isEmpty { return [] }
        return content.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    }

    /// Without the spaces, tabs and line ends around it.
    var trimmed: String {
        var content = self[...].unicodeScalars
        while let first = content.first, first.properties.isWhitespace { content.removeFirst() }
        while let last = content.last, last.properties.isWhitespace { content.removeLast() }
        return String(content)
    }

    /// What is between the places where a text stands, which is not empty.
    func parts(between separator: String) -> [String] {
        let (bytes, wanted) = (Array(utf8), Array(separator.utf8))
        var parts: [String] = []
        var (start, position) = (0, 0)
        while position + wanted.count <= bytes.count {
            if bytes[position..<position + wanted.count].elementsEqual(wanted) {
                parts.append(String(decoding: bytes[start..<position], as: UTF8.self))
                position += wanted.count
                start = position
            } else {
                position += 1
            }
        }
        return parts + [String(decoding: bytes[start...], as: UTF8.self)]
    }
}
