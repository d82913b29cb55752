import BelaySource

/// What is wrong with statements and their parts.
extension Diagnostic {
    static func unexpected(
        found: String, wanted: [String], at span: Span, label: String, help: String?, isCurable: Bool
    ) -> Self {
        Self(
            .unexpected, "\(found) where \(alternatives(wanted)) is wanted", at: span,
            label: label, help: help.map { [$0] } ?? [], isCurable: isCurable)
    }

    /// `A`, `A or B`, `A, B or C`
    private static func alternatives(_ names: [String]) -> String {
        guard let last = names.last else { return "something else" }
        guard names.count > 1 else { return last }
        return names.dropLast().joined(separator: ", ") + " or " + last
    }

    static func notAStatement(_ text: String, at span: Span) -> Self {
        Self(
            .notAStatement, "no statement begins with `\(text)`", at: span,
            label: "a statement begins with a word or with the sign of a command",
            help: ["a command has its sign before it: `?` reads, `$` changes, `!` destroys"])
    }

    static func cannotBegin(_ word: String, at span: Span, isCurable: Bool) -> Self {
        let help =
            word == "else"
            ? ["`else` stands on the line of the `}` before it: } else {"]
            : ["a phrase begins with another word", "the text itself stands in quotes: \"\(word)\""]
        return Self(
            .cannotBegin, "`\(word)` cannot begin a phrase", at: span, label: "a word of the language itself",
            help: help, isCurable: isCurable)
    }

    static func statementAfterBlock(_ word: String, at span: Span, isCurable: Bool) -> Self {
        Self(
            .statementAfterBlock, "a statement follows `}` on the same line", at: span,
            label: "this begins another statement", help: ["write `\(word)` on a line of its own"], isCurable: isCurable
        )
    }

    static func notClosed(_ bracket: String, opened: Span, at span: Span, isCurable: Bool) -> Self {
        let closing = bracket == "{" ? "}" : bracket == "(" ? ")" : "]"
        return Self(
            .notClosed, "the text ends before the `\(bracket)` is closed", at: span, label: "a `\(closing)` is missing",
            further: [Place(span: opened, label: "opened here")], isCurable: isCurable)
    }

    static func notOpened(_ bracket: String, at span: Span) -> Self {
        Self(
            .notOpened, "nothing is open that this `\(bracket)` could close", at: span,
            label: "take it away, or open it before")
    }

    static func nesting(at span: Span) -> Self {
        Self(
            .nesting, "this is nested deeper than \(SyntaxLimits.nesting) levels", at: span,
            label: "the file was not read beyond this place",
            help: ["give parts of it names with `let`, or make phrases"])
    }

    static func blankMissing(at span: Span, isCurable: Bool) -> Self {
        Self(
            .blankMissing, "a blank is missing before this", at: span, label: "it touches the word before it",
            help: [
                "in a longer word, `${list[0]}` reaches inside a value",
                "a text with other characters stands in quotes as a whole",
            ], isCurable: isCurable)
    }

    static func notAName(_ text: String, at span: Span) -> Self {
        var help = "a name is a letter, then letters, digits and `_`"
        if let colon = text.firstIndex(of: ":"), colon != text.startIndex {
            help = "after `:` stands a blank: \(text[..<colon]): \(text[text.index(after: colon)...])"
        }
        return Self(.notAName, "`\(text)` is no name", at: span, label: "a name stands here", help: [help])
    }

    static func binderWithSign(_ text: String, at span: Span) -> Self {
        Self(
            .notAName, "a name is written without `$` where it is given", at: span, label: "the `$` is for its uses",
            help: ["write `\(text.dropFirst())`"])
    }

    static func notAPlainWord(_ text: String, at span: Span) -> Self {
        Self(
            .signature, "`\(text)` cannot be a word of a signature", at: span,
            label: "letters, digits, `_` and `-`, a letter first", help: ["a value stands in a hole: (name: type)"])
    }

    static func nameInWord(_ text: String, at span: Span) -> Self {
        Self(
            .nameInWord, "`\(text)` is not known before the runbook runs", at: span,
            label: "a word without names stands here", help: ["write the word itself"])
    }

    static func elementAfterOption(_ name: String, at span: Span, option: Span, isCurable: Bool) -> Self {
        Self(
            .optionPlace, "a value follows the option `\(name)`", at: span, label: "options come last",
            further: [Place(span: option, label: "the options begin here")],
            help: ["put this before `\(name)=`, or name it"], isCurable: isCurable)
    }

    static func blankAfterEquals(_ name: String, at span: Span) -> Self {
        Self(
            .optionPlace, "the value of the option `\(name)` stands apart from it", at: span,
            label: "no blanks around this", help: ["write `\(name)=value`"])
    }

    static func mixedList(at span: Span, bare: Span) -> Self {
        Self(
            .mixedList, "some items of this list have names and some do not", at: span,
            label: "a list has none, a record has all", further: [Place(span: bare, label: "this one has no name")],
            help: ["[a, b] is a list, [name=a, zone=b] a record"])
    }

    static func signatureBegins(with word: String, at span: Span, isCurable: Bool) -> Self {
        Self(
            .signature, "a signature cannot begin with `\(word)`", at: span,
            label: "where it is used, this would begin something else", help: ["begin with another word"],
            isCurable: isCurable)
    }

    static func reservedInSignature(_ word: String, at span: Span, isCurable: Bool) -> Self {
        Self(
            .signature, "`\(word)` cannot stand in a signature", at: span, label: "it ends a phrase where it is used",
            help: ["write another word; these end a phrase: and or then else within every stable until"],
            isCurable: isCurable)
    }

    static func saidTwice(_ word: String, at span: Span, first: Span) -> Self {
        Self(
            .saidTwice, "`\(word)` is said twice", at: span, label: "the second one",
            further: [Place(span: first, label: "said here before")], help: ["keep one of them"])
    }
}
