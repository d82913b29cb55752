/// The words and signs of a Swift file, without its comments and without what its strings say. The content of an
/// interpolation is code.
struct SwiftTokens {
    /// A name is one token, every other sign one by itself.
    private(set) var tokens: [String] = []
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
        readCode()
    }

    private func byte(_ distance: Int = 0) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    /// To the end, or past the parenthesis that ends an interpolation.
    private mutating func readCode(ofInterpolation isInterpolation: Bool = false) {
        var depth = 0
        while let current = byte() {
            switch current {
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"): skipLine()
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): skipComment()
            case UInt8(ascii: "\""): readString(hashes: 0)
            case UInt8(ascii: "#") where hashesOfString != nil: readString(hashes: hashesOfString ?? 0)
            case UInt8(ascii: "`"):
                repeat { position += 1 } while byte() != nil && byte() != UInt8(ascii: "`")
                position += 1
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
            case _ where Self.isOfName(current): readName()
            default:
                if isInterpolation, current == UInt8(ascii: ")"), depth == 1 {
                    position += 1
                    return
                }
                if current == UInt8(ascii: "(") { depth += 1 }
                if current == UInt8(ascii: ")") { depth -= 1 }
                tokens.append(String(UnicodeScalar(current)))
                position += 1
            }
        }
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    private mutating func readName() {
        let start = position
        while let current = byte(), Self.isOfName(current) { position += 1 }
        tokens.append(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func skipLine() {
        while let current = byte(), current != UInt8(ascii: "\n") { position += 1 }
    }

    /// Comments nest.
    private mutating func skipComment() {
        var depth = 0
        repeat {
            if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
                depth += 1
                position += 2
            } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                depth -= 1
                position += 2
            } else {
                position += 1
            }
        } while depth > 0 && byte() != nil
    }

    /// The number of `#` before a quote here; nil if no string begins here.
    private var hashesOfString: Int? {
        var count = 0
        while byte(count) == UInt8(ascii: "#") { count += 1 }
        return byte(count) == UInt8(ascii: "\"") ? count : nil
    }

    private mutating func readString(hashes: Int) {
        position += hashes
        let quote = [UInt8](repeating: UInt8(ascii: "\""), count: stands([34, 34, 34]) ? 3 : 1)
        let hash = [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
        position += quote.count
        while byte() != nil {
            if stands(quote + hash) {
                position += quote.count + hashes
                return
            }
            if stands([UInt8(ascii: "\\")] + hash) {
                position += 1 + hashes
                if byte() == UInt8(ascii: "(") {
                    readCode(ofInterpolation: true)
                } else {
                    position += 1
                }
            } else {
                position += 1
            }
        }
    }

    private func stands(_ wanted: [UInt8]) -> Bool { bytes[position...].starts(with: wanted) }
}
