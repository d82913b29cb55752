import BelayREPL
import BelayWorkspace

/// What is typed, before anybody has looked at what it means.
enum SessionText {
    static func isCommand(_ text: String) -> Bool { text.first { !$0.isWhitespace } == ":" }

    /// Whether more lines belong to it. A command is one line, but for the statement that it is about.
    static func isIncomplete(_ text: String) -> Bool {
        guard isCommand(text) else { return SessionWorkspace.isIncomplete(text) }
        return SessionCommand.statement(in: text).map { SessionWorkspace.isIncomplete($0) } ?? false
    }

    /// Whether its last line ends with `\`. The parser finds nothing amiss when no more comes.
    static func saysItGoesOn(_ text: String) -> Bool {
        guard isCommand(text) else { return SessionWorkspace.saysItGoesOn(text) }
        return SessionCommand.statement(in: text).map { SessionWorkspace.saysItGoesOn($0) } ?? false
    }
}
