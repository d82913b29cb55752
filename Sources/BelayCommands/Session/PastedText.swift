import BelayREPL
import BelayReporting

/// Pasted text: several lines are one entry, which goes into the line that is edited. The editor draws a long line too
/// slowly, so of a long paste all but the last line is kept apart.
final class PastedText: Pastes {
    /// The number of bytes that a line may have with what is pasted into it.
    private static let limit = 8192
    /// The number of lines of a long paste that are shown.
    private static let shownLines = 20

    private var text = ""

    func take(_ bytes: [UInt8], into line: String, cursor: Int, after prompt: LineEditor.Prompt) -> Paste {
        let pasted = String(decoding: bytes, as: UTF8.self)
        if line.utf8.count + bytes.count <= Self.limit, !bytes.contains(0) { return .inserted(pasted) }
        var rows = pasted.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var end = rows.removeLast()
        text += String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
        for row in rows { text += row + "\n" }
        if end.utf8.count > Self.limit / 8 || end.utf8.contains(0) {
            text += end
            rows.append(end)
            end = ""
        }
        return .kept(shown: Self.shown(rows), prompt: saying(prompt), end: end)
    }

    private static func shown(_ rows: [String]) -> String {
        var shown = ""
        for row in rows.prefix(shownLines) { shown += PrintableText.make(String(row.prefix(500))) + "\n" }
        if rows.count > shownLines { shown += "… and \(grouped(rows.count - shownLines)) more lines\n" }
        return shown
    }

    /// The prompt while it waits.
    private func saying(_ prompt: LineEditor.Prompt) -> LineEditor.Prompt {
        let lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + (text.utf8.last == UInt8(ascii: "\n") ? 0 : 1)
        let words = "(\(Self.grouped(lines)) \(lines == 1 ? "line" : "lines") pasted)> "
        let before = prompt.text.hasSuffix("> ") ? String(prompt.text.dropLast(2)) : prompt.text
        let text = before + " " + words
        return LineEditor.Prompt(text, columns: StyledText(text).columns)
    }

    /// 1,000 and not 1000.
    private static func grouped(_ number: Int) -> String {
        var digits = String(number)
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
            place -= 3
        }
        return digits
    }

    func forget() { text = "" }

    /// Returns what was kept, once.
    func takeAll() -> String {
        defer { text = "" }
        return text
    }
}
