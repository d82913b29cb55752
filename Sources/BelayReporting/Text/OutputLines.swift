/// Makes lines of the bytes that a command prints. Memory stays bounded whatever is printed: a line without an end is
/// broken after `longestLine` bytes.
struct OutputLines {
    static let longestLine = 16 << 10

    private var rest: [UInt8] = []
    /// A line feed right behind a carriage return belongs to it.
    private var endedWithReturn = false

    /// Hands each whole line on, without its end, as bytes that may not be printable. A carriage return ends a line too:
    /// a progress bar becomes lines.
    mutating func take(_ bytes: [UInt8], line: (ArraySlice<UInt8>) -> Void) {
        var start = 0
        while true {
            let index = bytes.withUnsafeBytes { ByteScan.lineEnd(in: $0, from: start) }
            guard index < bytes.count else { break }
            defer { start = index + 1 }
            let byte = bytes[index]
            let isSecondHalf = byte == 0x0A && endedWithReturn && start == index && rest.isEmpty
            endedWithReturn = byte == 0x0D
            if isSecondHalf { continue }
            if rest.isEmpty {
                line(bytes[start..<index])
            } else {
                rest += bytes[start..<index]
                line(rest[...])
                rest.removeAll(keepingCapacity: true)
            }
        }
        if start < bytes.count { endedWithReturn = false }
        rest += bytes[start...]
        breakLongLines(line)
    }

    /// The last line, when it has no end.
    mutating func finish(line: (ArraySlice<UInt8>) -> Void) {
        if !rest.isEmpty { line(rest[...]) }
        rest = []
    }

    private mutating func breakLongLines(_ line: (ArraySlice<UInt8>) -> Void) {
        guard rest.count > Self.longestLine else { return }
        var start = 0
        while rest.count - start > Self.longestLine {
            // Not within a character: continuation bytes are 10xxxxxx.
            var end = start + Self.longestLine
            while end > start + Self.longestLine - 4, rest[end] & 0xC0 == 0x80 { end -= 1 }
            line(rest[start..<end])
            start = end
        }
        rest.removeFirst(start)
    }
}

/// The last lines that a command printed.
struct OutputTail {
    private var lines = OutputLines()
    /// The oldest is at `next` once it is full.
    private var kept: [[UInt8]] = []
    private var next = 0
    private let capacity: Int
    /// How many lines had an end, the ones that are not kept included.
    private var ended = 0

    init(capacity: Int) { self.capacity = capacity }

    mutating func take(_ bytes: [UInt8]) {
        // Of a large piece only the end can be seen.
        let seen = bytes.count > Self.longestPiece ? Array(bytes.suffix(Self.longestPiece)) : bytes
        ended += bytes.dropLast(seen.count).count { $0 == 0x0A }
        var lines = lines
        lines.take(seen) { keep($0) }
        self.lines = lines
    }

    /// Oldest first, printable, the line that has no end yet included.
    var shown: [String] {
        var lines = lines
        var all = Array(kept[next...] + kept[..<next])
        lines.finish { all.append(Array($0)) }
        return all.suffix(capacity).map { PrintableText.make(String(decoding: $0, as: UTF8.self)) }
    }

    private static let longestPiece = 256 << 10

    /// How many lines there were, the one without an end included.
    var count: Int {
        var lines = lines
        var open = 0
        lines.finish { _ in open += 1 }
        return ended + open
    }

    private mutating func keep(_ line: ArraySlice<UInt8>) {
        ended += 1
        if kept.count < capacity {
            kept.append(Array(line))
        } else {
            kept[next] = Array(line)
            next = (next + 1) % capacity
        }
    }
}

/// The first lines that a command printed.
struct OutputHead {
    private var lines = OutputLines()
    private var kept: [[UInt8]] = []
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    mutating func take(_ bytes: [UInt8]) {
        if kept.count == capacity { return }
        var lines = lines
        lines.take(bytes) { if kept.count < capacity { kept.append(Array($0)) } }
        self.lines = lines
    }

    /// Printable, the line that has no end included.
    var shown: [String] {
        var lines = lines
        var all = kept
        lines.finish { all.append(Array($0)) }
        return all.prefix(capacity).map { PrintableText.make(String(decoding: $0, as: UTF8.self)) }
    }
}
