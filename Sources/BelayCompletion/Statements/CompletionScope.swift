public import BelayLanguage
import BelaySyntax

/// All that can be said at a cursor.
public struct CompletionScope {
    public var phrases: [Phrase] = []
    public var names: [CompletionName] = []
    /// The words that a statement may begin with.
    public var statements: [String] = Self.statementsOfSession
    /// The names of types that files give, besides those of the language.
    public var types: [String] = []
    public var hosts: [String] = []
    /// The users that may follow `as`.
    public var users: [String] = []
    public var libraries: [String] = []
    /// The user's folder.
    public var home = ""
    /// The files and folders that a path can be completed to; folders end with a slash.
    public var files: (_ prefix: String) -> [String] = { _ in [] }

    /// The names of programs that begin so.
    public var programs: (_ prefix: String) -> [String] = { _ in [] }

    public init() {}

    /// What nothing but a file has is left out.
    public static let statementsOfSession = Keyword.allCases.filter { keyword in
        keyword.beginsStatement
            && ![.via, .give, .done, .undo, .recover, .runbook, .param, .lock, .rehearse].contains(keyword)
    }.map(\.rawValue)
}
