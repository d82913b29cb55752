/// A place in a text, for messages to people.
public struct TextPosition: Hashable, Sendable, CustomStringConvertible {
    /// In bytes of UTF-8, counted from zero.
    public let offset: Int
    /// Counted from one.
    public let line: Int
    /// Counted from one, in characters as people see them.
    public let column: Int

    /// The line and the column of a byte offset; takes time proportional to the text before it.
    public init(offset: Int, in bytes: [UInt8]) {
        let end = max(0, min(offset, bytes.count))
        var line = 1
        var lineStart = 0
        for index in 0..<end where bytes[index] == UInt8(ascii: "\n") {
            line += 1
            lineStart = index + 1
        }
        self.offset = end
        self.line = line
        column = String(decoding: bytes[lineStart..<end], as: UTF8.self).count + 1
    }

    public var description: String { "line \(line), column \(column)" }
}
