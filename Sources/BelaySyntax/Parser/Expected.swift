/// Something that could come next: the members of "expected `{`, `and` or `or`".
enum Expected: Hashable {
    case token(Token.Kind)
    case keyword(Keyword)
    case testWord(TestWord)
    /// A word, variable, string, list or parentheses.
    case element
    case expression
    case name
    case literalWord
    case type
    case text
    case statement
    case command
    case shellText
    case path
    case option
    case endOfLine
    case infix(InfixOperator)
    /// An operator that is no infix: the word that it begins with.
    case operation(Keyword)

    /// As a message names it.
    var words: String {
        switch self {
        case .token(let kind): kind.words
        case .keyword(let keyword): "`\(keyword.rawValue)`"
        case .testWord(let word): "`\(word.rawValue)`"
        case .element: "a value"
        case .expression: "a condition or value"
        case .name: "a name"
        case .literalWord: "a word"
        case .type: "a type"
        case .text: "a quoted string"
        case .statement: "a statement"
        case .command: "a command"
        case .shellText: "command text"
        case .path: "a path such as `spec.name`"
        case .option: "an option such as `name=value`"
        case .endOfLine: "the end of the line"
        case .infix, .operation: "an operator"
        }
    }

    /// All of an operator or a word, for somebody who types; nothing for what is not one.
    var spellings: [String] {
        switch self {
        case .keyword(let keyword): [keyword.rawValue]
        case .testWord(let word): [word.rawValue]
        case .infix(let operation): operation.rawValue.first?.isLetter == true ? [operation.rawValue] : []
        case .operation(.sorted): ["sorted", "sorted by"]
        case .operation(let keyword):
            Self.operators.filter { $0.split(separator: " ").first.map(String.init) == keyword.rawValue }
        case .token, .element, .expression, .name, .literalWord, .type, .text, .statement, .command, .shellText, .path,
            .option, .endOfLine:
            []
        }
    }

    private static let operators =
        [.joined, .split, .filled, .with].map(\InfixOperator.rawValue) + Conversion.allCases.map(\.rawValue)
        + [UnaryOperator.trimmed.rawValue, Keyword.replacing.rawValue, Keyword.taking.rawValue]

    /// A word that begins with these letters could become the expected one.
    func couldBegin(with letters: String) -> Bool {
        switch self {
        case .keyword(let keyword): keyword.rawValue.hasPrefix(letters)
        case .testWord(let word): word.rawValue.hasPrefix(letters)
        case .infix(let operation): operation.rawValue.hasPrefix(letters)
        case .operation(let keyword): keyword.rawValue.hasPrefix(letters)
        case .token, .element, .expression, .name, .literalWord, .type, .text, .statement, .command, .shellText, .path,
            .option, .endOfLine:
            false
        }
    }
}

extension Token.Kind {
    /// As a message names it.
    var words: String {
        switch self {
        case .word: "a word"
        case .variable: "a variable"
        case .text: "a quoted string"
        case .sign: "a command"
        case .shellLine, .shellBlock: "command text"
        case .leftBrace: "`{`"
        case .rightBrace: "`}`"
        case .leftParenthesis: "`(`"
        case .rightParenthesis: "`)`"
        case .leftBracket: "`[`"
        case .rightBracket: "`]`"
        case .colon: "`:`"
        case .comma: "`,`"
        case .equals: "`=`"
        case .bar: "`|`"
        case .less: "`<`"
        case .lessOrEqual: "`<=`"
        case .greater: "`>`"
        case .greaterOrEqual: "`>=`"
        case .newline: "the end of the line"
        case .comment: "a comment"
        case .lineContinuation: "`\\`"
        case .unexpectedCharacter: "a character"
        case .end: "the end of the input"
        }
    }
}
