import BelayREPL
import BelayReporting
import BelayWorkspace
import Glibc
import Synchronization

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
    private let plain: PlainLines
    private let pasted: PastedText

    init(console: Console, assistant: SessionAssistant) {
        self.console = console
        self.assistant = assistant
        plain = PlainLines(console: console)
        let pasted = PastedText(output: console.output)
        self.pasted = pasted
        guard TerminalType.canEdit(console.environment) else { return }
        editor = LineEditor(assistant: assistant) { text, line in pasted.take(text, after: line) }
    }

    func remember(_ entry: String) { editor?.remember(entry) }

    func look(at talk: SessionTalk) { assistant.look(at: talk) }

    /// What a signal does while an entry is typed.
    var waker: @Sendable (_ signal: Int32) -> Void {
        let (editor, plain) = (editor?.waker, plain.waker)
        return { number in
            editor?.wake()
            plain()
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
        if let editor { return editor.line(prompt: prompt, width: console.output.screenSize?.width ?? 80) }
        return await plain.line(prompt.text)
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

/// Lines of a terminal that only prints.
final class PlainLines {
    private let console: Console
    private let reading = Reading()

    init(console: Console) { self.console = console }

    var waker: @Sendable () -> Void {
        let reading = reading
        return { reading.end() }
    }

    func line(_ prompt: String) async -> LineEditor.Line {
        let console = console
        let task = Task { await TerminalInput().line { console.output.write(prompt) } }
        reading.begin(task)
        switch await task.value {
        case .text(let text): return .text(text)
        case .end:
            console.output.write("\n")
            return .end
        case .cancelled:
            console.output.write("\n")
            return .dropped
        }
    }

    /// The read that goes on, to be ended from the thread of a signal.
    private final class Reading: Sendable {
        private let task = Mutex<Task<TerminalInput.Line, Never>?>(nil)

        func begin(_ task: Task<TerminalInput.Line, Never>) { self.task.withLock { $0 = task } }

        func end() { task.withLock { $0?.cancel() } }
    }
}

/// What is pasted: several lines are one entry, shown as they came and not run line by line.
final class PastedText {
    /// Longer pastes are not put into the line that is edited.
    private static let limit = 1000
    /// So many lines of a long paste are shown.
    private static let shownLines = 20

    private let output: OutputFile
    private var text = ""

    init(output: OutputFile) { self.output = output }

    /// A short piece of a line goes into the line that is edited. All else is kept for `takeAll`, with what stood in
    /// the line, but for the beginning of a last line that goes on.
    func take(_ bytes: [UInt8], after line: String) -> LineEditor.Paste {
        let pasted = String(decoding: bytes, as: UTF8.self)
        var rows = pasted.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let last = rows.removeLast()
        let isShort = last.utf8.count <= Self.limit && !last.utf8.contains(0)
        if rows.isEmpty, isShort { return LineEditor.Paste(inserted: last, clearsLine: false) }
        text += line
        for row in rows { text += row + "\n" }
        if !isShort {
            text += last
            rows.append(last)
        }
        show(rows)
        return LineEditor.Paste(inserted: isShort ? last : "", clearsLine: true)
    }

    private func show(_ rows: [String]) {
        var shown = "\n"
        for row in rows.prefix(Self.shownLines) { shown += PrintableText.make(String(row.prefix(500))) + "\n" }
        if rows.count > Self.shownLines { shown += "… and \(rows.count - Self.shownLines) more lines\n" }
        output.write(shown)
    }

    /// What was kept, once.
    func takeAll() -> String {
        defer { text = "" }
        return text
    }
}
