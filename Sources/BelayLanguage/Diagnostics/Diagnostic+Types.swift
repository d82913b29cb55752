import BelayData
import BelaySource
import BelaySyntax

extension Diagnostic {
    static func unknownType(_ name: NameSyntax, known: [String]) -> Diagnostic {
        let near = NameSuggestion.nearest(to: name.text, among: known)
        return Diagnostic(
            .unknownType, "no type is named `\(name.text)`", at: name.span, label: near.map { "did you mean `\($0)`?" },
            help: ["the types here are \(known.listed(with: "and"))"])
    }

    static func repeatedType(_ name: NameSyntax, first: Span?) -> Diagnostic {
        Diagnostic(
            .repeatedType, "the type `\(name.text)` is defined already", at: name.span,
            label: first == nil ? "it is one of the language's own" : "the second time",
            further: first.map { [Place(span: $0, label: "the first time")] } ?? [], help: ["choose another name"])
    }

    static func typeOfTwoLibraries(
        _ name: String, at span: Span, _ known: FileScope.NamedType, _ other: FileScope.NamedType
    ) -> Diagnostic {
        Diagnostic(
            .repeatedType, "the type `\(name)` of this library is another elsewhere", at: span,
            label: "\(other.type.described) here",
            further: [
                Place(span: known.span, label: known.type.described), Place(span: other.span, label: "and here"),
            ],
            help: ["change one of the names"])
    }

    static func typeOfItself(_ name: NameSyntax) -> Diagnostic {
        Diagnostic(
            .typeOfItself, "the type `\(name.text)` is made of itself", at: name.span, label: "a circle of names",
            help: ["say what it is in the end, such as `type \(name.text) = a | b`"])
    }

    static func wrongType(_ type: ValueType, at span: Span, wanted: ValueType, because: Place?) -> Diagnostic {
        Diagnostic(
            .wrongType, "\(wanted.described) is wanted here, and this is \(type.described)", at: span,
            label: wanted == .text ? nil : type.isTextual ? "nobody knows before the run that it is one" : nil,
            further: because.map { [$0] } ?? [], help: conversionHelp(from: type, to: wanted))
    }

    private static func conversionHelp(from type: ValueType, to wanted: ValueType) -> [String] {
        switch (type, wanted) {
        case (.number, .text), (.duration, .text), (.flag, .text): ["a name in quotes is a text: \"$name\""]
        case (.list, _) where !wanted.isList: ["take one element of it, such as $name[0], or use `for`"]
        case (_, .list) where !type.isList: ["a list of one is written [ ]"]
        case (_, _) where type.isTextual: ["read it as one where it comes from: let name: \(wanted.name) = ..."]
        case (_, _): []
        }
    }

    static func wrongWord(_ word: String, at span: Span, wanted: ValueType, because: Place?) -> Diagnostic {
        let shown = word.isEmpty ? "an empty text" : "`\(word)`"
        return Diagnostic(
            .wrongType, "\(wanted.described) is wanted here, and \(shown) is none", at: span,
            label: wordLabel(word, wanted), further: because.map { [$0] } ?? [], help: [exampleHelp(wanted)])
    }

    private static func wordLabel(_ word: String, _ wanted: ValueType) -> String? {
        switch (wanted, Literal(word)) {
        case (.duration, .number): "it lacks a unit"
        case (.number, .duration): "this is a time"
        case (_, _): nil
        }
    }

    private static func exampleHelp(_ wanted: ValueType) -> String {
        switch wanted {
        case .number: "a number is written `2`, `0.5` or `64MiB`"
        case .duration: "a duration is written `500ms`, `5s`, `10m` or `1h30m`"
        case .flag: "a flag is `yes` or `no`"
        case .list: "a list is written `[a, b]`"
        case .record: "a record is written `[name=a, size=2]`"
        case .host: "a host is written `admin@10.0.0.4`, or as the name that ssh knows"
        case .path: "a path is written `/etc/hosts` or `./backups`"
        case .text, .secret, .choice, .any: "a text is written in quotes"
        }
    }

    static func quotedConstant(_ text: String, at span: Span, wanted: ValueType, because: Place?) -> Diagnostic {
        Diagnostic(
            .wrongType, "\(wanted.described) is wanted here, and this is a text", at: span,
            label: "in quotes it is a text, whatever it says", further: because.map { [$0] } ?? [],
            help: [exampleHelp(wanted)])
    }

    static func notAmongChoices(_ word: String, at span: Span, _ words: [String], because: Place?) -> Diagnostic {
        let near = NameSuggestion.nearest(to: word, among: words)
        return Diagnostic(
            .notAmongChoices, "`\(word)` is not among the words that may stand here", at: span,
            label: near.map { "did you mean `\($0)`?" }, further: because.map { [$0] } ?? [],
            help: ["write \(words.listed(with: "or"))"])
    }

    // MARK: - What is inside a value

    static func unknownField(_ name: String, at span: Span, of owner: String, known: [String]) -> Diagnostic {
        let near = NameSuggestion.nearest(to: name, among: known)
        return Diagnostic(
            .unknownField, name.isEmpty ? "\(owner) has only named fields" : "\(owner) has no field `\(name)`",
            at: span, label: near.map { "did you mean `\($0)`?" },
            help: ["its fields are \(known.listed(with: "and"))"])
    }

    static func noFields(of type: ValueType, at span: Span) -> Diagnostic {
        Diagnostic(
            .unknownField, "\(type.described) has no fields", at: span, label: "only records and hosts have them",
            help: type.isTextual ? ["to read JSON: let name: record = ? ..."] : [])
    }

    static func noElements(of type: ValueType, at span: Span) -> Diagnostic {
        Diagnostic(
            .unknownField, "\(type.described) has no elements", at: span, label: "only lists have them",
            help: type.isTextual ? ["to read lines: let name: list of text = ? ..."] : [])
    }

    static func repeatedField(_ name: NameSyntax, first: Span) -> Diagnostic {
        Diagnostic(
            .repeatedField, "`\(name.text)` is given twice", at: name.span, label: "the second time",
            further: [Place(span: first, label: "the first time")], help: ["leave one of them out"])
    }

    static func manyInOneWord(_ type: ValueType, at span: Span, _ place: String) -> Diagnostic {
        let isList = type.isList
        return Diagnostic(
            .manyInOneWord, "\(type.described) does not fit into \(place)", at: span,
            label: isList ? "it may have any number of elements" : "a record has no text of its own",
            help: [
                isList
                    ? "let it stand alone in a command, take one element as ${name[0]}, or use `for`"
                    : "take one of its fields: ${name.field}"
            ])
    }

    static func countOfOne(_ type: ValueType, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "`count of` wants a list, and this is \(type.described)", at: span,
            help: type.isTextual ? ["to count lines read them as a list: let lines: list of text = ? ..."] : [])
    }

    static func loopOverOne(_ type: ValueType, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "`for` goes over a list, and this is \(type.described)", at: span,
            help: ["a list of one is written [ ]"])
    }

    static func badCount(_ number: Number, of clause: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .badBound, "`\(clause)` takes a whole number, 1 or more", at: span,
            label: number.precedes(1) != false ? "less than 1" : "not whole", help: ["write 1 or more"])
    }

    static func badDuration(of clause: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .badBound, "`\(clause)` takes a time, and this is none", at: span, label: "over before it begins",
            help: ["write 1ms or more"])
    }

    static func wrongTime(_ word: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "expected a time, found \(word.isEmpty ? "an empty text" : "`\(word)`")", at: span,
            label: Timestamp("\(word)Z") == nil ? nil : "its zone is missing",
            help: [
                "the next one by the clock of this machine: 02:00",
                "a date with its zone: 2026-03-01T02:00:00+01:00",
            ])
    }

    /// - Parameter within: where the time of the wait is said; nil when it is the usual one.
    static func stableBeyondWithin(at span: Span, within: Span?) -> Diagnostic {
        Diagnostic(
            .badBound, "this is to stay true for longer than the wait may take, so it never ends well", at: span,
            label: within == nil
                ? "longer than 5m, which a wait takes at most when nothing is said" : "longer than `within`",
            further: within.map { [Place(span: $0, label: "the wait ends then")] } ?? [],
            help: ["give `within` more time than `stable`"])
    }

    static func notPlain(at span: Span, _ what: String) -> Diagnostic {
        Diagnostic(
            .notPlain, "\(what) is known without asking anything", at: span, label: "this is known only in a run",
            help: ["write the value itself, or leave the default out"])
    }

    static func notPlainText(at span: Span) -> Diagnostic {
        Diagnostic(
            .notPlain, "documentation is read without a run", at: span, label: "no names are replaced in it",
            help: ["write it in '...', or each `$` as `\\$`"])
    }

    static func secretInTheOpen(at span: Span, _ place: String) -> Diagnostic {
        Diagnostic(
            .secretInTheOpen, "a secret cannot be used in \(place)", at: span,
            label: "it could be read by others there",
            help: ["give it to a command by `with env NAME=$name { }` or `with input $name { }`"])
    }
}

extension ValueType {
    var isList: Bool {
        if case .list = self { true } else { false }
    }
}
