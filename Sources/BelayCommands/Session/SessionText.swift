import BelayREPL
import BelayWorkspace

/// Input before its meaning is known.
enum SessionText {
    static func isCommand(_ text: String) -> Bool { text.first { !$0.isWhitespace } == ":" }

    /// True if more lines belong to it. A command is one line, but for the statement that it is about.
    static func isIncomplete(_ text: String) -> Bool {
        guard isCommand(text) else { return SessionWorkspace.isIncomplete(text) }
        return SessionCommand.statement(in: text).map { SessionWorkspace.isIncomplete($0) } ?? false
    }

    /// True if its last line ends with `\`. The parser finds nothing amiss when no more comes.
    static func continuesOnNextLine(_ text: String) -> Bool {
        guard isCommand(text) else { return SessionWorkspace.continuesOnNextLine(text) }
        return SessionCommand.statement(in: text).map { SessionWorkspace.continuesOnNextLine($0) } ?? false
    }

    /// The entries that would be typed one after the other, each with the number of its first line.
    static func entries(of text: String) -> [(text: String, line: Int)] {
        var entries: [(text: String, line: Int)] = []
        var (entry, start) = ("", 1)
        let lines = (text.hasSuffix("\n") ? text.dropLast() : text[...])
        for (index, line) in lines.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            entry += line + "\n"
            if isIncomplete(entry) { continue }
            entries.append((entry, start))
            (entry, start) = ("", index + 2)
        }
        if !entry.isEmpty { entries.append((entry, start)) }
        return entries.filter { !$0.text.allSatisfy(\.isWhitespace) }
    }
}
