import BelayData

/// The ways in which a secret may appear in text, each as a row of units: as it is written, in base64 wherever it is in
/// what was encoded, and in hexadecimal. Of one with several lines, such as a key, each line by itself too: output comes
/// line by line.
struct SecretForms {
    private(set) var rows: [[SecretUnit]] = []

    /// Less of a secret than this in base64 is too short to tell from other text.
    private static let fewestDigits = 4
    /// Fewer bytes in hexadecimal are a number.
    private static let fewestBytesInHexadecimal = 4
    /// Shorter lines of a secret occur elsewhere too, such as `}`.
    private static let fewestBytesOfLine = 8
    /// In a shorter one a `+` is not a space.
    private static let fewestBytesOfWord = 3
    /// A longer secret is looked for in parts: what may be one is kept back until its end is there.
    private static let mostBytesOfPart = 16 << 10
    /// More of a secret is not looked for: nothing that is called one is as long.
    static let mostBytes = 1 << 20
    private static let bitsOfByte = 8
    private static let bitsOfDigit = 6

    /// An empty secret has none, nor has one of spaces.
    init(_ secret: String) {
        // Spaces alone occur everywhere.
        guard !secret.allSatisfy(\.isWhitespace) else { return }
        for part in Self.parts(of: secret) { addWhole(part) }
        for line in secret.split(whereSeparator: \.isNewline).map(\.trimmed) where line != secret {
            if line.utf8.count < Self.fewestBytesOfLine { continue }
            for part in Self.parts(of: line) { addWritten(part) }
        }
    }

    private static func parts(of text: String) -> [String] {
        if text.utf8.count <= mostBytesOfPart { return [text] }
        var parts: [String] = []
        var part = String.UnicodeScalarView()
        var length = 0
        for scalar in text.unicodeScalars.prefix(mostBytes) {
            if length >= mostBytesOfPart {
                parts.append(String(part))
                part = String.UnicodeScalarView()
                length = 0
            }
            part.append(scalar)
            length += UTF8.width(scalar)
        }
        return parts + [String(part)]
    }

    private mutating func addWhole(_ text: String) {
        let bytes = Array(text.utf8)
        addWritten(text)
        addDigits(Array(Base64.encode(bytes).utf8)[...])
        for bytesBefore in 0..<3 {
            let digits = Self.digits(of: bytes, after: bytesBefore)
            addDigits(digits)
            // Behind a line's end that comes sooner.
            for count in 1..<Self.fewestUnitsOfLine where digits.count > 2 * Self.fewestUnitsOfLine {
                addDigits(digits.dropFirst(count))
            }
        }
        guard bytes.count >= Self.fewestBytesInHexadecimal else { return }
        addHexadecimal(bytes[...])
        for count in 1..<Self.fewestUnitsOfLine where bytes.count > 2 * Self.fewestUnitsOfLine {
            addHexadecimal(bytes.dropFirst(count))
        }
    }

    /// A line that ends with the first digit alone does not begin a secret, or every other line would be kept back
    /// until the next one arrives. That much of a secret may be seen at the end of a line.
    private static let fewestUnitsOfLine = 4

    /// The digits that the secret alone decides when this many bytes precede it: those at its ends that share bits with
    /// its neighbours are left out.
    private static func digits(of bytes: [UInt8], after bytesBefore: Int) -> ArraySlice<UInt8> {
        let encoded = Array(Base64.encode(Array(repeating: 0, count: bytesBefore) + bytes).utf8)
        let first = (bytesBefore * bitsOfByte + bitsOfDigit - 1) / bitsOfDigit
        let end = (bytesBefore + bytes.count) * bitsOfByte / bitsOfDigit
        return end - first >= fewestDigits ? encoded[first..<end] : []
    }

    private mutating func addWritten(_ text: String) {
        let isShort = text.utf8.count < Self.fewestBytesOfWord
        rows.append(text.unicodeScalars.map { isShort ? .characterOfShort($0) : .character($0) })
    }

    private mutating func addDigits(_ digits: ArraySlice<UInt8>) {
        guard !digits.isEmpty else { return }
        rows.append(
            digits.enumerated().map { .digit($0.element, mayBreak: $0.offset >= Self.fewestUnitsOfLine) })
    }

    private mutating func addHexadecimal(_ bytes: ArraySlice<UInt8>) {
        rows.append(
            bytes.enumerated().map { place, byte in
                let isBehindLine = place >= Self.fewestUnitsOfLine
                return .hexadecimal(byte, after: place == 0 ? .none : isBehindLine ? .lineEnd : .inLine)
            })
    }
}
