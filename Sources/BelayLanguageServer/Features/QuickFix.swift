import BelaySource
import BelaySyntax

/// An edit of a document with one place.
struct QuickFix {
    var title: String
    var start: Int
    var end: Int
    var text: String

    func applied(to bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        bytes.replaceSubrange(start..<end, with: Array(text.utf8))
        return bytes
    }
}

/// The edits that the help of a diagnostic may mean. Which of them cures, the checker says.
///
/// A help is written for people, so most of its words are none to type. What takes the place of something must be like it or hold
/// it: an example of another value cures too, and is not meant.
struct QuickFixCandidates {
    let source: SourceText
    let diagnostic: Diagnostic
    private let help: QuickFixHelp
    /// A diagnostic has few; a text can be long.
    private static let limit = 16

    init(source: SourceText, diagnostic: Diagnostic) {
        (self.source, self.diagnostic) = (source, diagnostic)
        help = QuickFixHelp(diagnostic)
    }

    var all: [QuickFix] {
        var found: [QuickFix] = []
        for text in help.texts { found += placed(text) }
        for word in help.wordsOfPhrase { found += besides(word) }
        for text in help.endings { found.append(insertion(of: text, at: diagnostic.span.end)) }
        if help.says("remove") { found += removals }
        return Array(found.prefix(Self.limit))
    }

    // MARK: - Texts

    private func placed(_ text: String) -> [QuickFix] {
        let written = source.line(source.lineIndex(at: diagnostic.span.start))
        guard text.placeholders.isSubset(of: written.placeholders) else { return [] }
        if let sign = CommandSign(rawValue: text) { return signs(sign) }
        if text.hasPrefix("use ") {
            let place = placeOfUse
            return [QuickFix(title: "Add `\(text)`", start: place, end: place, text: text + "\n")]
        }
        let span = diagnostic.span
        let line = lineRange
        return [span.start..<span.end, line].compactMap { replacement(of: $0, by: text) }
    }

    private func replacement(of range: Range<Int>, by text: String) -> QuickFix? {
        let old = source.text(of: Span(file: diagnostic.span.file, start: range.lowerBound, end: range.upperBound))
        guard QuickFixHelp.isMeant(text, for: old) else { return nil }
        return QuickFix(
            title: "Write `\(text)` for `\(old.shortened)`", start: range.lowerBound, end: range.upperBound, text: text)
    }

    private func insertion(of text: String, at offset: Int) -> QuickFix {
        QuickFix(title: "Add `\(text.filter { $0 != " " })`", start: offset, end: offset, text: text)
    }

    /// A word of the closest phrase: there, before it or behind it.
    private func besides(_ word: String) -> [QuickFix] {
        let span = diagnostic.span
        return [
            QuickFix(
                title: "Write `\(word)` for `\(source.text(of: span).shortened)`", start: span.start, end: span.end,
                text: word),
            insertion(of: " " + word, at: span.end), insertion(of: word + " ", at: span.start),
        ]
    }

    /// Another sign for the command.
    private func signs(_ sign: CommandSign) -> [QuickFix] {
        let line = lineRange
        let before = source.bytes[line.lowerBound..<max(line.lowerBound, diagnostic.span.start + 1)]
        let offset = before.lastIndex { CommandSign(rawValue: String(Unicode.Scalar($0))) != nil }
        guard let offset else { return [] }
        let old = String(Unicode.Scalar(source.bytes[offset]))
        return [
            QuickFix(
                title: "Write `\(sign.rawValue)` for `\(old)`", start: offset, end: offset + 1, text: sign.rawValue)
        ]
    }

    /// What is named, or the line of a `let`: of another statement the rest would be gone too.
    private var removals: [QuickFix] {
        let span = diagnostic.span
        let line = source.lineIndex(at: span.start)
        let end = line + 1 < source.lineStarts.count ? source.lineStarts[line + 1] : source.bytes.count
        let text = source.text(of: span).shortened
        let whole = source.line(line).drop { $0 == " " || $0 == "\t" }
        if whole.hasPrefix("let ") || whole == source.text(of: span) {
            return [QuickFix(title: "Remove the line of `\(text)`", start: source.lineStarts[line], end: end, text: "")]
        }
        return [QuickFix(title: "Remove `\(text)`", start: span.start, end: span.end, text: "")]
    }

    // MARK: - Places

    /// The line's text without its indentation.
    private var lineRange: Range<Int> {
        let line = source.lineIndex(at: diagnostic.span.start)
        let start = source.lineStarts[line]
        let text = source.line(line)
        return start + text.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count..<start + text.utf8.count
    }

    /// Behind the last `use`, or behind the head of the file.
    private var placeOfUse: Int {
        var place: Int?
        var head = 0
        for line in source.lineStarts.indices {
            let text = source.line(line)
            let next = line + 1 < source.lineStarts.count ? source.lineStarts[line + 1] : source.bytes.count
            if text.hasPrefix("use ") { place = next }
            if ["runbook ", "tests of ", "lab "].contains(where: text.hasPrefix) { head = next }
        }
        return place ?? head
    }
}

extension String {
    fileprivate var shortened: String {
        let line = split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return line.count > 40 ? line.prefix(39) + "…" : line
    }
}
