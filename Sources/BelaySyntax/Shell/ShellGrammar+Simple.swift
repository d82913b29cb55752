import BelaySource

extension ShellGrammar {
    /// Assignments, redirections, a program and its arguments; or the head of a function.
    mutating func simpleCommand() throws(ShellProblem) {
        let start = position
        var command = ShellCommandSyntax(words: [], written: [], span: slice.span(start, start))
        var isEmpty = true
        while true {
            skipBlanks()
            if try redirection(into: &command.written) {
                isEmpty = false
                continue
            }
            if byte == UInt8(ascii: "("), !isAtEnd {
                guard command.words.count == 1, next == UInt8(ascii: ")") || isEmptyParenthesis else {
                    if isEmpty { throw problem(.commandMissing(before: "("), length: 1) }
                    throw unexpected(expected: nil)
                }
                while byte != UInt8(ascii: ")") { position += 1 }
                position += 1
                return try functionBody()
            }
            guard beginsWord else { break }
            let begin = position
            let isAssignment = command.words.isEmpty && beginsAssignment
            try word(isArgument: !isAssignment, mayBeList: command.words.isEmpty || isDeclaration(command.words[0]))
            isEmpty = false
            if !isAssignment { command.words.append(content(from: begin, to: position)) }
        }
        if isEmpty {
            let sign = isAtEnd ? nil : sign
            throw problem(.commandMissing(before: sign), length: sign.map { max(1, $0.utf8.count) } ?? 0)
        }
        var end = position
        while end > start, slice.bytes[end - 1].isBlank || slice.bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        command.span = slice.span(start, end)
        if isOutermost { outerCommands.append(command) }
        if !command.words.isEmpty || !command.written.isEmpty { shape.commands.append(command) }
    }

    private var isEmptyParenthesis: Bool {
        var offset = position + 1
        while slice.byte(at: offset).isBlank { offset += 1 }
        return slice.byte(at: offset) == UInt8(ascii: ")")
    }

    private func isDeclaration(_ word: ShellCommandSyntax.Word) -> Bool {
        ["declare", "local", "typeset", "readonly", "export"].contains(word.text)
    }

    /// `NAME=` or `NAME[...]=`
    private var beginsAssignment: Bool {
        guard byte.isNameByte, !byte.isDigit else { return false }
        var offset = slice.endOfName(from: position)
        if slice.byte(at: offset) == UInt8(ascii: "[") {
            while offset < slice.range.upperBound, slice.bytes[offset] != UInt8(ascii: "]"),
                !slice.bytes[offset].endsShellWord
            { offset += 1 }
            offset += 1
        }
        if slice.byte(at: offset) == UInt8(ascii: "+") { offset += 1 }
        return slice.byte(at: offset) == UInt8(ascii: "=")
    }

    mutating func redirections() throws(ShellProblem) {
        var written: [ShellCommandSyntax.Word] = []
        let start = position
        repeat { skipBlanks() } while try redirection(into: &written)
        guard !written.isEmpty else { return }
        shape.commands.append(
            ShellCommandSyntax(words: [], written: written, span: slice.span(start, position)))
    }

    /// [ number | "{" name "}" ] operator word
    private mutating func redirection(into written: inout [ShellCommandSyntax.Word]) throws(ShellProblem) -> Bool {
        var offset = position
        while slice.byte(at: offset).isDigit { offset += 1 }
        if offset == position, byte == UInt8(ascii: "{") {
            let end = slice.endOfName(from: position + 1)
            if end > position + 1, slice.byte(at: end) == UInt8(ascii: "}") { offset = end + 1 }
        }
        if offset == position, byte == UInt8(ascii: "&"), next == UInt8(ascii: ">") { offset += 1 }
        guard let sign = redirectionSign(at: offset) else { return false }
        let start = position
        let operatorStart = offset
        position = offset
        if sign.hasPrefix("<<"), sign != "<<<" {
            guard let document = readDocument(dropsTabs: sign == "<<-", signLength: sign.utf8.count) else {
                throw problem(.targetMissing(sign), length: sign.utf8.count)
            }
            documents.append(document)
            return true
        }
        position += sign.utf8.count
        skipBlanks()
        guard beginsWord else {
            throw ShellProblem(kind: .targetMissing(sign), range: start..<operatorStart + sign.utf8.count)
        }
        let begin = position
        try word(isArgument: false)
        switch sign {
        case ">", ">>", ">|", "<>": written.append(content(from: begin, to: position))
        case ">&":
            let target = content(from: begin, to: position)
            if !target.text.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: "-") }) { written.append(target) }
        case _: break
        }
        return true
    }

    private func redirectionSign(at offset: Int) -> String? {
        let first = slice.byte(at: offset)
        guard first == UInt8(ascii: "<") || first == UInt8(ascii: ">") else { return nil }
        let second = slice.byte(at: offset + 1)
        if second == UInt8(ascii: "("), offset == position { return nil }
        let third = slice.byte(at: offset + 2)
        switch (first, second) {
        case (UInt8(ascii: "<"), UInt8(ascii: "<")):
            return third == UInt8(ascii: "<") ? "<<<" : third == UInt8(ascii: "-") ? "<<-" : "<<"
        case (UInt8(ascii: "<"), UInt8(ascii: "&")): return "<&"
        case (UInt8(ascii: "<"), UInt8(ascii: ">")): return "<>"
        case (UInt8(ascii: ">"), UInt8(ascii: ">")): return ">>"
        case (UInt8(ascii: ">"), UInt8(ascii: "&")): return ">&"
        case (UInt8(ascii: ">"), UInt8(ascii: "|")): return ">|"
        case (UInt8(ascii: "<"), _): return "<"
        case _: return ">"
        }
    }

    /// The end of a here-document.
    private mutating func readDocument(dropsTabs: Bool, signLength: Int) -> HereDocument? {
        var document = HereDocument(delimiter: [], start: position, dropsTabs: dropsTabs, isQuoted: false)
        position += signLength
        skipBlanks()
        guard beginsWord else { return nil }
        var quote: UInt8?
        while !isAtEnd, quote != nil || !byte.endsShellWord {
            if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if quote != nil || byte != UInt8(ascii: "\\") {
                document.delimiter.append(byte)
            }
            position += 1
        }
        return document
    }

    /// A word as a program sees it, as far as the text shows.
    private func content(from start: Int, to end: Int) -> ShellCommandSyntax.Word {
        var text: [UInt8] = []
        var isOfShell = false
        var offset = start
        var quote: UInt8?
        while offset < end {
            let byte = slice.bytes[offset]
            let following = offset + 1 < end ? slice.bytes[offset + 1] : 0
            if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
                if following == UInt8(ascii: "$"), !isRaw { isOfShell = true }
                if following != 0 { text.append(following) }
                offset += 1
            } else {
                if byte == UInt8(ascii: "`"), quote != UInt8(ascii: "'") { isOfShell = true }
                if byte == UInt8(ascii: "$"), quote != UInt8(ascii: "'") {
                    let isName = following.isLetter || following == UInt8(ascii: "{")
                    isOfShell = isOfShell || isRaw || !isName
                }
                text.append(byte)
            }
            offset += 1
        }
        return ShellCommandSyntax.Word(text: String(decoding: text, as: UTF8.self), isOfShell: isOfShell)
    }
}
