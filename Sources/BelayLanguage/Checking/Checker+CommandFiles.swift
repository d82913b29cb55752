import BelaySource
import BelaySyntax

/// Files of this machine as the input and the output of commands.
extension Checker {
    mutating func withInputFile(_ syntax: WithFileSyntax, at span: Span) -> Outcome {
        let path = filePath(syntax.path, "the path of the input file")
        return enclosing(at: span, isCounted: path?.asks ?? false) { checker in
            let (body, ends) = checker.block(syntax.body, hides: false, isNumbered: false)
            return (path.map { .withInputFile($0, body: body) }, ends)
        }
    }

    /// Several commands would each overwrite the file, and only a change may write one.
    mutating func withOutputFile(_ syntax: WithFileSyntax, at span: Span) -> Outcome {
        let path = filePath(syntax.path, "the path of the output file")
        var isGood = true
        if let other = syntax.body.isNotOneCommand {
            report(.outputOfOneCommand(at: other))
            isGood = false
        } else if let command = syntax.body.onlyCommand, command.sign == .reads {
            report(.readIntoFile(at: command.signSpan))
            isGood = false
        }
        return enclosing(at: span, isCounted: path?.asks ?? false) { checker in
            let (body, ends) = checker.block(syntax.body, hides: false, isNumbered: false)
            return (isGood ? path.map { .withOutputFile($0, body: body) } : nil, ends)
        }
    }

    /// One word that is no secret: everybody on this machine sees the names of its files.
    private mutating func filePath(_ syntax: ElementSyntax, _ place: String) -> ValueExpression? {
        guard let value = element(syntax, expecting: ExpectedType(type: .path)), isOneWord(value, in: place)
        else { return nil }
        if let beginning = value.literalBeginning, beginning == "~" || beginning.hasPrefix("~/") {
            report(.homeInPath(at: value.span))
            return nil
        }
        return value
    }
}

extension ValueExpression {
    /// What is written of a text up to the first name in it.
    fileprivate var literalBeginning: String? {
        switch kind {
        case .constant(.text(let text)): text
        case .text(let pieces): if case .literal(let text)? = pieces.first { text } else { nil }
        default: nil
        }
    }
}

extension BlockSyntax {
    /// The command that it holds, alone or in blocks that only say where it runs and what it is given.
    fileprivate var onlyCommand: CommandSyntax? {
        guard statements.count == 1, let statement = statements.first else { return nil }
        if case .command(let command) = statement { return command }
        return statement.form.isTransparent ? statement.body?.onlyCommand : nil
    }

    /// Where it holds something else; an empty block is reported by itself.
    fileprivate var isNotOneCommand: Span? {
        for (index, statement) in statements.enumerated() {
            if index > 0 { return statement.span }
            if case .command = statement { continue }
            guard statement.form.isTransparent, statement.form != .withOutputFile, let body = statement.body else {
                return statement.span
            }
            if let other = body.isNotOneCommand { return other }
        }
        return statements.isEmpty ? span : nil
    }
}
