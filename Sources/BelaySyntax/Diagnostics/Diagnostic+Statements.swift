import BelaySource

/// Errors in statements and their parts.
extension Diagnostic {
    static func unexpected(
        found: String, expected: [String], at span: Span, label: String, help: String?, isCurable: Bool
    ) -> Self {
        Self(
            .unexpected, "expected \(alternatives(expected)), found \(found)", at: span,
            label: label, help: help.map { [$0] } ?? [], isCurable: isCurable)
    }

    /// `A`, `A or B`, `A, B or C`
    private static func alternatives(_ names: [String]) -> String {
        guard let last = names.last else { return "something else" }
        guard names.count > 1 else { return last }
        return names.dropLast().joined(separator: ", ") + " or " + last
    }

    static func notAStatement(_ text: String, at span: Span) -> Self {
        let isComment = text.hasPrefix("//") || text.hasPrefix("/*")
        return Self(
            .notAStatement, "a statement cannot begin with `\(text)`", at: span,
            label: "expected a word or the sign of a command",
            help: [
                isComment
                    ? "a comment begins with `#`"
                    : "a command begins with its sign: `?` reads, `$` changes, `!` destroys"
            ])
    }

    static func cannotBegin(_ word: String, at span: Span, isCurable: Bool) -> Self {
        let help =
            switch word {
            case "else": ["write `else` on the line of the closing `}`: } else {"]
            case "on", "in", "locally":
                ["the block goes around the statement: on HOST { done when C }, locally { expect C }"]
            default: ["begin the phrase with another word", "for the word itself, write \"\(word)\""]
            }
        return Self(
            .cannotBegin, "`\(word)` cannot begin a phrase", at: span, label: "a reserved word",
            help: help, isCurable: isCurable)
    }

    static func statementAfterBlock(_ word: String, at span: Span, isCurable: Bool) -> Self {
        Self(
            .statementAfterBlock, "a statement follows `}` on the same line", at: span,
            label: "this begins another statement",
            help: [ForeignWord.form(of: word) ?? "put `\(word)` on its own line"], isCurable: isCurable
        )
    }

    static func notClosed(_ bracket: String, opened: Span, at span: Span, isCurable: Bool) -> Self {
        let closing = bracket == "{" ? "}" : bracket == "(" ? ")" : "]"
        return Self(
            .notClosed, "this `\(bracket)` is never closed", at: span, label: "missing `\(closing)`",
            further: [Place(span: opened, label: "opened here")], isCurable: isCurable)
    }

    static func notOpened(_ bracket: String, at span: Span) -> Self {
        let opening = bracket == "}" ? "{" : bracket == ")" ? "(" : "["
        return Self(
            .notOpened, "this `\(bracket)` closes nothing", at: span,
            label: "no `\(opening)` is open here")
    }

    static func nesting(at span: Span) -> Self {
        Self(
            .nesting, "this is nested more than \(SyntaxLimits.nesting) levels deep", at: span,
            label: "nothing after this point was read",
            help: ["name parts of it with `let`, or move parts into phrases"])
    }

    static func spaceMissing(at span: Span, isParenthesis: Bool, isCurable: Bool) -> Self {
        Self(
            .spaceMissing, "missing space before this", at: span, label: "this touches the word before it",
            help: isParenthesis
                ? ["a phrase takes its values without parentheses: greet bob"]
                : [
                    "to reach inside a value within a word, write `${list[0]}`",
                    "for a string with other characters, put all of it in quotes",
                ], isCurable: isCurable)
    }

    static func notAName(_ text: String, at span: Span) -> Self {
        var help = "a name is a letter followed by letters, digits and `_`"
        if text.hasPrefix("--") { help = "an option has no dashes: \(text.drop { $0 == "-" })=value" }
        if let colon = text.firstIndex(of: ":"), colon != text.startIndex {
            help = "put a space after `:`: \(text[..<colon]): \(text[text.index(after: colon)...])"
        }
        return Self(.notAName, "`\(text)` is not a valid name", at: span, label: "expected a name", help: [help])
    }

    static func binderWithSign(_ text: String, at span: Span) -> Self {
        Self(
            .notAName, "no `$` where a name is introduced", at: span, label: "the `$` is for using it",
            help: ["write `\(text.dropFirst())`"])
    }

    static func notAPlainWord(_ text: String, at span: Span) -> Self {
        Self(
            .signature, "`\(text)` cannot be a word of a signature", at: span,
            label: "expected a letter, then letters, digits, `_` and `-`",
            help: ["for a value, use a placeholder: (name: type)"])
    }

    static func nameInWord(_ text: String, at span: Span) -> Self {
        Self(
            .nameInWord, "`\(text)` is not known before the runbook runs", at: span,
            label: "expected a word without variables", help: ["write the word itself"])
    }

    /// - Parameter operated: the phrase, where what follows it is an operator.
    static func elementAfterOption(
        _ name: String, at span: Span, option: Span, operated: String?, isCurable: Bool
    ) -> Self {
        Self(
            .optionPlace, "a value cannot follow the option `\(name)`", at: span, label: "options come last",
            further: [Place(span: option, label: "the options begin here")],
            help: [
                operated.map { "put the phrase in parentheses: (\($0)) ..." }
                    ?? "move this before `\(name)=`, or give it a name"
            ],
            isCurable: isCurable)
    }

    static func spaceAfterEquals(_ name: String, at span: Span) -> Self {
        Self(
            .optionPlace, "there is a space between the option `\(name)` and its value", at: span,
            label: "no spaces around this", help: ["write `\(name)=value`"])
    }

    static func mixedList(at span: Span, bare: Span) -> Self {
        Self(
            .mixedList, "some items of this list have names and some do not", at: span,
            label: "a list has no names, a record has all of them",
            further: [Place(span: bare, label: "this one has no name")],
            help: ["[a, b] is a list, [name=a, zone=b] a record"])
    }

    static func makesNothing(at span: Span) -> Self {
        Self(
            .makesNothing, "expected `where` or `give` in this list", at: span,
            label: "the elements would be those of the list itself",
            help: ["some of them: [for x in $list where C]", "made of them: [for x in $list give E]"])
    }

    /// - Parameters:
    ///   - statement: the words that a call would be read as.
    ///   - other: a word with nearly the same meaning.
    static func signatureBegins(
        with word: String, in kind: String, asIn statement: String?, insteadOf other: String?, at span: Span,
        isCurable: Bool
    ) -> Self {
        let help =
            if let other {
                "begin with another word, such as `\(other)`"
            } else {
                "put a word before it: \(kind) \(kind == "action" ? "do" : "the") \(word) ..."
            }
        return Self(
            .signature, "a signature cannot begin with `\(word)`", at: span,
            label: "in a call, it would begin \(statement.map { "the statement `\($0)`" } ?? "an expression")",
            help: [help], isCurable: isCurable)
    }

    /// A placeholder or an option comes first.
    static func signatureWithoutWord(_ keyword: String, at span: Span, isCurable: Bool) -> Self {
        Self(
            .signature, "a phrase begins with a word", at: span, label: "nothing could begin a call",
            help: ["put a word before it: \(keyword) node (node: host) ..."], isCurable: isCurable)
    }

    static func reservedInSignature(_ word: String, at span: Span, isCurable: Bool) -> Self {
        Self(
            .signature, "a signature cannot contain `\(word)`", at: span, label: "in a call, it would end the phrase",
            help: [
                "choose another word; these end a phrase: and or then else within every stable until where give together"
            ],
            isCurable: isCurable)
    }

    /// A call gives its options by name, behind everything else.
    static func optionBeforeEnd(
        _ item: String, at span: Span, _ option: String, at place: Span, isCurable: Bool
    ) -> Self {
        Self(
            .signature, "an option cannot stand before `\(item)`", at: span,
            label: "a call gives its options behind this", further: [Place(span: place, label: "the option")],
            help: ["move [\(option): ...] to the end of the signature"], isCurable: isCurable)
    }

    static func reservedOption(_ name: String, at span: Span, isCurable: Bool) -> Self {
        Self(
            .signature, "an option cannot be named `\(name)`", at: span,
            label: "in a call, the word would end the phrase",
            help: [
                "choose another name; these end a phrase: and or then else within every stable until where give together"
            ],
            isCurable: isCurable)
    }

    static func givenTwice(_ word: String, at span: Span, first: Span) -> Self {
        Self(
            .givenTwice, "`\(word)` is given twice", at: span, label: "the second one",
            further: [Place(span: first, label: "the first one")], help: ["keep one of them"])
    }
}
