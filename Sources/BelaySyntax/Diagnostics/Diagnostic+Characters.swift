import BelaySource

/// What is wrong with characters and texts.
extension Diagnostic {
    static func notUnicode(at span: Span, isCurable: Bool) -> Self {
        Self(
            .notUnicode, "the file is not UTF-8 here", at: span, label: "no character begins with these bytes",
            help: ["save the file as UTF-8"], isCurable: isCurable)
    }

    static func controlCharacter(_ value: UInt32, at span: Span, isCurable: Bool) -> Self {
        let (name, help) =
            switch value {
            case 0: ("a NUL", "take it out: no text holds one")
            case 0x0D: ("a carriage return without a line end", "save the file with line ends of LF or CR LF")
            default:
                ("a control character", "in a text it is written as an escape: \"\\u{\(String(value, radix: 16))}\"")
            }
        return Self(
            .controlCharacter, "\(name) stands in the file", at: span, label: hexadecimal(value), help: [help],
            isCurable: isCurable)
    }

    static func invisibleCharacter(_ value: UInt32, at span: Span) -> Self {
        Self(
            .invisibleCharacter, "an invisible character stands in the file, and can make it look like another one",
            at: span, label: hexadecimal(value),
            help: ["take it out; in a text it is written as an escape: \"\\u{\(String(value, radix: 16))}\""])
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    static func unexpectedCharacter(_ characters: String, at span: Span, isCurable: Bool) -> Self {
        Self(
            .unexpectedCharacter, "\(strayName(characters)) has no meaning here", at: span,
            label: strayLabel(characters),
            help: [strayHelp(characters)], isCurable: isCurable)
    }

    /// With the code point of what may look like something else.
    private static func strayName(_ characters: String) -> String {
        guard let first = characters.unicodeScalars.first, first.value >= 0x80 else { return "`\(characters)`" }
        if first.properties.isWhitespace { return "the blank \(hexadecimal(first.value))" }
        return characters.unicodeScalars.count == 1
            ? "`\(characters)` (\(hexadecimal(first.value)))" : "`\(characters)`"
    }

    private static func strayLabel(_ characters: String) -> String {
        guard let first = characters.unicodeScalars.first, first.value >= 0x80 else {
            return "not part of a word, a text or a command"
        }
        return first.properties.isAlphabetic
            ? "words are made of ASCII letters, so that none looks like another" : "only texts and commands hold this"
    }

    private static func strayHelp(_ characters: String) -> String {
        switch characters {
        case "\u{201C}", "\u{201D}", "\u{201E}": "a text stands in straight quotes: \"text\""
        case "\u{2018}", "\u{2019}": "a raw text stands in straight quotes: 'text'"
        case ";", ";;": "each statement stands on a line of its own"
        case "&&", "&": "in a condition write `and`; in a command it comes after the sign: $ first && second"
        case "!=": "write `is not`: $state is not active"
        case "!": "a command that destroys has a blank after its sign; a condition is denied with `not`"
        case "?": "a command that reads has a blank after its sign: ? etcdctl member list"
        case "#": "a comment begins after a blank"
        case "\\": "only a `\\` at the end of a line means something: it joins the next line"
        case _ where characters.hasPrefix("$"):
            "a name begins with a letter; `$1` and the like are the shell's, and stand in commands"
        case _ where characters.unicodeScalars.allSatisfy(\.properties.isWhitespace): "write an ordinary blank"
        default: "in quotes it is a part of the text: \"\(characters)\""
        }
    }

    static func fileTooLarge(at span: Span) -> Self {
        Self(
            .fileTooLarge, "the file is larger than \(SyntaxLimits.fileSize >> 20) MiB", at: span,
            label: "nothing after this place was read",
            help: ["move phrases to a library: use NAME"])
    }

    static func textNotClosed(_ quote: UInt8, at span: Span, isCurable: Bool) -> Self {
        let quote = String(UnicodeScalar(quote))
        return Self(
            .textNotClosed, "this text is not closed on its line", at: span, label: "a `\(quote)` is missing",
            help: ["a text of several lines stands between `\(quote)\(quote)\(quote)` and `\(quote)\(quote)\(quote)`"],
            isCurable: isCurable)
    }

    static func blockNotClosed(_ quote: UInt8, at span: Span, isCurable: Bool) -> Self {
        let quotes = String(repeating: String(UnicodeScalar(quote)), count: 3)
        return Self(
            .textNotClosed, "this block is not closed", at: span, label: "opened here, and open at the end of the file",
            help: ["write `\(quotes)` where it ends"], isCurable: isCurable)
    }

    static func escape(_ escape: String, at span: Span) -> Self {
        Self(
            .escape, "`\(escape)` is no escape", at: span, label: "a `\\` begins an escape in \"...\"",
            help: [
                "the escapes are \\n \\t \\\" \\\\ \\$ and \\u{1F600}",
                "in '...' a `\\` is a `\\`, as patterns want it",
            ])
    }

    static func interpolation(_ wanted: String, at span: Span, isCurable: Bool = false) -> Self {
        Self(
            .interpolation, "what `${` begins cannot be read", at: span, label: "\(wanted) is missing",
            help: ["write `${name}` or `${name.field}`; for the characters themselves, `\\${` in \"...\""],
            isCurable: isCurable)
    }

    static func index(_ wanted: String, at span: Span, whole: Span, isCurable: Bool = false) -> Self {
        Self(
            .index, "this index or field cannot be read", at: span, label: "\(wanted) is wanted here",
            help: ["write `.field`, `[0]`, `[name=value]` or `[\"any text\"]`"], isCurable: isCurable)
    }

    static func pathGoesOn(_ text: String, at span: Span) -> Self {
        Self(
            .index, "`\(text)` cannot be part of a path", at: span, label: "the path ends before this",
            help: ["a field with other characters stands in quotes: metadata.labels[\"a.b/c\"]"])
    }
}
