/// Why a tool did not do what it was asked: whoever called it can do better, or tell a person.
public struct ToolRefusal: Error, Hashable, Sendable {
    /// One sentence, without a full stop.
    public var message: String
    /// What to do about it, one line each.
    public var help: [String]

    public init(_ message: String, help: [String] = []) {
        self.message = message
        self.help = help
    }

    var text: String { ([message] + help.map { "  \($0)" }).joined(separator: "\n") }
}
