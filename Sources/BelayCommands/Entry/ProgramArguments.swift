import BelayReporting

/// The words of the command line, byte for byte: what is not UTF-8 would be another file or another value as text.
enum ProgramArguments {
    /// Without the program's own name.
    static func read(
        _ count: Int32, _ words: UnsafePointer<UnsafeMutablePointer<CChar>?>
    ) throws(UserError) -> [String] {
        var arguments: [String] = []
        for index in 0..<Int(count) {
            guard let word = words[index] else { break }
            let bytes = UnsafeBufferPointer(start: word, count: Self.length(of: word)).map { UInt8(bitPattern: $0) }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw UserError(
                    status: .usage, message: "the argument `\(Self.shown(bytes))` is not UTF-8; nothing was run")
            }
            arguments.append(text)
        }
        return Array(arguments.dropFirst())
    }

    private static func length(of word: UnsafeMutablePointer<CChar>) -> Int {
        var length = 0
        while word[length] != 0 { length += 1 }
        return length
    }

    /// Bytes outside ASCII as `\xFF`.
    private static func shown(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return byte < 0x80 ? String(Unicode.Scalar(byte)) : "\\x\(digits)"
        }.joined()
    }
}
