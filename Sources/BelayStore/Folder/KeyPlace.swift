import BelayData

/// Where a key is below the folder of keys: each part in front of a slash is a folder, and the last part is a file whose name begins
/// with `=`, so that a key may also be the beginning of others.
enum KeyPlace {
    private static let longestName = 255
    private static let fileMark: Character = "="
    /// A part without a letter.
    private static let emptyPart = "%"

    /// Relative; nil where a part is longer than the name of a file can be.
    static func path(of key: String) -> String? {
        var parts = parts(key)
        let file = parts.removeLast()
        let names = parts.map(folderName) + ["\(fileMark)\(PercentEncoding.encode(file.utf8))"]
        guard names.allSatisfy({ $0.utf8.count <= longestName }) else { return nil }
        return names.joined(separator: "/")
    }

    /// The folder in which all keys that begin so are, relative and without a slash at its end, and the keys' part that it stands for.
    static func folder(ofPrefix prefix: String) -> (path: String, key: String) {
        let parts = parts(prefix).dropLast()
        return (
            parts.map(folderName).joined(separator: "/"), parts.map { "\($0)/" }.joined()
        )
    }

    /// What the name of an entry of such a folder stands for; nil for what is no part of a key.
    static func part(_ name: String) -> (text: String, isFile: Bool)? {
        if name.first == fileMark { return decode(name.dropFirst()).map { ($0, true) } }
        if name == emptyPart { return ("", false) }
        return decode(name[...]).map { ($0, false) }
    }

    private static func parts(_ key: String) -> [Substring] {
        key.split(separator: "/", omittingEmptySubsequences: false)
    }

    private static func folderName(_ part: Substring) -> String {
        switch part {
        case "": emptyPart
        case ".": "%2E"
        case "..": "%2E%2E"
        default: PercentEncoding.encode(part.utf8)
        }
    }

    private static func decode(_ name: Substring) -> String? {
        // Most have nothing to decode.
        guard name.utf8.contains(UInt8(ascii: "%")) else { return String(name) }
        var bytes: [UInt8] = []
        var rest = name.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let digits = String(rest.prefix(2)), digits.utf8.count == 2, let value = UInt8(digits, radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
