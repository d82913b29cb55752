import BelaySource
import BelaySyntax

extension Diagnostic {
    static func ambiguousPhrases(_ phrase: Phrase, _ rival: Phrase) -> Diagnostic {
        let isSame = phrase.signature.items.map(\.word) == rival.signature.items.map(\.word)
        return Diagnostic(
            .ambiguousPhrases,
            isSame ? "this phrase is already defined" : "some calls could mean this phrase or another",
            at: phrase.span,
            label: isSame ? "the same words in the same places" : "neither has all the words of the other",
            further: [Place(span: rival.span, label: "the other one")],
            help: [isSame ? "change a word of one of the two" : "add a word to one of the two"])
    }

    static func ambiguousLibraries(at span: Span, _ phrase: Phrase, _ rival: Phrase) -> Diagnostic {
        Diagnostic(
            .ambiguousPhrases, "some calls could mean phrases of two libraries", at: span,
            label: "conflicts with a library named before it",
            further: [Place(span: phrase.span, label: "one of them"), Place(span: rival.span, label: "the other")],
            help: ["remove one of the libraries, or change a word of one of the phrases"])
    }

    static func unknownOption(_ name: NameSyntax, of phrase: Phrase) -> Diagnostic {
        let known = phrase.signature.options.map(\.name)
        let near = NameSuggestion.nearest(to: name.text, among: known)
        return Diagnostic(
            .unknownOption, "`\(phrase.signature.text)` has no option `\(name.text)`", at: name.span,
            label: near.map { "did you mean `\($0)`?" },
            further: [Place(span: phrase.span, label: "defined here")],
            help: known.isEmpty
                ? ["it has no options: remove `\(name.text)=`"] : ["its options are \(known.listed(with: "and"))"])
    }

    static func repeatedOption(_ name: NameSyntax, first: Span) -> Diagnostic {
        Diagnostic(
            .repeatedOption, "the option `\(name.text)` is given twice", at: name.span, label: "the second time",
            further: [Place(span: first, label: "the first time")], help: ["remove one of them"])
    }

    static func absentValue(_ placeholder: String, of phrase: Phrase, at span: Span) -> Diagnostic {
        Diagnostic(
            .absentValue, "`none` is not allowed for (\(placeholder))", at: span, label: "expected a value",
            further: [Place(span: phrase.span, label: "defined here")],
            help: ["only an option may be `none`; for the word itself, write \"none\""])
    }

    static func wrongKind(_ phrase: Phrase, expected: DefinitionSyntax.Kind, at span: Span) -> Diagnostic {
        let help =
            expected == .target
            ? "`in` takes a target; call `\(phrase.signature.text)` as its own statement"
            : "enter a target with `in \(phrase.signature.text) { }`"
        return Diagnostic(
            .wrongKindOfPhrase, "`\(phrase.signature.text)` is \(phrase.kind.described), not \(expected.described)",
            at: span, further: [Place(span: phrase.span, label: "defined here")], help: [help])
    }

    static func recursion(_ chain: [(phrase: Phrase, call: Span)]) -> Diagnostic {
        let texts = chain.map { "`\($0.phrase.signature.text)`" }
        let message =
            chain.count == 1
            ? "\(texts[0]) calls itself"
            : "\(texts[0]) calls itself, through \(texts.dropFirst().map { $0 }.listed(with: "and"))"
        return Diagnostic(
            .recursion, message, at: chain[0].call, label: chain.count == 1 ? "here" : "the first call of the cycle",
            further: chain.dropFirst().map {
                Place(span: $0.call, label: "then here, in `\($0.phrase.signature.text)`")
            },
            help: ["a plan must end: use `for`, `retry` or `await` instead"])
    }
}

extension DefinitionSyntax.Kind {
    var described: String {
        switch self {
        case .action: "an action"
        case .probe: "a probe"
        case .target: "a target"
        }
    }
}

// MARK: - Unknown phrases

extension Diagnostic {
    static func unknownPhrase(at span: Span, label: String, _ nearest: Phrase, place: String) -> Diagnostic {
        Diagnostic(
            .unknownPhrase, "no action or probe matches this", at: span, label: label,
            help: ["\(nearest.signature.text)   \(place)"])
    }

    static func operatorAsWord(at span: Span, _ called: String, _ rest: String) -> Diagnostic {
        Diagnostic(
            .unknownPhrase, "no action or probe matches this", at: span,
            label: "behind a phrase, an operator is a word of the phrase",
            help: ["put the phrase in parentheses: (\(called)) \(rest)"])
    }

    /// - Parameters:
    ///   - word: the row, where it is a single word.
    ///   - command: the row as a command, where it may have been meant as one.
    static func unknownPhrase(
        at span: Span, word: String?, command: String?, expecting kinds: [DefinitionSyntax.Kind]
    ) -> Diagnostic {
        var help = ["`belay phrases` lists the phrases of a runbook and its libraries"]
        if let command {
            help.insert(
                "for a command, write its sign first: `$ \(command)` if it changes something, `?` if it only reads",
                at: 0)
        }
        if let form = command.flatMap({ ForeignWord.form(of: String($0.prefix { $0 != " " })) }) {
            help.insert(form, at: 0)
        }
        if let word { help.insert("for the word itself, write \"\(word)\"; for a name, $\(word)", at: 0) }
        return Diagnostic(
            .unknownPhrase, kinds == [.target] ? "no target matches this" : "no action or probe matches this", at: span,
            label: "nothing similar is in scope", help: help)
    }

    static func incompletePhrase(
        at span: Span, lacking: String, side: String, _ phrase: Phrase, place: String
    ) -> Diagnostic {
        Diagnostic(
            .incompletePhrase, "this phrase is incomplete", at: span, label: "`\(lacking)` is missing \(side) this",
            help: ["\(phrase.signature.text)   \(place)"])
    }

    static func phraseOfUnusedLibrary(_ phrase: Phrase, library: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .unknownPhrase, "this phrase is not in scope", at: span, label: "the library `\(library)` has it",
            further: [Place(span: phrase.span, label: "defined here")], help: ["use \(library)"])
    }
}
