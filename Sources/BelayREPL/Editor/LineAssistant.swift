/// The source of completions and hints while a line is typed.
public protocol LineAssistant {
    /// The rest of the line, when there is only one.
    func hint(after line: String) -> LineHint?

    func completion(of line: String) -> LineCompletion

    /// The line as it is drawn, with escape sequences for its colours and in the same columns; nil as it is.
    func painted(_ line: String) -> String?
}

/// What follows behind the cursor.
public struct LineHint: Hashable, Sendable {
    /// What Right takes.
    public var taken: String
    /// What comes after that.
    public var shown: String

    public init(taken: String, shown: String) {
        self.taken = taken
        self.shown = shown
    }
}

/// The completion by Tab.
public struct LineCompletion: Hashable, Sendable {
    /// The number of characters before the cursor that go away.
    public var replaced = 0
    /// The text in their place; empty when there are several candidates with nothing in common.
    public var inserted = ""
    /// The candidates, to be listed.
    public var choices: [String] = []

    public init(replaced: Int = 0, inserted: String = "", choices: [String] = []) {
        self.replaced = replaced
        self.inserted = inserted
        self.choices = choices
    }
}
