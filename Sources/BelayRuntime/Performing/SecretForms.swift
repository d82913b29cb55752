import BelayData

/// The ways in which a secret may appear in text: as it is, in base64 wherever it stands in what was encoded,
/// percent-encoded as addresses and forms have it, and as it is written in quotes, in JSON and for a shell. Of one with
/// several lines, such as a key, each line by itself too: output comes line by line.
struct SecretForms {
    /// Without duplicates.
    private(set) var texts: [String] = []

    /// Less of a secret than this in base64 is too short to tell from other text.
    private static let fewestDigits = 4
    /// Shorter lines of a secret stand elsewhere too, such as `}`.
    private static let fewestBytesOfLine = 8
    private static let bitsOfByte = 8
    private static let bitsOfDigit = 6

    /// An empty secret has none.
    init(_ secret: String) {
        guard !secret.isEmpty else { return }
        let bytes = Array(secret.utf8)
        add(secret)
        addWritten(secret)
        for line in secret.split(whereSeparator: \.isNewline).map(\.trimmed) where line != secret {
            if line.utf8.count < Self.fewestBytesOfLine { continue }
            add(line)
            addWritten(line)
        }
        add(inAlphabetOfAddresses: Base64.encode(bytes))
        for bytesBefore in 0..<3 { add(inAlphabetOfAddresses: Self.digits(of: bytes, after: bytesBefore)) }
        let percent = PercentEncoding.encode(bytes)
        for text in [percent, percent.lowercasingHexDigits] {
            add(text)
            add(text.replacingBytes(of: "%20", with: "+"))
        }
    }

    /// The digits that the secret alone decides when so many bytes stand before it: those at its ends that share bits with
    /// its neighbours are left out.
    private static func digits(of bytes: [UInt8], after bytesBefore: Int) -> String {
        let encoded = Base64.encode(Array(repeating: 0, count: bytesBefore) + bytes)
        let first = (bytesBefore * bitsOfByte + bitsOfDigit - 1) / bitsOfDigit
        let end = (bytesBefore + bytes.count) * bitsOfByte / bitsOfDigit
        return end - first >= fewestDigits ? String(encoded.prefix(end).dropFirst(first)) : ""
    }

    /// As it stands in quotes, and in a shell without.
    private mutating func addWritten(_ text: String) {
        for special in ["\"\\", "\"\\$", "\"\\$`"] { add(text.escaped { special.contains($0) }) }
        let inJSON = text.escaped { "\"\\".contains($0) }
            .replacingBytes(of: "\n", with: "\\n").replacingBytes(of: "\t", with: "\\t")
            .replacingBytes(of: "\r", with: "\\r")
        add(inJSON)
        add(inJSON.replacingBytes(of: "/", with: "\\/"))
        add(text.replacingBytes(of: "'", with: "'\\''"))
        add(text.escaped { $0.isASCII && !$0.isLetter && !$0.isNumber && !"_-./:@%+,=".contains($0) })
    }

    /// Base64 has two alphabets: with `+` and `/`, and with `-` and `_`.
    private mutating func add(inAlphabetOfAddresses digits: String) {
        add(digits)
        add(digits.replacingBytes(of: "+", with: "-").replacingBytes(of: "/", with: "_"))
    }

    private mutating func add(_ text: String) {
        if !text.isEmpty, !texts.contains(text) { texts.append(text) }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}

extension String {
    /// With a `\` before some characters.
    fileprivate func escaped(_ isSpecial: (Character) -> Bool) -> String {
        var result = ""
        for character in self {
            if isSpecial(character) { result += "\\" }
            result.append(character)
        }
        return result
    }

    /// `%2F` as `%2f`.
    fileprivate var lowercasingHexDigits: String {
        var result = ""
        var hexDigitsLeft = 0
        for character in self {
            result += hexDigitsLeft > 0 ? character.lowercased() : String(character)
            hexDigitsLeft = character == "%" ? 2 : max(0, hexDigitsLeft - 1)
        }
        return result
    }
}
