import BelayData

/// The ways in which a secret may appear in text: as it is, in base64 wherever it stands in what was encoded, and
/// percent-encoded as addresses and forms have it.
struct SecretForms {
    /// Without duplicates.
    private(set) var texts: [String] = []

    /// Less of a secret than this in base64 is too short to tell from other text.
    private static let fewestDigits = 4
    private static let bitsOfByte = 8
    private static let bitsOfDigit = 6

    /// An empty secret has none.
    init(_ secret: String) {
        guard !secret.isEmpty else { return }
        let bytes = Array(secret.utf8)
        add(secret)
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

    /// Base64 has two alphabets: with `+` and `/`, and with `-` and `_`.
    private mutating func add(inAlphabetOfAddresses digits: String) {
        add(digits)
        add(digits.replacingBytes(of: "+", with: "-").replacingBytes(of: "/", with: "_"))
    }

    private mutating func add(_ text: String) {
        if !text.isEmpty, !texts.contains(text) { texts.append(text) }
    }
}

extension String {
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
