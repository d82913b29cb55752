/// What a name in a lab may be made of: hosts, users, states and faults each have their own rules.
struct LabName {
    /// As a message says it.
    var kind: String
    var longest: Int
    /// The signs that may stand among small letters and digits.
    var signs: [UInt8] = [UInt8(ascii: "-")]

    static let machine = LabName(kind: "a machine", longest: 29)
    static let address = LabName(kind: "an address", longest: 29)
    static let user = LabName(kind: "a user", longest: 31, signs: [UInt8(ascii: "-"), UInt8(ascii: "_")])
    static let state = LabName(kind: "a state", longest: 40)
    static let fault = LabName(kind: "a fault", longest: 40)

    /// A small letter, then small letters, digits and its signs.
    func allows(_ text: String) -> Bool {
        guard let first = text.utf8.first, Self.isSmallLetter(first), text.utf8.count <= longest else { return false }
        return text.utf8.allSatisfy(isPart)
    }

    /// All that could be such names in a text, where the byte that they begin at is looked at.
    func names(in bytes: [UInt8], where isSeen: (Int) -> Bool) -> Set<String> {
        var names: Set<String> = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex { !isPart($0) } ?? bytes.count
            if end > start, isSeen(start) { names.insert(String(decoding: bytes[start..<end], as: UTF8.self)) }
            start = max(end, start + 1)
        }
        return names
    }

    /// In a message: `small letters, digits and `-``.
    var parts: String {
        (["small letters", "digits"] + signs.map { "`\(Character(Unicode.Scalar($0)))`" }).listed(with: "and")
    }

    private static func isSmallLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

    private func isPart(_ byte: UInt8) -> Bool { Self.isSmallLetter(byte) || byte.isDigit || signs.contains(byte) }
}
