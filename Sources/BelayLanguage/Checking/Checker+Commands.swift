import BelaySource
import BelaySyntax

/// Shell text with values in it.
extension Checker {
    mutating func command(_ syntax: CommandSyntax) -> Command? {
        if syntax.sign == .reads { checkRead(syntax) }
        checkSemicolons(syntax)
        guard let template = template(syntax.parts, isRaw: syntax.style == .raw) else { return nil }
        return Command(
            sign: syntax.sign, pieces: template.pieces, style: syntax.style,
            isPipeline: syntax.isPipeline ?? template.shell.isPipeline, span: syntax.span)
    }

    /// A `?` may run at any time, so it must change nothing.
    private mutating func checkRead(_ syntax: CommandSyntax) {
        for command in syntax.commands {
            guard let program = command.change else { continue }
            report(.readThatChanges(program, at: command.span))
            return
        }
    }

    /// `via docker exec -i $id`: the words of a prefix.
    mutating func via(_ syntax: ViaSyntax) -> Command? {
        guard let template = template(syntax.parts, isRaw: false) else { return nil }
        if template.shell.hasSyntax || template.pieces.isEmpty {
            report(.viaWithSyntax(at: syntax.span))
            return nil
        }
        return Command(sign: .reads, pieces: template.pieces, style: .line, isPipeline: false, span: syntax.span)
    }

    private mutating func template(
        _ parts: [CommandPartSyntax], isRaw: Bool
    ) -> (pieces: [Command.Piece], shell: ShellText)? {
        var shell = ShellText()
        var pieces: [Command.Piece] = []
        var isGood = true
        for (index, part) in parts.enumerated() {
            switch part {
            case .literal(let literal):
                shell.read(literal.text)
                pieces.append(literal.text)
                checkBraces(in: literal.text, at: literal.span)
            case .name(let name):
                if name.context == .singleQuoted || isRaw {
                    if !isRaw { checkSingleQuoted(name) }
                    shell.read(name.source)
                    pieces.append(name.source)
                    continue
                }
                let next = index + 1 < parts.count ? parts[index + 1] : nil
                if let insertion = insertion(name, shell, endsWord: next?.beginsWithBreak ?? true) {
                    pieces.append(.value(insertion))
                } else {
                    isGood = false
                }
                shell.readValue()
            }
        }
        return isGood ? (pieces, shell) : nil
    }

    private mutating func insertion(
        _ name: CommandNameSyntax, _ shell: ShellText, endsWord: Bool
    ) -> Command.Insertion? {
        let quoting: Command.Insertion.Quoting
        switch name.context {
        case .unquoted: quoting = .word
        case .doubleQuoted: quoting = .doubleQuoted
        case .singleQuoted: return nil
        case .forbidden(let place):
            report(.nameOutOfReach(name, place))
            return nil
        }
        if name.isExpansion {
            let isKnown = isDeclared(name.variable.name.text)
            report(isKnown ? .expansionOfName(name) : .unknownNameInCommand(name, known: []))
            return nil
        }
        guard let value = variable(name.variable, orReport: { .unknownNameInCommand(name, known: $1) }) else {
            return nil
        }
        if value.isClock {
            report(.clockInCommand(at: value.span))
            return nil
        }
        guard isInsertable(value, quoting, isAlone: shell.beginsWord && endsWord) else { return nil }
        return Command.Insertion(
            value: value, quoting: quoting, beginsArgument: shell.beginsWord && name.isInArgument,
            isWholeWord: shell.beginsWord && endsWord, isAfterDoubleDash: shell.isAfterDoubleDash, source: name.source)
    }

    private mutating func isInsertable(
        _ value: ValueExpression, _ quoting: Command.Insertion.Quoting, isAlone: Bool
    ) -> Bool {
        if value.type.isSecret {
            report(.secretInTheOpen(value, "a command"))
            return false
        }
        switch value.type {
        case .record:
            report(.manyInOneWord(.record, at: value.span, "a command"))
            return false
        case .list:
            if quoting == .word, isAlone { return true }
            report(.manyInOneWord(value.type, at: value.span, quoting == .word ? "a longer word" : "a quoted string"))
            return false
        case .text, .number, .flag, .duration, .time, .path, .host, .secret, .choice, .any: return true
        }
    }

    private mutating func checkSingleQuoted(_ name: CommandNameSyntax) {
        if isDeclared(name.variable.name.text), !name.isExpansion { report(.nameInSingleQuotes(name)) }
    }
}

extension [Command.Piece] {
    /// Adds text, to the last piece if that is text too.
    fileprivate mutating func append(_ text: String) {
        if case .literal(let last) = self.last {
            self[count - 1] = .literal(last + text)
        } else {
            append(.literal(text))
        }
    }
}

extension CommandPartSyntax {
    /// A shell word before this ends here.
    fileprivate var beginsWithBreak: Bool {
        switch self {
        case .name: false
        case .literal(let literal): literal.text.utf8.first.map { " \t\r\n;&|<>()".utf8.contains($0) } ?? true
        }
    }
}
