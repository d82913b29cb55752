import BelayReporting

/// What stands before a line that is typed.
struct LinePrompt: Sendable {
    var text: String
    /// What is typed is not shown, from before the prompt is.
    var isHidden = false
    /// What was typed before it stood there is no answer to it, and is dropped.
    var isQuestion = true
    /// Blanks before everything that is said.
    var indent = 0

    init(_ text: String, isHidden: Bool = false, isQuestion: Bool = true, indent: Int = 0) {
        self.text = PrintableText.make(text)
        (self.isHidden, self.isQuestion, self.indent) = (isHidden, isQuestion, indent)
    }

    var shown: String { indented(text) }

    /// What is said when something was dropped.
    var dropped: String { indented("what was typed ahead was dropped\n") }

    private func indented(_ text: String) -> String { String(repeating: " ", count: indent) + text }
}
