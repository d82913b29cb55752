import BelayLanguage
import BelayREPL
import BelayReporting
import BelayRuntime
import BelayWorkspace

/// Entries as they are typed: each as many lines as the parser wants for it. On a terminal that cannot be edited on, plain
/// lines do.
///
/// It has a thread of its own: a person may take hours over a line, and jobs run in the meantime.
actor SessionLines {
    enum Entry: Sendable {
        case entry(String)
        case dropped
        case end
    }

    private let thread: LineThread
    private let console: Console
    private let jobs: Jobs
    private let assistant: SessionAssistant
    private let editor: LineEditor?
    private let pasted: PastedText
    private nonisolated let plain = InterruptibleLine()
    private nonisolated let handle: LineEditor.Handle?

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(console: Console, jobs: Jobs) throws(UserError) {
        guard let thread = LineThread() else { throw UserError(message: "the system has no thread for the prompt") }
        self.thread = thread
        self.console = console
        self.jobs = jobs
        let assistant = SessionAssistant(console: console)
        let pasted = PastedText()
        let editor =
            TerminalType.canEdit(console.environment) ? LineEditor(assistant: assistant, pastes: pasted) : nil
        handle = editor?.handle
        (self.assistant, self.pasted, self.editor) = (assistant, pasted, editor)
    }

    func remember(_ entry: String) {
        editor?.remember(entry)
        assistant.remember(entry)
    }

    func remember(_ history: SessionHistory) {
        guard let editor else { return }
        editor.remember(history)
        history.forEachEntry { assistant.remember(String(cString: $0)) }
    }

    func look(phrases: [Phrase], names: [Value.Field]) {
        assistant.look(phrases: phrases, names: names, jobs: jobs.running.map(\.number))
    }

    /// Ends the entry that is typed.
    nonisolated var waker: @Sendable () -> Void {
        {
            // The editor is there as long as this is.
            self.handle?.wake()
            self.plain.end()
        }
    }

    /// One entry, without its last line end.
    func entry(_ name: String, place: String?) async -> Entry {
        var text = ""
        while true {
            assistant.before = text
            switch await line(prompt(name, place, isFirst: text.isEmpty)) {
            case .text(let line):
                text += pasted.takeAll() + line
                if text.allSatisfy(\.isWhitespace) { return .dropped }
                if !SessionText.isIncomplete(text + "\n") { return .entry(Self.trimmed(text)) }
                text += "\n"
            case .dropped, .woken:
                _ = pasted.takeAll()
                return .dropped
            case .end:
                text += pasted.takeAll()
                // Half of it may do something else. Nobody has ended it.
                return text.isEmpty ? .end : .dropped
            }
        }
    }

    /// Without the line ends that a paste ended with.
    private static func trimmed(_ text: String) -> String {
        String(decoding: text.utf8.reversed().drop { $0 == UInt8(ascii: "\n") }.reversed(), as: UTF8.self)
    }

    private func line(_ prompt: LineEditor.Prompt) async -> LineEditor.Line {
        jobs.news.lead(to: handle.map { .editor($0) } ?? .prompt(prompt.text))
        defer { jobs.news.lead(to: .open) }
        if let editor { return editor.line(prompt: prompt) }
        switch await plain.read(LinePrompt(prompt.text, isQuestion: false), on: console) {
        case .text(let text): return .text(text)
        case .end:
            console.output.write("\n")
            return .end
        case .cancelled:
            console.output.write("\n")
            return .dropped
        }
    }

    private func prompt(_ name: String, _ place: String?, isFirst: Bool) -> LineEditor.Prompt {
        let words = PrintableText.make(place.map { "\(name) \($0)" } ?? name)
        // A prompt wider than half the screen would leave no room to type.
        let width = (console.output.screenSize?.width ?? 80) / 2
        let shown = StyledText(words).columns + 2 > width ? name : words
        let indent = String(repeating: " ", count: max(0, StyledText(shown).columns - 3))
        let text = isFirst ? "\(shown)> " : "\(indent)...> "
        return LineEditor.Prompt(text, columns: StyledText(text).columns)
    }
}
