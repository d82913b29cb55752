/// The bytes of a file and where its lines begin.
public struct SourceText: Sendable {
    public struct Position: Hashable, Sendable {
        /// Counted from one.
        public var line: Int
        /// Counted from one, in characters as people see them.
        public var column: Int
    }

    /// A runbook, a library or a parameter file has at most this many bytes: 16 MiB.
    public static let sizeLimit = 16 << 20

    public let file: FileNumber
    /// As it is shown in diagnostics, such as `multi-master.runbook`.
    public let name: String
    public let bytes: [UInt8]
    /// The offset at which each line begins; the first is zero.
    public let lineStarts: [Int]

    public init(file: FileNumber, name: String, bytes: [UInt8]) {
        self.file = file
        self.name = name
        self.bytes = bytes
        var starts = [0]
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
        lineStarts = starts
    }

    /// The zero-based line that holds a byte offset.
    public func lineIndex(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// A zero-based line without its line end; bytes that are not UTF-8 appear as U+FFFD.
    public func line(_ index: Int) -> String {
        let start = lineStarts[index]
        let isLast = index + 1 == lineStarts.count
        var end = isLast ? bytes.count : lineStarts[index + 1] - 1
        if !isLast, end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    public func position(at offset: Int) -> Position {
        let index = lineIndex(at: offset)
        let start = lineStarts[index]
        let prefix = bytes[start..<max(start, min(offset, bytes.count))]
        // Lines may be megabytes long; counting characters is only for those that need it.
        let isSimple = prefix.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "\r") }
        let count = isSimple ? prefix.count : String(decoding: prefix, as: UTF8.self).count
        return Position(line: index + 1, column: count + 1)
    }

    /// The text of a span, as far as the file goes; bytes that are not UTF-8 appear as U+FFFD.
    public func text(of span: Span) -> String {
        let start = min(span.start, bytes.count)
        return String(decoding: bytes[start..<max(start, min(span.end, bytes.count))], as: UTF8.self)
    }
}
