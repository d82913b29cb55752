/// The word at the end of shell text: as it is typed so far, and what the shell would make of it.
struct ShellWord {
    /// As it is typed.
    var source: String { String(String.UnicodeScalarView(scalars[min(start, scalars.count)...])) }
    /// Nil when only the shell or the run knows, as with `$name` in it.
    private(set) var value: String? = ""
    /// The quote that is open.
    private(set) var quote: Unicode.Scalar?
    /// False in a comment and in `${ }`.
    private(set) var isWord = true

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var start = 0
    /// In `$'...'` a `\` means something.
    private var isEscaping = false
    /// The text around a `$( )`, a `( )` or backquotes.
    private var outer: [Frame] = []

    private struct Frame {
        var start: Int
        var quote: Unicode.Scalar?
        var closing: Unicode.Scalar
    }

    init(endOf text: String) {
        scalars = Array(text.unicodeScalars)
        while position < scalars.count {
            let scalar = scalars[position]
            switch quote {
            case "'": stepSingleQuoted(scalar)
            case "\"": stepDoubleQuoted(scalar)
            default: stepUnquoted(scalar)
            }
        }
    }

    private func scalar(after count: Int) -> Unicode.Scalar? {
        position + count < scalars.count ? scalars[position + count] : nil
    }

    private mutating func take(_ scalar: Unicode.Scalar, length: Int = 1) {
        value?.unicodeScalars.append(scalar)
        position += length
    }

    /// Passes over what has a value that is not known here.
    private mutating func pass(_ length: Int) {
        value = nil
        position += length
    }

    private mutating func endWord() {
        position += 1
        start = position
        value = ""
    }

    private mutating func stepSingleQuoted(_ scalar: Unicode.Scalar) {
        if scalar == "\\", isEscaping { return pass(2) }
        if scalar != "'" { return take(scalar) }
        (quote, isEscaping) = (nil, false)
        position += 1
    }

    private mutating func stepDoubleQuoted(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"":
            quote = nil
            position += 1
        case "\\":
            let next = self.scalar(after: 1)
            if isLeftToShell { return pass(2) }
            switch next {
            case "\"", "\\", "`", "$": take(next ?? "\\", length: 2)
            case "\n", "\r", nil: pass(2)
            default: take("\\")
            }
        case "$": stepDollar()
        case "`": enter(closing: "`", length: 1)
        default: take(scalar)
        }
    }

    private mutating func stepUnquoted(_ scalar: Unicode.Scalar) {
        switch scalar {
        case " ", "\t", "\n", "\r", ";", "&", "|", "<", ">": endWord()
        case "#" where start == position: passComment()
        case "'", "\"":
            quote = scalar
            position += 1
        case "\\": stepBackslash()
        case "$": stepDollar()
        case ")", "`":
            if outer.last?.closing == scalar {
                leave()
            } else if scalar == "`" {
                enter(closing: "`", length: 1)
            } else {
                endWord()
            }
        case "(": enter(closing: ")", length: 1)
        default: take(scalar)
        }
    }

    private mutating func stepBackslash() {
        guard let next = scalar(after: 1), !isLeftToShell else { return pass(2) }
        // With the end of the line it is a space.
        if next == "\n" || next == "\r" {
            position += 1
            return endWord()
        }
        take(next, length: 2)
    }

    /// `\$name`, which is a name of the shell's.
    private var isLeftToShell: Bool {
        guard scalar(after: 1) == "$", let next = scalar(after: 2) else { return false }
        return next == "{" || next == "_" || next.properties.isAlphabetic
    }

    private mutating func stepDollar() {
        switch scalar(after: 1) {
        case "(": enter(closing: ")", length: 2)
        case "{": passExpansion()
        case "'" where quote == nil:
            pass(2)
            (quote, isEscaping) = ("'", true)
        case let next?
        where next.properties.isAlphabetic || next.properties.numericType != nil
            || "_$?#!@*-".unicodeScalars.contains(next):
            pass(2)
        default: take("$")
        }
    }

    private mutating func passComment() {
        while position < scalars.count, scalars[position] != "\n" { position += 1 }
        if position == scalars.count { isWord = false }
    }

    private mutating func passExpansion() {
        while position < scalars.count, scalars[position] != "}" { position += 1 }
        if position == scalars.count { isWord = false }
        pass(1)
    }

    private mutating func enter(closing: Unicode.Scalar, length: Int) {
        outer.append(Frame(start: start, quote: quote, closing: closing))
        quote = nil
        position += length - 1
        endWord()
    }

    private mutating func leave() {
        let frame = outer.removeLast()
        (start, quote) = (frame.start, frame.quote)
        pass(1)
    }
}
