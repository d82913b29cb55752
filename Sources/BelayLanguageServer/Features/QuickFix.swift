import BelaySource
import BelaySyntax

/// A text that the help of a diagnostic names, and where it could go.
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

/// The edits that a help may mean. Which of them cures, the checker says.
struct QuickFixCandidates {
    let source: SourceText
    let diagnostic: Diagnostic
    /// A diagnostic has few; a text can be long.
    private static let limit = 24

    var all: [QuickFix] {
        var found: [QuickFix] = []
        for text in Self.texts(diagnostic.help) { found += placed(text) }
        for word in Self.quoted(diagnostic.label ?? "") { found += besides(word) }
        if diagnostic.help.contains(where: { $0.hasPrefix("remove") }) { found += removals }
        return Array(found.prefix(Self.limit))
    }

    /// What can be typed of a help: all of it, what is behind a colon, what is in backquotes, what is behind `write`.
    static func texts(_ help: [String]) -> [String] {
        var texts: [String] = []
        for line in help where !line.contains("...") && !line.isEmpty {
            let quoted = Self.quoted(line)
            texts += quoted
            if let colon = line.firstRange(of: ": ") { texts.append(String(line[colon.upperBound...])) }
            for word in ["write ", "use ", "add "] where line.hasPrefix(word) {
                texts.append(String(line.dropFirst(word.count).prefix { $0 != "," && $0 != ";" }))
            }
            texts.append(line)
        }
        var seen: Set<String> = []
        // What has a backquote in it is a sentence.
        return texts.filter { !$0.isEmpty && !$0.contains("`") && seen.insert($0).inserted }
    }

    private static func quoted(_ text: String) -> [String] {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
    }

    private func placed(_ text: String) -> [QuickFix] {
        let span = diagnostic.span
        let replaced = source.text(of: span)
        let line = lineRange
        if let sign = CommandSign(rawValue: text) { return signs(sign) }
        var found: [QuickFix] = []
        if text.hasPrefix("use "), !text.contains("\n") {
            let place = placeOfUse
            found.append(QuickFix(title: "Add `\(text)`", start: place, end: place, text: text + "\n"))
        }
        found.append(
            QuickFix(title: "Write `\(text)` for `\(replaced.shortened)`", start: span.start, end: span.end, text: text)
        )
        found.append(QuickFix(title: "Write `\(text)`", start: line.lowerBound, end: line.upperBound, text: text))
        found.append(
            QuickFix(
                title: "Add `\(text)` above", start: line.lowerBound, end: line.lowerBound,
                text: text + "\n" + indentation))
        found.append(QuickFix(title: "Add `\(text)`", start: span.end, end: span.end, text: " " + text))
        return found
    }

    /// Another sign for the command.
    private func signs(_ sign: CommandSign) -> [QuickFix] {
        let line = lineRange
        let offset = source.bytes[line.lowerBound..<max(line.lowerBound, diagnostic.span.start + 1)].lastIndex { byte in
            CommandSign(rawValue: String(Unicode.Scalar(byte))) != nil
        }
        guard let offset else { return [] }
        let old = String(Unicode.Scalar(source.bytes[offset]))
        return [
            QuickFix(
                title: "Write `\(sign.rawValue)` for `\(old)`", start: offset, end: offset + 1, text: sign.rawValue)
        ]
    }

    /// A word of the closest phrase: there, before it or behind it.
    private func besides(_ word: String) -> [QuickFix] {
        let span = diagnostic.span
        return [
            QuickFix(
                title: "Write `\(word)` for `\(source.text(of: span).shortened)`", start: span.start, end: span.end,
                text: word),
            QuickFix(title: "Add `\(word)`", start: span.end, end: span.end, text: " " + word),
            QuickFix(title: "Add `\(word)`", start: span.start, end: span.start, text: word + " "),
        ]
    }

    private var removals: [QuickFix] {
        let span = diagnostic.span
        let line = source.lineIndex(at: span.start)
        let end = line + 1 < source.lineStarts.count ? source.lineStarts[line + 1] : source.bytes.count
        let text = source.text(of: span).shortened
        return [
            QuickFix(title: "Remove `\(text)`", start: span.start, end: span.end, text: ""),
            QuickFix(title: "Remove the line of `\(text)`", start: source.lineStarts[line], end: end, text: ""),
        ]
    }

    // MARK: - Places

    /// The line's text without its indentation.
    private var lineRange: Range<Int> {
        let line = source.lineIndex(at: diagnostic.span.start)
        let start = source.lineStarts[line]
        let text = source.line(line)
        return start + text.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count..<start + text.utf8.count
    }

    private var indentation: String {
        String(source.line(source.lineIndex(at: diagnostic.span.start)).prefix { $0 == " " || $0 == "\t" })
    }

    /// Behind the last `use`, or behind the head of the file.
    private var placeOfUse: Int {
        var place: Int?
        var head = 0
        for line in source.lineStarts.indices {
            let text = source.line(line)
            let next = line + 1 < source.lineStarts.count ? source.lineStarts[line + 1] : source.bytes.count
            if text.hasPrefix("use ") { place = next }
            if text.hasPrefix("runbook ") || text.hasPrefix("tests of ") || text.hasPrefix("lab ") { head = next }
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
