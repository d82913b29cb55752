import BelayData

/// The address of a document, such as `file:///srv/deploy.runbook`.
struct DocumentURI: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    /// - Parameter path: absolute.
    init(path: String) { text = "file://" + Self.encoded(path) }

    /// The file's path, absolute. A document that has no file yet, such as `untitled:Untitled-1`, has one of its own, at which no
    /// file is.
    var path: String {
        if let rest = text.dropping(prefix: "file://") {
            let path = rest.drop { $0 != "/" }
            return path.isEmpty ? "/" : Self.decoded(path)
        }
        return "/" + text.map { $0 == "/" ? "_" : String($0) }.joined()
    }

    var isFile: Bool { text.hasPrefix("file:") }

    private static func encoded(_ path: String) -> String {
        path.utf8.reduce(into: "") { text, byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789-._~/".unicodeScalars.contains(scalar))
            if isPlain {
                text.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                text += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        let letters = Array(text.utf8)
        var index = 0
        while index < letters.count {
            if letters[index] == UInt8(ascii: "%"), index + 2 < letters.count,
                let byte = UInt8(String(decoding: letters[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                bytes.append(byte)
                index += 3
            } else {
                bytes.append(letters[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    /// Nil when it does not begin so.
    func dropping(prefix: String) -> Substring? { hasPrefix(prefix) ? dropFirst(prefix.count) : nil }
}
