/// The names that machines, users, states and faults of a lab can have.
enum LabName {
    /// A small letter, then small letters, digits and `-`.
    static func isName(_ text: String, upTo longest: Int) -> Bool {
        guard let first = text.utf8.first, isSmallLetter(first), text.utf8.count <= longest else { return false }
        return text.utf8.allSatisfy(isPart)
    }

    /// All that could be such names in a text, where the byte that they begin at is looked at.
    static func names(in bytes: [UInt8], where isSeen: (Int) -> Bool) -> Set<String> {
        var names: Set<String> = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex { !isPart($0) } ?? bytes.count
            if end > start, isSeen(start) { names.insert(String(decoding: bytes[start..<end], as: UTF8.self)) }
            start = max(end, start + 1)
        }
        return names
    }

    private static func isSmallLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

    private static func isPart(_ byte: UInt8) -> Bool {
        isSmallLetter(byte) || byte.isDigit || byte == UInt8(ascii: "-")
    }
}
