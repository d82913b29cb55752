/// What is offered while a line is typed.
public protocol LineAssistant {
    /// How what stands there goes on, when there is only one way.
    func hint(after line: String) -> LineHint?

    func completion(of line: String) -> LineCompletion
}

/// What follows behind the cursor.
public struct LineHint: Hashable, Sendable {
    /// What Right takes.
    public var taken: String
    /// What comes after that.
    public var shown: String
}

/// What Tab gives.
public struct LineCompletion: Hashable, Sendable {
    /// How many characters before the cursor go away.
    public var replaced = 0
    /// What takes their place; empty when there are several ways to go on and nothing that they share.
    public var inserted = ""
    /// The ways to go on, to be listed.
    public var choices: [String] = []

    public init(replaced: Int = 0, inserted: String = "", choices: [String] = []) {
        self.replaced = replaced
        self.inserted = inserted
        self.choices = choices
    }
}
