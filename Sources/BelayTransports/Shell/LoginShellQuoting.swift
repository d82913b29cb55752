/// A text of `sh`, written so that every login shell reads it alike: sh, dash, bash, ksh, mksh, zsh, csh, tcsh and fish.
///
/// They agree on words, on text in single quotes as long as it has no `'`, `\`, `!` or newline, and on a `\` before
/// one of the first three outside of quotes. They have no way in common to write a newline, and csh takes no long words.
/// So each line is an argument of its own, a long one in pieces, and sh, which the login shell becomes, joins them again.
enum LoginShellQuoting {
    private static let longestPiece = 200

    /// No `'`, no `\`, no `!`, no newline. The newline that ends a line is the third character of IFS.
    private static let joining =
        "n=${IFS#??};n=${n%\"${n#?}\"};s=;"
        + "for l do case $l in +*)s=$s${l#+};;*)s=$s${l#=}$n;;esac;done;eval \"$s\""

    /// - Parameter name: what the text finds in `$0`; a plain word, and seen by everybody.
    static func running(_ text: String, as name: String) -> String {
        var bytes = Array("exec sh -c '\(joining)' \(name)".utf8)
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            var rest = line[...]
            while rest.count > longestPiece {
                var end = rest.index(rest.startIndex, offsetBy: longestPiece)
                // Not in the middle of a character.
                while rest[end] & 0xC0 == 0x80 { rest.formIndex(before: &end) }
                append("+", rest[..<end], to: &bytes)
                rest = rest[end...]
            }
            append("=", rest, to: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ sign: String, _ piece: Substring.UTF8View, to bytes: inout [UInt8]) {
        bytes += Array(" '\(sign)".utf8)
        for byte in piece {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "!"):
                bytes += [UInt8(ascii: "'"), UInt8(ascii: "\\"), byte, UInt8(ascii: "'")]
            case _: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "'"))
    }
}
