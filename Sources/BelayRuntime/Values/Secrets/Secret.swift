/// A secret. Whatever prints it prints `[secret]`, and its text is had only by whoever hides it from then on.
public struct Secret: Sendable {
    private let text: String
    /// What nobody may see of it: all of it, or the secrets that a longer text was made with.
    private let hidden: [String]

    public init(_ text: String) {
        self.text = text
        hidden = [text]
    }

    private init(_ text: String, hidden: [String]) {
        self.text = text
        self.hidden = hidden
    }

    /// A text in which other secrets stand as they are, and nothing else is one.
    func around(_ text: String) -> Secret { Secret(text, hidden: hidden) }

    /// A text in which both are.
    func around(_ text: String, _ other: Secret) -> Secret { Secret(text, hidden: hidden + other.hidden) }

    /// The text, for what is computed from it. The redactor takes it out of all that is shown and written down from now on,
    /// so nobody who has the text can forget to hide it.
    func revealed(hiding redactor: Redactor) -> String {
        for part in hidden { redactor.hide(part) }
        return text
    }

    /// What a seal is made of, from which nobody gets it back.
    func bytes(for seal: SecretSeal.Type) -> [UInt8] { Array(text.utf8) }

    /// Byte for byte.
    func isSame(as other: String) -> Bool { text.utf8.elementsEqual(other.utf8) }

    /// As a command is given it.
    var performed: String { text }

    /// Programs read lines.
    var endingItsLine: Secret {
        let ended = text.endingItsLine
        return Secret(ended, hidden: hidden == [text] ? [ended] : hidden)
    }

    /// No command can be given it.
    var hasNUL: Bool { text.utf8.contains(0) }

    /// The text as it is typed: an answer that is handed to the interpreter, and nothing else.
    public var asAnswer: String { text }
}

extension Secret: Hashable {
    public static func == (one: Secret, other: Secret) -> Bool { one.isSame(as: other.text) }

    public func hash(into hasher: inout Hasher) { hasher.combine(Array(text.utf8)) }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { SecretSearch.mark }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
