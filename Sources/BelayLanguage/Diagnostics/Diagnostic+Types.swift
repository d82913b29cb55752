import BelayData
import BelaySource
import BelaySyntax

extension Diagnostic {
    static func unknownType(_ name: NameSyntax, known: [String]) -> Diagnostic {
        let near = otherNames[name.text.lowercased()] ?? NameSuggestion.nearest(to: name.text, among: known)
        return Diagnostic(
            .unknownType, "there is no type `\(name.text)`", at: name.span, label: near.map { "did you mean `\($0)`?" },
            help: [
                "the types are \(known.listed(with: "and")), lists such as `list of text`, and choices such as `a | b`"
            ])
    }

    /// The names of the types in other languages.
    private static let otherNames = [
        "string": "text", "str": "text", "int": "number", "integer": "number", "float": "number", "double": "number",
        "bool": "flag", "boolean": "flag", "object": "record", "map": "record", "dict": "record",
        "list": "list of text",
        "date": "time", "datetime": "time", "timestamp": "time", "instant": "time",
        "array": "list of text", "file": "path", "timespan": "duration",
    ]

    static func repeatedType(_ name: NameSyntax, first: Span?) -> Diagnostic {
        Diagnostic(
            .repeatedType, "the type `\(name.text)` is already defined", at: name.span,
            label: first == nil ? "it is built in" : "the second definition",
            further: first.map { [Place(span: $0, label: "the first one")] } ?? [], help: ["choose another name"])
    }

    static func typeOfTwoLibraries(
        _ name: String, at span: Span, _ known: FileScope.NamedType, _ other: FileScope.NamedType
    ) -> Diagnostic {
        Diagnostic(
            .repeatedType, "the type `\(name)` is defined differently in two libraries", at: span,
            label: "\(other.type.described) here",
            further: [
                Place(span: known.span, label: known.type.described),
                Place(span: other.span, label: "defined again here"),
            ],
            help: ["rename one of them"])
    }

    static func typeOfItself(_ name: NameSyntax) -> Diagnostic {
        Diagnostic(
            .typeOfItself, "the type `\(name.text)` is defined by itself", at: name.span,
            label: "this leads back to the same name",
            help: ["define it by other types or words: type \(name.text) = a | b"])
    }

    /// - Parameter value: what the text in `${ }` was probably meant to be, such as `$a.n`.
    static func wrongType(
        _ type: ValueType, at span: Span, expected: ValueType, because: Place?, insteadOfBraces value: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            .wrongType, "expected \(expected.asExpected), found \(type.described)", at: span,
            label: expected == .text ? nil : type.isTextual ? "it may not be one at run time" : nil,
            further: because.map { [$0] } ?? [],
            help: value.map { [bracesHelp($0)] } ?? conversionHelp(from: type, to: expected))
    }

    static func bracesHelp(_ value: String) -> String {
        "`${ }` makes a string; for the value itself, write \(value)"
    }

    private static func conversionHelp(from type: ValueType, to expected: ValueType) -> [String] {
        switch (type, expected) {
        case (.number, .text), (.duration, .text), (.time, .text), (.flag, .text):
            ["to make it a string, put it in quotes: \"$name\""]
        case (.list, _) where !expected.isList: ["take one element, such as $name[0], or use `for`"]
        case (_, .list) where !type.isList: ["for a list of one element, write [$name]"]
        case (_, _) where type.isTextual: ["give it a type where it is read: let name: \(expected.name) = ..."]
        case (_, _): []
        }
    }

    static func wrongWord(_ word: String, at span: Span, expected: ValueType, because: Place?) -> Diagnostic {
        let shown = word.isEmpty ? "an empty string" : "`\(word)`"
        return Diagnostic(
            .wrongType, "expected \(expected.asExpected), found \(shown)", at: span,
            label: wordLabel(word, expected), further: because.map { [$0] } ?? [], help: [exampleHelp(expected)])
    }

    private static func wordLabel(_ word: String, _ expected: ValueType) -> String? {
        switch (expected, Literal(word)) {
        case (.duration, .number): "the unit is missing"
        case (.time, .text) where Moment("\(word)Z") != nil: "its zone is missing"
        case (.number, .duration): "this is a duration"
        case (_, _): nil
        }
    }

    private static func exampleHelp(_ expected: ValueType) -> String {
        switch expected {
        case .number: "write a number as `2`, `0.5` or `64MiB`"
        case .duration: "write a duration as `500ms`, `5s`, `10m`, `1h30m` or `30d`"
        case .time: "write a time with its zone: 2026-03-01T02:00:00Z or 2026-03-01T02:00:00+01:00"
        case .flag: "write `yes` or `no`"
        case .list: "write a list as `[a, b]`"
        case .record: "write a record as `[name=a, size=2]`"
        case .host: "write a host as `admin@10.0.0.4`, or by a name that ssh knows"
        case .path: "write a path as `/etc/hosts` or `./backups`"
        case .text, .secret, .choice, .any: "put a string in quotes"
        }
    }

    static func quotedConstant(_ text: String, at span: Span, expected: ValueType, because: Place?) -> Diagnostic {
        Diagnostic(
            .wrongType, "expected \(expected.asExpected), found a string", at: span,
            label: "the quotes make it a string", further: because.map { [$0] } ?? [],
            help: [exampleHelp(expected)])
    }

    static func notAmongChoices(_ word: String, at span: Span, _ words: [String], because: Place?) -> Diagnostic {
        let near = NameSuggestion.nearest(to: word, among: words)
        return Diagnostic(
            .notAmongChoices, "`\(word)` is not one of the allowed words", at: span,
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
            further: [Place(span: first, label: "the first time")], help: ["remove one of them"])
    }

    static func manyInOneWord(_ type: ValueType, at span: Span, _ place: String) -> Diagnostic {
        let isList = type.isList
        return Diagnostic(
            .manyInOneWord, "\(type.described) cannot be part of \(place)", at: span,
            label: isList ? "it may have any number of elements" : "a record has no single value",
            help: [
                isList
                    ? "use it as a whole word in a command, take one element as ${name[0]}, or use `for`"
                    : "take one of its fields: ${name.field}",
                type.element?.isOneText == true
                    ? "all in one: let joined = $name joined by \", \"" : "all of it as JSON: $name written as json",
            ])
    }

    static func loopOverOne(_ type: ValueType, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "expected a list, found \(type.described)", at: span, label: "`for` takes a list",
            help: ["for a list of one element, write [$name]"])
    }

    static func badCount(_ number: Number, of clause: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .badBound, "`\(clause)` takes a whole number, 1 or more", at: span,
            label: number.precedes(1) != false ? "less than 1" : "not whole", help: ["write 1 or more"])
    }

    static func badDuration(of clause: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .badBound, "`\(clause)` takes a duration above zero", at: span, label: "over before it begins",
            help: ["write 1ms or more"])
    }

    static func wrongTime(_ word: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .wrongType, "expected a time, found \(word.isEmpty ? "an empty string" : "`\(word)`")", at: span,
            label: Timestamp("\(word)Z") == nil ? nil : "its zone is missing",
            help: [
                "the next one by the clock of this machine: 02:00",
                "a date with its zone: 2026-03-01T02:00:00+01:00",
            ])
    }

    /// - Parameter within: the place of the wait's deadline; nil for the default one.
    static func stableBeyondWithin(at span: Span, within: Span?) -> Diagnostic {
        Diagnostic(
            .badBound, "`stable` is longer than the wait itself, which can then never succeed", at: span,
            label: within == nil
                ? "longer than the default deadline, 5m" : "longer than `within`",
            further: within.map { [Place(span: $0, label: "the wait ends after this")] } ?? [],
            help: ["give `within` more time than `stable`"])
    }

    static func notPlain(at span: Span, _ what: String) -> Diagnostic {
        Diagnostic(
            .notPlain, "\(what) must be constant", at: span, label: "this is only known during a run",
            help: ["write the value itself, or remove the default"])
    }

    static func notPlainText(at span: Span) -> Diagnostic {
        Diagnostic(
            .notPlain, "documentation is static text", at: span, label: "names are not replaced in it",
            help: ["use '...', or write each `$` as `\\$`"])
    }

    static func secretInTheOpen(_ value: ValueExpression, _ place: String) -> Diagnostic {
        let made = value.secretsInside
        let isRecord = place == "a record"
        return Diagnostic(
            .secretInTheOpen, "a secret cannot be used in \(place)", at: value.span,
            label: made.isEmpty ? "others could read it there" : "a string with a secret in it is one",
            further: made.map { Place(span: $0.span, label: "this is the secret") },
            help: [
                isRecord
                    ? "write the record as a text at once: [name=$name] written as json"
                    : "pass it to a command with `with env NAME=$name { }` or `with input $name { }`"
            ])
    }
}

extension ValueType {
    /// After "expected": with the values of a flag, whose name says less than those of other types.
    fileprivate var asExpected: String { self == .flag ? "a flag (yes or no)" : described }

    var isList: Bool {
        if case .list = self { true } else { false }
    }
}

extension ValueExpression {
    /// The secrets that it is made with; none of a secret itself.
    fileprivate var secretsInside: [ValueExpression] {
        if case .variable = kind { return [] }
        return parts.flatMap { part in
            let inside = part.secretsInside
            return inside.isEmpty && part.type.isSecret ? [part] : inside
        }
    }
}
