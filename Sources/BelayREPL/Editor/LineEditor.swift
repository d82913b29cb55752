import CLibEdit
import Glibc

/// Reads lines with libedit, in the thread that asks for one. Others can wake a read, and post texts to be shown
/// above the line.
public final class LineEditor {
    public enum Line: Hashable, Sendable {
        case text(String)
        /// Ctrl-C: what was typed is dropped.
        case dropped
        /// Ctrl-D on an empty line, or the terminal is gone.
        case end
        /// Somebody has called `wake`.
        case woken
    }

    /// The operations allowed from other threads, as long as the editor is there.
    public struct Handle: Sendable {
        fileprivate let editor: Int

        /// Ends the read.
        public func wake() {
            if let editor = OpaquePointer(bitPattern: editor) { belay_editor_wake(editor) }
        }

        /// Shows whole lines above the line that is edited.
        public func post(_ text: String) {
            if let editor = OpaquePointer(bitPattern: editor) { belay_editor_post(editor, text) }
        }
    }

    private let editor: OpaquePointer
    private let calls: Calls

    /// Nil if memory is short.
    ///
    /// - Parameters:
    ///   - assistant: the source of completions and hints.
    ///   - pastes: the receiver of pasted text.
    public init?(assistant: any LineAssistant, pastes: any Pastes) {
        belay_edit_locale()
        calls = Calls(assistant: assistant, pastes: pastes)
        var table = belay_editor_calls()
        table.context = Unmanaged.passUnretained(calls).toOpaque()
        table.hint = { context, line, length, cursor in
            Calls.of(context)?.hint(line, length, cursor)
        }
        table.paint = { context, line, length in
            Calls.of(context)?.paint(line, length)
        }
        table.complete = { context, line, length, cursor in
            Calls.of(context)?.complete(line, length, cursor) ?? 0
        }
        table.paste = { context, text, length, line, lineLength, cursor in
            Calls.of(context)?.paste(text, length, line, lineLength, cursor)
        }
        table.forget = { context in Calls.of(context)?.forget() }
        guard let opened = belay_editor_open("belay", table) else { return nil }
        editor = opened
        calls.editor = opened
    }

    /// The terminal is as it was before.
    deinit { belay_editor_close(editor) }

    public var handle: Handle { Handle(editor: Int(bitPattern: editor)) }

    public func line(prompt: Prompt) -> Line {
        calls.prompt = prompt
        var bytes: UnsafePointer<CChar>?
        var length = 0
        let end = prompt.text.withCString { belay_editor_read(editor, $0, &bytes, &length) }
        switch end {
        case belay_edit_line: return .text(Calls.text(bytes, length))
        case belay_edit_dropped: return .dropped
        case belay_edit_woken: return .woken
        default: return .end
        }
    }

    /// From now on the entry is found by the keys that look back.
    public func remember(_ entry: String) { entry.withCString { belay_editor_remember(editor, $0) } }

    /// The same for all that was typed before.
    public func remember(_ history: SessionHistory) {
        history.forEachEntry { belay_editor_remember(editor, $0) }
    }

    /// A prompt, and how many columns it fills.
    public struct Prompt {
        public var text: String
        public var columns: Int

        public init(_ text: String, columns: Int) {
            self.text = text
            self.columns = columns
        }
    }
}

/// Decides about pasted texts.
public protocol Pastes {
    func take(_ text: [UInt8], into line: String, cursor: Int, after prompt: LineEditor.Prompt) -> Paste

    /// Drops what was kept.
    func forget()
}

/// The decision about a pasted text.
public enum Paste {
    /// It goes into the line.
    case inserted(String)
    /// It is kept, with the text before the cursor, but for its end; `shown` says what it is, and the prompt that it
    /// waits.
    case kept(shown: String, prompt: LineEditor.Prompt, end: String)
}

/// The calls from the C side, and what it is given to keep.
private final class Calls {
    var editor: OpaquePointer?
    var prompt = LineEditor.Prompt("", columns: 0) { didSet { keptPrompt = nil } }
    private let assistant: any LineAssistant
    private let pastes: any Pastes
    /// The prompt while a paste is kept.
    private var keptPrompt: LineEditor.Prompt?
    private var given: UnsafeMutablePointer<CChar>?

    init(assistant: any LineAssistant, pastes: any Pastes) {
        self.assistant = assistant
        self.pastes = pastes
    }

    deinit { free(given) }

    static func of(_ context: UnsafeMutableRawPointer?) -> Calls? {
        context.map { Unmanaged<Calls>.fromOpaque($0).takeUnretainedValue() }
    }

    static func text(_ bytes: UnsafePointer<CChar>?, _ length: Int) -> String {
        guard let bytes else { return "" }
        return String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
    }

    private func kept(_ text: String?) -> UnsafePointer<CChar>? {
        free(given)
        given = text.flatMap { strdup($0) }
        return given.map { UnsafePointer($0) }
    }

    func hint(_ line: UnsafePointer<CChar>?, _ length: Int, _ cursor: Int) -> UnsafePointer<CChar>? {
        guard length > 0, cursor == length else { return nil }
        let text = Self.text(line, length)
        guard let hint = assistant.hint(after: text) else { return nil }
        let shown = hint.taken + hint.shown
        guard !shown.isEmpty else { return nil }
        // What would not fit into its row is not shown, so that nothing scrolls.
        let row = text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        let width = ScreenWidth.ofTerminal
        let column = ((keptPrompt ?? prompt).columns + ScreenWidth.columns(of: String(row))) % width
        guard column + ScreenWidth.columns(of: shown) < width else { return nil }
        return kept(hint.taken + "\u{1}" + hint.shown)
    }

    func paint(_ line: UnsafePointer<CChar>?, _ length: Int) -> UnsafePointer<CChar>? {
        guard length > 0, let painted = assistant.painted(Self.text(line, length)) else { return nil }
        return kept(painted)
    }

    func complete(_ line: UnsafePointer<CChar>?, _ length: Int, _ cursor: Int) -> Int32 {
        guard let editor else { return 0 }
        let before = Self.text(line, cursor)
        let completion = assistant.completion(of: before)
        if !completion.inserted.isEmpty {
            if completion.replaced > 0 { belay_editor_delete(editor, Int32(completion.replaced)) }
            belay_editor_insert(editor, completion.inserted)
            return 0
        }
        guard !completion.choices.isEmpty else { return 0 }
        belay_editor_write(editor, "\n" + ChoiceColumns.text(completion.choices, width: ScreenWidth.ofTerminal))
        return 1
    }

    func paste(
        _ text: UnsafePointer<CChar>?, _ length: Int, _ line: UnsafePointer<CChar>?, _ lineLength: Int, _ cursor: Int
    ) -> UnsafePointer<CChar>? {
        guard let text, let editor else { return nil }
        let bytes = [UInt8](UnsafeRawBufferPointer(start: text, count: length))
        switch pastes.take(bytes, into: Self.text(line, lineLength), cursor: cursor, after: prompt) {
        case .inserted(let text): return kept(text)
        case .kept(let shown, let prompt, let end):
            keptPrompt = prompt
            belay_editor_keep(editor, prompt.text, shown)
            return kept(end)
        }
    }

    func forget() {
        keptPrompt = nil
        pastes.forget()
    }
}
