import BelayREPL

/// What is offered while a statement is typed, from what the session knows by now.
final class SessionAssistant: LineAssistant {
    private let console: Console
    /// The lines of the entry before the one that is typed.
    var before = ""

    init(console: Console) { self.console = console }

    func look(at talk: SessionTalk) {}

    func hint(after line: String) -> String? { nil }

    func completion(of line: String) -> LineCompletion { LineCompletion() }
}
