/// The page about a diagnostic, as it is shown at a prompt: why it is refused, an example, and what to write instead.
///
/// A page is a transcript, and what only its test needs is left out: the status, and the sentence that counts files.
public struct DiagnosticPage {
    /// Without the code, such as "A `!` without a place".
    public private(set) var title = ""
    private let code: String
    private var blocks: [Block] = []

    private enum Block {
        case prose(String)
        /// The name of the file that comes next.
        case name(String)
        case code([String])
    }

    /// - Parameter text: Markdown, of which paragraphs, one heading, and blocks between three quotes or more are read.
    public init(code: String, text: String) {
        self.code = code
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if line.hasPrefix("```") {
                let fence = String(line.prefix { $0 == "`" })
                let end = lines[(index + 1)...].firstIndex(of: fence) ?? lines.count
                blocks.append(.code(Self.shown(Array(lines[(index + 1)..<end]))))
                index = end + 1
                continue
            }
            take(line)
            index += 1
        }
    }

    private mutating func take(_ line: String) {
        if line.hasPrefix("# ") {
            title = line.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? ""
        } else if line.hasPrefix("`"), line.hasSuffix("`:"), !line.contains(" ") {
            blocks.append(.name(String(line.dropFirst().dropLast(2)) + ":"))
        } else if line.isEmpty {
            blocks.append(.prose(""))
        } else if case .prose(let before)? = blocks.last, !before.isEmpty {
            blocks[blocks.count - 1] = .prose("\(before) \(line)")
        } else {
            blocks.append(.prose(line))
        }
    }

    /// Without what `belay check` says after the diagnostics, and the empty line before that.
    private static func shown(_ lines: [String]) -> [String] {
        var shown: [String] = []
        for line in lines {
            if line.contains(/^\[exit \d+\]$|^\d+ files? checked[:,]/) {
                while shown.last == "" { shown.removeLast() }
            } else {
                shown.append(line)
            }
        }
        return shown
    }

    /// - Parameter width: in columns, to wrap paragraphs to; nil to leave them on one line.
    public func rendered(in palette: Palette, width: Int?) -> String {
        var rows = [StyledText("\(code): \(title)", .heading)]
        for block in blocks {
            switch block {
            case .prose(""): if rows.last?.isEmpty == false { rows.append(StyledText()) }
            case .prose(let text): rows += StyledText(text).wrapped(to: width)
            case .name(let name): rows.append(StyledText(name, .quiet))
            case .code(let lines): rows += lines.map { StyledText($0.isEmpty ? "" : "    " + $0) }
            }
        }
        while rows.last?.isEmpty == true { rows.removeLast() }
        return rows.map { $0.rendered(in: palette) + "\n" }.joined()
    }
}
