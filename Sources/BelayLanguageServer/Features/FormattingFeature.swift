import BelayData

/// A document in its one style, by a function from text to text that whoever starts the server gives it.
struct FormattingFeature {
    /// The whole text in, the whole text out; one that cannot be read comes back as it is.
    typealias Format = @Sendable (_ text: [UInt8]) -> [UInt8]

    let format: Format

    /// One edit from the first byte that differs to the last, so that the client keeps its cursor and its folds.
    func edits(_ document: OpenDocument) -> DataValue {
        let old = document.bytes
        let new = format(old)
        if old == new { return [] }
        var start = zip(old, new).prefix { $0 == $1 }.count
        // A character is not cut.
        while start > 0, start < old.count, old[start] & 0xC0 == 0x80 { start -= 1 }
        let most = min(old.count, new.count) - start
        var shared = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count
        shared = min(shared, most)
        while shared > 0, old[old.count - shared] & 0xC0 == 0x80 { shared -= 1 }
        let text = String(decoding: new[start..<(new.count - shared)], as: UTF8.self)
        return [TextEdit(range: document.lines.range(start, old.count - shared), text: text).data]
    }
}
