import BelaySource

/// The words of a file with syntax errors, as far as they may define something.
///
/// A name that a lost statement would have set is written in it without a `$`, and a phrase or type after its keyword.
/// So a name or a phrase without such a place is missing, whatever else is wrong with the file.
struct BareWords {
    /// Without a `$` before them.
    private(set) var names: Set<String> = []
    /// The first words after `action`, `probe` and `target`.
    private(set) var phrases: Set<String> = []
    /// The words after `type`.
    private(set) var types: Set<String> = []

    init(of bytes: [UInt8]) {
        var previous = ""
        var index = 0
        while index < bytes.count {
            let start = index
            while index < bytes.count, Self.isPart(bytes[index]) { index += 1 }
            guard index > start else {
                index += 1
                continue
            }
            let word = String(decoding: bytes[start..<index], as: UTF8.self)
            switch previous {
            case "action", "probe", "target": phrases.insert(word)
            case "type": types.insert(word)
            default: break
            }
            previous = word
            if !Self.isUse(bytes, start) {
                names.insert(word)
                // A word of the language may hold a name between other characters: `count:`, `a.b`.
                let parts = word.utf8.split { !Self.isOfName($0) }
                names.formUnion(parts.compactMap { String($0) })
            }
        }
    }

    /// `$name` or `${name`.
    private static func isUse(_ bytes: [UInt8], _ start: Int) -> Bool {
        guard start > 0 else { return false }
        if bytes[start - 1] == UInt8(ascii: "$") { return true }
        return start > 1 && bytes[start - 1] == UInt8(ascii: "{") && bytes[start - 2] == UInt8(ascii: "$")
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    private static func isPart(_ byte: UInt8) -> Bool { isOfName(byte) || "-./:@%+~*^".utf8.contains(byte) }
}
