/// One unit of a secret as programs write it: a character, a digit of base64, or a byte in hexadecimal. Each has several
/// written forms, and a program may use another one for each unit.
enum SecretUnit: Hashable {
    case character(Unicode.Scalar)
    /// In a word of one or two bytes a `+` is not a space, nor a `-` a `/`.
    case characterOfShort(Unicode.Scalar)
    /// A digit of base64, and whether a line may end before it.
    case digit(UInt8, mayBreak: Bool)
    case hexadecimal(UInt8, after: Separation)

    /// The separators allowed before a byte: none, those within a line, or a line's end too.
    enum Separation {
        case none
        case inLine
        case lineEnd
    }

    /// All of them as bytes, none empty.
    var forms: [[UInt8]] {
        switch self {
        case .character(let scalar): Self.forms(of: scalar, isShort: false)
        case .characterOfShort(let scalar): Self.forms(of: scalar, isShort: true)
        case .digit(let digit, let mayBreak): Self.forms(ofDigit: digit, mayBreak: mayBreak)
        case .hexadecimal(let byte, let separation): Self.forms(ofByte: byte, after: separation)
        }
    }
}

// Characters: as they are, and as they are written in quotes, in JSON, for a shell, in addresses, in XML, in CSV and
// SQL.
extension SecretUnit {
    private static func forms(of scalar: Unicode.Scalar, isShort: Bool) -> [[UInt8]] {
        let character = String(Character(scalar))
        // What no program writes in another way than as it is.
        if scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
            return [Array(character.utf8)]
        }
        var texts = [character]
        texts += backslashed(scalar)
        texts += escaped(scalar)
        texts += percent(scalar)
        texts += inMarkup(scalar)
        switch scalar {
        case "'": texts += [#"'\''"#, #"'"'"'"#, "''"]
        case "\"": texts += ["\"\""]
        case "$": texts += ["$$"]
        case "%": texts += ["%%"]
        case "/": if !isShort { texts.append("-") }
        case " ": if !isShort { texts.append("+") }
        case "\n": texts += ["\r\n", "%0D%0A", "%0d%0a"] + lineStarts
        default: break
        }
        return texts.map { Array($0.utf8) }
    }

    /// Text in text has more than one `\`.
    private static let backslashes = (1...7).map { String(repeating: "\\", count: $0) }

    /// A further line, indented.
    private static let lineStarts = ["\n\t"] + (1...12).map { "\n" + String(repeating: " ", count: $0) }

    private static func backslashed(_ scalar: Unicode.Scalar) -> [String] {
        let letters: [Unicode.Scalar: String] = [
            "\n": "n", "\r": "r", "\t": "t", "\u{8}": "b", "\u{C}": "f", "\u{B}": "v", "\u{7}": "a",
        ]
        if let letter = letters[scalar] { return backslashes.map { $0 + letter } }
        if scalar == "\u{1B}" { return backslashes.flatMap { [$0 + "e", $0 + "E"] } }
        return scalar.isASCII ? backslashes.map { $0 + String(Character(scalar)) } : []
    }

    /// By number: `\u00e9`, `\xe9`, `\xc3\xa9`, `\303\251`.
    private static func escaped(_ scalar: Unicode.Scalar) -> [String] {
        let bytes = Array(String(Character(scalar)).utf8)
        let units = Array(String(Character(scalar)).utf16)
        var texts: [String] = []
        for start in backslashes.prefix(4) {
            for isCapital in [false, true] {
                texts.append(units.map { "\(start)u\(hexadecimal(UInt32($0), 4, isCapital))" }.joined())
                texts.append("\(start)U\(hexadecimal(scalar.value, 8, isCapital))")
                texts.append("\(start)u{\(String(scalar.value, radix: 16, uppercase: isCapital))}")
                texts.append(bytes.map { "\(start)x\(hexadecimal(UInt32($0), 2, isCapital))" }.joined())
                if scalar.value < 256 { texts.append("\(start)x\(hexadecimal(scalar.value, 2, isCapital))") }
            }
            texts.append(bytes.map { start + padded(String($0, radix: 8), to: 3) }.joined())
        }
        return texts
    }

    private static func percent(_ scalar: Unicode.Scalar) -> [String] {
        let bytes = Array(String(Character(scalar)).utf8)
        return ["%", "%25"].flatMap { start in
            [false, true].map { isCapital in
                bytes.map { start + hexadecimal(UInt32($0), 2, isCapital) }.joined()
            }
        }
    }

    private static func inMarkup(_ scalar: Unicode.Scalar) -> [String] {
        let names: [Unicode.Scalar: String] = ["&": "amp", "<": "lt", ">": "gt", "\"": "quot", "'": "apos"]
        var texts = names[scalar].map { ["&\($0);"] } ?? []
        texts += ["&#\(scalar.value);", "&#\(padded(String(scalar.value), to: 3));"]
        for isCapital in [false, true] {
            let digits = String(scalar.value, radix: 16, uppercase: isCapital)
            texts += ["&#x\(digits);", "&#x\(padded(digits, to: 2));", "&#X\(digits);"]
        }
        return texts
    }

    private static func hexadecimal(_ value: UInt32, _ width: Int, _ isCapital: Bool) -> String {
        padded(String(value, radix: 16, uppercase: isCapital), to: width)
    }

    private static func padded(_ digits: String, to width: Int) -> String {
        String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

// Bytes in digits: base64 in both of its alphabets and cut into lines, and hexadecimal.
extension SecretUnit {
    /// Before a digit: nothing, or where a line was full its end, also one that is written as `\n`.
    private static let breaks =
        ["", "\n", "\r\n", "\r"] + lineStarts + backslashes.prefix(3).flatMap { [$0 + "n", $0 + "r" + $0 + "n"] }

    private static func forms(ofDigit digit: UInt8, mayBreak: Bool) -> [[UInt8]] {
        let ways: [String] =
            switch digit {
            case UInt8(ascii: "+"): ["+", "-", "%2B", "%2b", "\\u002b", "\\u002B"]
            case UInt8(ascii: "/"): ["/", "_", "\\/", "%2F", "%2f"]
            case UInt8(ascii: "="): ["=", "%3D", "%3d", "\\u003d", "\\u003D", "\\="]
            default: [String(Character(Unicode.Scalar(digit)))]
            }
        return (mayBreak ? breaks : [""]).flatMap { start in ways.map { Array((start + $0).utf8) } }
    }

    private static let separators = ["", " ", ":", "\\x", ", 0x", ",0x"]

    private static func forms(ofByte byte: UInt8, after separation: Separation) -> [[UInt8]] {
        let starts =
            switch separation {
            case .none: [""]
            case .inLine: separators
            case .lineEnd: separators + breaks.dropFirst() + [",\n  0x"]
            }
        return starts.flatMap { start in
            [false, true].map { Array((start + hexadecimal(UInt32(byte), 2, $0)).utf8) }
        }
    }
}
