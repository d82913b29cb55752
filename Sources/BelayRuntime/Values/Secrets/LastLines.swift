/// The last lines of both streams as they came.
public struct LastLines: Sendable {
    public static let limit = 4096

    private var bytes: [UInt8] = []
    private var isCut = false

    public init() {}

    public mutating func append(_ piece: [UInt8]) {
        bytes += piece[max(0, piece.count - Self.limit - 1)...]
        guard bytes.count > Self.limit else { return }
        isCut = true
        bytes.removeFirst(bytes.count - Self.limit)
    }

    /// At most `limit` bytes; a first line of which the beginning is lost is left out, unless it is the only one.
    public var text: String {
        var shown = bytes[...]
        if isCut {
            if let end = shown.firstIndex(of: UInt8(ascii: "\n")), end + 1 < shown.endIndex {
                shown = shown[(end + 1)...]
            } else {
                // Not in the middle of a character.
                while let first = shown.first, first & 0xC0 == 0x80 { shown = shown.dropFirst() }
            }
        }
        return Self.text(shown)
    }

    /// Bytes that are no text are replaced; where that makes it longer than the limit, its beginning is dropped.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
        var start = scalars.endIndex
        var room = limit
        while start > scalars.startIndex {
            let before = scalars.index(before: start)
            room -= UTF8.width(scalars[before])
            guard room >= 0 else { break }
            start = before
        }
        return String(scalars[start...])
    }
}
