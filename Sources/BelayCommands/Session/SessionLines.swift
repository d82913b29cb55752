import BelayREPL
import BelayReporting
import BelayWorkspace

/// Entries as they are typed: each as many lines as the parser wants for it. On a terminal that cannot be edited on, plain
/// lines do.
final class SessionLines {
    enum Entry {
        case entry(String)
        case dropped
        case end
    }

    private let console: Console
    private let assistant: SessionAssistant
    private var editor: LineEditor?
    private let plain = InterruptibleLine()
    private let pasted: PastedText

    init(console: Console, assistant: SessionAssistant) {
        self.console = console
        self.assistant = assistant
        let pasted = PastedText(output: console.output)
        self.pasted = pasted
        guard TerminalType.canEdit(console.environment) else { return }
        editor = LineEditor(assistant: assistant) { text, line in pasted.take(text, after: line) }
    }

    func remember(_ entry: String) { editor?.remember(entry) }

    func look(at talk: SessionTalk) { assistant.look(at: talk) }

    /// What a signal does while an entry is typed.
    var waker: @Sendable (_ signal: Int32) -> Void {
        let (editor, plain) = (editor?.waker, plain)
        return { number in
            editor?.wake()
            plain.end()
        }
    }

    /// One entry, without its last line end.
    func entry(place: String?) async -> Entry {
        var text = ""
        while true {
            assistant.before = text
            switch await line(prompt(place, isFirst: text.isEmpty)) {
            case .text(let line):
                text += pasted.takeAll() + line
                if text.allSatisfy(\.isWhitespace) { return .dropped }
                let isCommand = text.first { !$0.isWhitespace } == ":"
                if isCommand || !SessionWorkspace.isIncomplete(text + "\n") { return .entry(text) }
                text += "\n"
            case .dropped, .woken:
                _ = pasted.takeAll()
                return .dropped
            case .end:
                text += pasted.takeAll()
                return text.isEmpty ? .end : .entry(text)
            }
        }
    }

    private func line(_ prompt: LineEditor.Prompt) async -> LineEditor.Line {
        if let editor { return editor.line(prompt: prompt) }
        switch await plain.read(prompt.text, on: console) {
        case .text(let text): return .text(text)
        case .end:
            console.output.write("\n")
            return .end
        case .cancelled:
            console.output.write("\n")
            return .dropped
        }
    }

    private func prompt(_ place: String?, isFirst: Bool) -> LineEditor.Prompt {
        let words = PrintableText.make(place.map { "belay \($0)" } ?? "belay")
        // A prompt wider than half the screen would leave no room to type.
        let width = (console.output.screenSize?.width ?? 80) / 2
        let shown = StyledText(words).columns + 2 > width ? "belay" : words
        let indent = String(repeating: " ", count: max(0, StyledText(shown).columns - 3))
        let text = isFirst ? "\(shown)> " : "\(indent)...> "
        return LineEditor.Prompt(text, columns: StyledText(text).columns)
    }
}
