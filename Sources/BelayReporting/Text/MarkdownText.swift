import BelaySource

/// Text from anywhere that stays text in Markdown.
enum MarkdownText {
    static func table(_ head: [String], _ rows: [[String]]) -> String {
        ([head, head.map { _ in "---" }] + rows).map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
    }

    /// In a line, with a backslash before what Markdown would read.
    static func words(_ text: String) -> String {
        var escaped = ""
        for character in line(text) {
            if "\\`*_[]<>#|~&@".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        return escaped
    }

    /// As code in a line, between more backquotes than are in it. In a table a bar has a backslash also there.
    static func code(_ text: String) -> String {
        let text = line(text)
        if text.isEmpty { return "" }
        let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
        let gap = text.first == "`" || text.last == "`" ? " " : ""
        return (fence + gap + text + gap + fence).replacing("|", with: "\\|")
    }

    /// - Parameter language: what a reader colours it as.
    static func block(_ text: String, language: String = "text") -> String {
        let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
        let shown = PrintableText.make(text)
        return "\(fence)\(language)\n\(shown.hasSuffix("\n") ? String(shown.dropLast()) : shown)\n\(fence)"
    }

    private static func line(_ text: String) -> String {
        PrintableText.make(text.split(whereSeparator: \.isNewline).joined(separator: " ⏎ "))
    }

    private static func longestRun(of wanted: Character, in text: String) -> Int {
        var (longest, length) = (0, 0)
        for character in text {
            length = character == wanted ? length + 1 : 0
            longest = max(longest, length)
        }
        return longest
    }
}
