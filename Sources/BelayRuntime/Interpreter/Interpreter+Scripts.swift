import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax

/// Shell text with values in it: a value is one word, always.
extension Interpreter {
    func script(
        of command: Command, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> PlannedText {
        var script = PlannedText()
        for piece in command.pieces {
            switch piece {
            case .literal(let text): script.append(text)
            case .value(let insertion):
                let value = try await evaluate(insertion.value, frame, context)
                script.append(try shellText(of: value, insertion, of: command, context))
            }
        }
        return script
    }

    private func shellText(
        of value: Value, _ insertion: Command.Insertion, of command: Command, _ context: ExecutionContext
    ) throws(Interruption) -> PlannedText {
        if let name = value.unknownName { return PlannedText([.unknown(name)]) }
        switch insertion.quoting {
        case .doubleQuoted:
            let text = try word(value, insertion, of: command, context)
            return PlannedText(ShellQuoting.escapedForDoubleQuotes(text))
        case .word:
            guard case .list(let elements) = value, insertion.isSeveralWords else {
                return PlannedText(ShellQuoting.quoted(try word(value, insertion, of: command, context)))
            }
            if elements.isEmpty, command.sign == .destroys { throw empty(insertion, context) }
            var words: [String] = []
            for element in elements {
                words.append(ShellQuoting.quoted(try word(element, insertion, of: command, context)))
            }
            return PlannedText(words.joined(separator: " "))
        }
    }

    private func empty(_ insertion: Command.Insertion, _ context: ExecutionContext) -> Interruption {
        let words = "\(insertion.source) is empty, and a `!` may not have an empty value"
        return .failed(failure(.fail, words, at: insertion.value.span, context))
    }

    /// Several words are only where the runbook says that there is a list.
    private func severalWords(_ value: Value, _ insertion: Command.Insertion, _ context: ExecutionContext)
        -> Interruption
    {
        var words = "\(insertion.source) \(value.isNoText)"
        if case .list = value, insertion.isWholeWord {
            words +=
                "; for one word per element write: let words: list of text = \(source(insertion.value.span).unbraced)"
        }
        return .failed(failure(.fail, words, at: insertion.value.span, context))
    }

    private func word(
        _ value: Value, _ insertion: Command.Insertion, of command: Command, _ context: ExecutionContext
    ) throws(Interruption) -> String {
        let span = insertion.value.span
        if case .secret = value {
            throw .failed(
                failure(.fail, "\(insertion.source) is a secret and may not be part of a command", at: span, context))
        }
        guard let text = value.text else { throw severalWords(value, insertion, context) }
        if text.utf8.contains(0) {
            throw .failed(
                failure(.fail, "\(insertion.source) contains a NUL, which no command can receive", at: span, context))
        }
        if text.isEmpty, command.sign == .destroys { throw empty(insertion, context) }
        if text.startsWithBytes(of: "-"), insertion.beginsArgument, !insertion.isAfterDoubleDash, !value.isNumber {
            let words =
                "\(insertion.source) is `\(text)`, which the command would read as an option; put `--` before it"
            throw .failed(failure(.fail, words, at: span, context))
        }
        return text
    }
}

extension Value {
    var isNumber: Bool { if case .number = self { true } else { false } }
}

extension String {
    /// `${r.dir}` as `$r.dir`, as it is written by itself.
    fileprivate var unbraced: String {
        hasPrefix("${") && hasSuffix("}") ? "$" + dropFirst(2).dropLast() : self
    }
}
