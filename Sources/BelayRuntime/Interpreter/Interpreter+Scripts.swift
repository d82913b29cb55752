import BelayLanguage
import BelaySource
import BelaySyntax

/// Shell text with values in it: a value is one word, always.
extension Interpreter {
    func script(
        of command: Command, _ frame: Frame, _ scope: Scope
    ) async throws(Interruption) -> PlannedText {
        var script = PlannedText()
        for piece in command.pieces {
            switch piece {
            case .literal(let text): script.append(text)
            case .value(let insertion):
                let value = try await evaluate(insertion.value, frame, scope)
                script.append(try shellText(of: value, insertion, of: command, scope))
            }
        }
        return script
    }

    private func shellText(
        of value: Value, _ insertion: Command.Insertion, of command: Command, _ scope: Scope
    ) throws(Interruption) -> PlannedText {
        if let name = value.unknownName { return PlannedText([.unknown(name)]) }
        switch insertion.quoting {
        case .doubleQuoted:
            let text = try word(value, insertion, of: command, scope)
            return PlannedText(ShellWord.escapedForDoubleQuotes(text))
        case .word:
            guard case .list(let elements) = value else {
                return PlannedText(ShellWord.quoted(try word(value, insertion, of: command, scope)))
            }
            var words: [String] = []
            for element in elements { words.append(ShellWord.quoted(try word(element, insertion, of: command, scope))) }
            return PlannedText(words.joined(separator: " "))
        }
    }

    private func word(
        _ value: Value, _ insertion: Command.Insertion, of command: Command, _ scope: Scope
    ) throws(Interruption) -> String {
        let span = insertion.value.span
        if case .secret = value {
            throw .failed(
                failure(.fail, "\(insertion.source) is a secret and may not stand in a command", at: span, scope))
        }
        guard let text = value.text else {
            throw .failed(failure(.fail, "\(insertion.source) is none here", at: span, scope))
        }
        if text.utf8.contains(0) {
            throw .failed(
                failure(.fail, "\(insertion.source) holds a NUL, which no command can be given", at: span, scope))
        }
        if text.isEmpty, command.sign == .destroys {
            throw .failed(
                failure(
                    .fail, "\(insertion.source) is empty, and an empty value may not stand in a `!`", at: span, scope))
        }
        if text.startsWithBytes(of: "-"), insertion.beginsWord, !insertion.isAfterDoubleDash, !value.isNumber {
            let words =
                "\(insertion.source) is `\(text)`, which the command would read as an option; put `--` before it"
            throw .failed(failure(.fail, words, at: span, scope))
        }
        return text
    }
}

extension Value {
    var isNumber: Bool { if case .number = self { true } else { false } }
}
