import BelaySource

/// The codes of what lexing and parsing report.
public enum SyntaxCode: String, CaseIterable, Sendable {
    // Characters
    case notUnicode = "B0101"
    case controlCharacter = "B0102"
    case invisibleCharacter = "B0103"
    case unexpectedCharacter = "B0104"
    case fileTooLarge = "B0105"
    // Texts and words
    case textNotClosed = "B0106"
    case escape = "B0107"
    case interpolation = "B0108"
    case index = "B0109"
    case notAName = "B0110"
    case nameInWord = "B0111"
    case spaceMissing = "B0112"
    // Commands
    case commandMissing = "B0113"
    case shellNotClosed = "B0114"
    case braceInCommand = "B0115"
    case hereDocument = "B0116"
    case continuationAtEnd = "B0117"
    case shellGrammar = "B0141"
    case escapedSubstitution = "B0142"
    case swallowedClause = "B0143"
    // Statements
    case unexpected = "B0118"
    case notAStatement = "B0119"
    case cannotBegin = "B0120"
    case statementAfterBlock = "B0121"
    case notClosed = "B0122"
    case notOpened = "B0123"
    case nesting = "B0124"
    // Parts of statements
    case optionPlace = "B0125"
    case mixedList = "B0126"
    case signature = "B0127"
    case givenTwice = "B0128"
    case makesNothing = "B0129"
    // Tests
    case replyWithoutCommand = "B0190"
}

extension Diagnostic {
    init(
        _ code: SyntaxCode, _ message: String, at span: Span, label: String? = nil, further: [Place] = [],
        help: [String] = [], isCurable: Bool = false
    ) {
        self.init(
            .error, code: code.rawValue, message, at: span, label: label, further: further, help: help,
            isCurable: isCurable)
    }
}
