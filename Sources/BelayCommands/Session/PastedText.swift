import BelayREPL
import BelayReporting

/// What is pasted: several lines are one entry, shown as they came and not run line by line.
final class PastedText {
    /// Longer pastes are not put into the line that is edited.
    private static let limit = 1000
    /// So many lines of a long paste are shown.
    private static let shownLines = 20

    private let output: OutputFile
    private var text = ""

    init(output: OutputFile) { self.output = output }

    /// A short piece of a line goes into the line that is edited. All else is kept for `takeAll`, with what stood in
    /// the line, but for the beginning of a last line that goes on.
    func take(_ bytes: [UInt8], after line: String) -> LineEditor.Paste {
        let pasted = String(decoding: bytes, as: UTF8.self)
        var rows = pasted.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let last = rows.removeLast()
        let isShort = last.utf8.count <= Self.limit && !last.utf8.contains(0)
        if rows.isEmpty, isShort { return LineEditor.Paste(inserted: last, clearsLine: false) }
        text += line
        for row in rows { text += row + "\n" }
        if !isShort {
            text += last
            rows.append(last)
        }
        show(rows)
        return LineEditor.Paste(inserted: isShort ? last : "", clearsLine: true)
    }

    private func show(_ rows: [String]) {
        var shown = "\n"
        for row in rows.prefix(Self.shownLines) { shown += PrintableText.make(String(row.prefix(500))) + "\n" }
        if rows.count > Self.shownLines { shown += "… and \(rows.count - Self.shownLines) more lines\n" }
        output.write(shown)
    }

    /// What was kept, once.
    func takeAll() -> String {
        defer { text = "" }
        return text
    }
}
