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

    /// The edits of these lines alone. Lines that could only be changed together with others stay as they are.
    ///
    /// - Parameter lines: counted from zero.
    func edits(_ document: OpenDocument, in lines: ClosedRange<Int>) -> DataValue {
        let starts = document.lines.starts
        func start(_ line: Int) -> Int { line < starts.count ? starts[line] : document.bytes.count }
        var edits: [DataValue] = []
        for (old, text) in changes(from: document.bytes) {
            guard lines.contains(old.lowerBound), old.upperBound <= lines.upperBound + 1 else { continue }
            edits.append(
                TextEdit(range: document.lines.range(start(old.lowerBound), start(old.upperBound)), text: text).data)
        }
        return .array(edits)
    }

    /// The lines that change, counted from zero, each with what is in their place. Where as many come as go, each line is by itself.
    private func changes(from bytes: [UInt8]) -> [(old: Range<Int>, text: String)] {
        let new = String(decoding: format(bytes), as: UTF8.self)
        return UnifiedDiff(from: String(decoding: bytes, as: UTF8.self), to: new, context: 0).hunks.flatMap { hunk in
            // Of lines that are only added, the start is the line before them.
            let first = hunk.oldCount == 0 ? hunk.oldStart : hunk.oldStart - 1
            let texts = hunk.lines.filter { $0.kind == .added }.map { $0.text + ($0.endsWithNewline ? "\n" : "") }
            if texts.count == hunk.oldCount {
                return texts.indices.map { (old: (first + $0)..<(first + $0 + 1), text: texts[$0]) }
            }
            return [(old: first..<(first + hunk.oldCount), text: texts.joined())]
        }
    }
}
