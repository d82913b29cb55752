import BelayReporting

/// The prompt before a line that is typed.
struct LinePrompt: Sendable {
    var text: String
    /// The input is not shown, from before the prompt is.
    var isHidden = false
    /// Input typed before it appears is not an answer to it, and is dropped.
    var isQuestion = true
    /// Spaces before every message.
    var indent = 0

    init(_ text: String, isHidden: Bool = false, isQuestion: Bool = true, indent: Int = 0) {
        self.text = PrintableText.make(text)
        (self.isHidden, self.isQuestion, self.indent) = (isHidden, isQuestion, indent)
    }

    var shown: String { indented(text) }

    /// The message when something was dropped.
    var dropped: String { indented("input typed before the question was discarded\n") }

    private func indented(_ text: String) -> String { String(repeating: " ", count: indent) + text }
}
