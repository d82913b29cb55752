/// What can stand at a cursor.
public struct Candidates {
    /// A word, and what it is.
    public struct Word: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            case statement, phrase, option, name, field, type, choice, library, host, program, operatorWord
        }

        public var text: String
        public var kind: Kind
    }

    /// What is typed of the word.
    public var partial: String
    /// They are in a text, which continues after them.
    public var isInText = false
    /// They are in `${ }`.
    public var isBraced = false
    public var words: [Word] = []
    /// The phrases that continue here, each as far as it is said.
    public var phrases: [PhraseProgress] = []
    /// A word that can become the path of a file, and of which.
    public var file: FileWord?
    public var files: [String] = []
    /// The expected values there, in words, when nothing can be listed.
    public var expected: [String] = []

    public init(partial: String, words: [String] = [], _ kind: Word.Kind = .statement) {
        self.partial = partial
        add(words, kind)
    }

    mutating func add(_ words: [String], _ kind: Word.Kind) {
        self.words += words.map { Word(text: $0, kind: kind) }
    }
}
