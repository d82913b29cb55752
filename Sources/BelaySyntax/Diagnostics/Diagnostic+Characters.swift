import BelaySource

/// Errors in characters and strings.
extension Diagnostic {
    static func notUnicode(at span: Span, isCurable: Bool) -> Self {
        Self(
            .notUnicode, "the file is not UTF-8 here", at: span, label: "no character begins with these bytes",
            help: ["save the file as UTF-8"], isCurable: isCurable)
    }

    static func controlCharacter(_ value: UInt32, at span: Span, isCurable: Bool) -> Self {
        let (name, help) =
            switch value {
            case 0: ("a NUL", "remove it: no file can contain one")
            case 0x0D: ("a carriage return without a line feed", "save the file with LF or CR LF line endings")
            default:
                ("a control character", "in a string, write it as an escape: \"\\u{\(String(value, radix: 16))}\"")
            }
        return Self(
            .controlCharacter, "the file contains \(name)", at: span, label: hexadecimal(value), help: [help],
            isCurable: isCurable)
    }

    static func invisibleCharacter(_ value: UInt32, at span: Span) -> Self {
        Self(
            .invisibleCharacter, "an invisible character can make this look like something else",
            at: span, label: hexadecimal(value),
            help: ["remove it; in a string, write it as an escape: \"\\u{\(String(value, radix: 16))}\""])
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    static func unexpectedCharacter(_ characters: String, at span: Span, isCurable: Bool) -> Self {
        Self(
            .unexpectedCharacter, "\(unexpectedName(characters)) has no meaning here", at: span,
            label: unexpectedLabel(characters),
            help: [unexpectedHelp(characters)], isCurable: isCurable)
    }

    /// With the code point, because the character may look like another one.
    private static func unexpectedName(_ characters: String) -> String {
        guard let first = characters.unicodeScalars.first, first.value >= 0x80 else { return "`\(characters)`" }
        if first.properties.isWhitespace { return "the space \(hexadecimal(first.value))" }
        return characters.unicodeScalars.count == 1
            ? "`\(characters)` (\(hexadecimal(first.value)))" : "`\(characters)`"
    }

    private static func unexpectedLabel(_ characters: String) -> String {
        guard let first = characters.unicodeScalars.first, first.value >= 0x80 else {
            return "not part of a word, a string or a command"
        }
        return first.properties.isAlphabetic
            ? "words use ASCII letters only, so that no two look alike" : "allowed only in strings and commands"
    }

    private static func unexpectedHelp(_ characters: String) -> String {
        switch characters {
        case "\u{201C}", "\u{201D}", "\u{201E}": "use straight quotes: \"text\""
        case "\u{2018}", "\u{2019}": "use straight quotes: 'text'"
        case ";", ";;": "put each statement on its own line"
        case "&&", "&": "in a condition, write `and`; in a command, `&&` comes after the sign: $ first && second"
        case "!=": "write `is not`: $state is not active"
        case "!": "put a space after the sign of a command: ! rm file; to negate a condition, write `not`"
        case "?": "put a space after the sign of a command: ? etcdctl member list"
        case "#": "put a space before the `#` of a comment"
        case "\\": "use `\\` only at the end of a line, to continue it on the next one"
        case "$": "for the output of a command: let name = ? command"
        case _ where characters.hasPrefix("$"):
            "a name begins with a letter; `$1` and the like belong to the shell, inside a command"
        case _ where characters.unicodeScalars.allSatisfy(\.properties.isWhitespace): "use an ordinary space"
        default: "put it in quotes: \"\(characters)\""
        }
    }

    static func fileTooLarge(at span: Span) -> Self {
        Self(
            .fileTooLarge, "the file is larger than \(SourceText.sizeLimit >> 20) MiB", at: span,
            label: "it may reach to here; nothing of it was read",
            help: ["move phrases to a library: use NAME"])
    }

    static func textNotClosed(_ quote: UInt8, at span: Span, isCurable: Bool) -> Self {
        let quote = String(UnicodeScalar(quote))
        return Self(
            .textNotClosed, "this string is not closed on its line", at: span, label: "missing `\(quote)`",
            help: ["for several lines, use `\(quote)\(quote)\(quote)` ... `\(quote)\(quote)\(quote)`"],
            isCurable: isCurable)
    }

    static func blockNotClosed(_ quote: UInt8, at span: Span, isCurable: Bool) -> Self {
        let quotes = String(repeating: String(UnicodeScalar(quote)), count: 3)
        return Self(
            .textNotClosed, "this block is not closed", at: span, label: "still open at the end of the file",
            help: ["write `\(quotes)` where it ends"], isCurable: isCurable)
    }

    static func escape(_ escape: String, at span: Span) -> Self {
        Self(
            .escape, "`\(escape)` is not an escape sequence", at: span, label: "a `\\` begins an escape in \"...\"",
            help: [
                "the escapes are \\n \\t \\\" \\\\ \\$ and \\u{1F600}",
                "in '...' a `\\` is an ordinary character, which suits patterns",
            ])
    }

    static func interpolation(_ expected: String, at span: Span, isCurable: Bool = false) -> Self {
        Self(
            .interpolation, "this `${` cannot be read", at: span, label: "expected \(expected)",
            help: ["write `${name}` or `${name.field}`; for the characters themselves, `\\${` in \"...\""],
            isCurable: isCurable)
    }

    static func index(_ expected: String, at span: Span, whole: Span, isCurable: Bool = false) -> Self {
        Self(
            .index, "this index or field cannot be read", at: span, label: "expected \(expected)",
            help: ["write `.field`, `[0]`, `[name=value]` or `[\"any text\"]`"], isCurable: isCurable)
    }

    static func pathContinues(_ text: String, at span: Span, isCurable: Bool) -> Self {
        Self(
            .index, "`\(text)` cannot be part of a path", at: span, label: "the path ends before this",
            help: ["put a field with other characters in quotes: metadata.labels[\"a.b/c\"]"],
            isCurable: isCurable)
    }
}
