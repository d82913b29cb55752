import BelayLanguage
import BelayREPL
import BelayReporting
import BelaySource
import BelaySyntax
import BelayWorkspace

/// Help for what can be typed at the prompt.
extension REPL {
    func help(_ words: String) throws(UserError) {
        if !words.isEmpty { return try explain(words) }
        let width = SessionCommand.usage.map(\.command.count).max() ?? 0
        for (command, what) in SessionCommand.usage {
            var row = StyledText(command, .heading)
            row.pad(to: width + 2)
            row.append(what)
            write(row, indent: width + 2)
        }
        console.output.write("\nAnything else is a statement of the language, or a value to be shown.\n")
    }

    /// A command, a statement or a phrase. The words that begin statements occur in many phrases; they are not what is
    /// asked for.
    private func explain(_ words: String) throws(UserError) {
        let wanted = words.lowercased().split(whereSeparator: \.isWhitespace)
        let command = wanted.first.flatMap { SessionCommand.usage(of: String($0)) }
        let statements = StatementForm.found(by: wanted)
        let phrases = statements.isEmpty ? PhraseSearch(workspace.phrases).found(by: words) : []
        if let command { explain(command.command, command.what) }
        for statement in statements { explain(statement.usage, statement.help ?? "") }
        phrases.forEach(explain)
        if command == nil, statements.isEmpty, phrases.isEmpty {
            throw UserError(
                status: .usage, message: "no command, statement or phrase has “\(words)” in it",
                help: [":help lists the commands, :phrases the phrases"])
        }
    }

    private func explain(_ form: String, _ what: String) {
        write(StyledText(form, .heading), indent: 4)
        write(StyledText("    \(what)"), indent: 4)
    }

    private func explain(_ phrase: Phrase) {
        write(Self.head(phrase), indent: 4)
        if !phrase.documentation.isEmpty { write(StyledText("    \(phrase.documentation)"), indent: 4) }
        let sources = workspace.program.sources
        if sources.indices.contains(phrase.span.file.rawValue) {
            let source = sources[phrase.span.file.rawValue]
            let line = source.position(at: phrase.span.start).line
            write(StyledText("    \(source.name):\(line)", .quiet), indent: 4)
        }
    }

    func list(_ words: String) throws(UserError) {
        let search = PhraseSearch(workspace.phrases)
        let found = search.found(by: words)
        if found.isEmpty, !words.isEmpty {
            let near = search.nearest(to: words).map { ":phrases \($0)" }
            throw UserError(
                status: .usage, message: "no phrase has “\(words)” in it",
                help: [near ?? ":phrases lists all; use NAME brings those of a library"])
        }
        for phrase in found { write(Self.head(phrase), indent: 4) }
    }

    private static func head(_ phrase: Phrase) -> StyledText {
        var row = StyledText("\(phrase.kind.rawValue) ", phrase.kind == .action ? .changes : .reads)
        row.append(phrase.signature.fullText, .heading)
        return row
    }

    /// The command that everybody tries first, without its colon: `help`, `quit`, `exit`. Nil where a phrase begins so.
    func leavingOrHelp(_ text: String) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
        guard words.count == 1, ["help", "quit", "exit"].contains(words[0]) else { return nil }
        if workspace.phrases.contains(where: { $0.signature.items.first == .word(words[0]) }) { return nil }
        return SessionCommand.meant(by: text)
    }

    /// With a pointer to the command of the session that was meant by a line that is not a statement.
    func pointing(_ diagnostics: [Diagnostic], of text: String) -> [Diagnostic] {
        var diagnostics = diagnostics
        for index in diagnostics.indices {
            diagnostics[index].help = diagnostics[index].help.map { help in
                help.hasPrefix("`belay phrases` lists") ? ":phrases lists the phrases of this session" : help
            }
        }
        return pointingToCommand(pointingToSign(diagnostics, of: text), of: text)
    }

    /// The programs that everybody tries first, and that only read, whatever they are given.
    private static let reading: Set<String> = [
        "ls", "date", "ps", "df", "du", "uptime", "who", "id", "pwd", "uname", "free", "cat", "head", "tail", "wc",
    ]

    private func pointingToSign(_ diagnostics: [Diagnostic], of text: String) -> [Diagnostic] {
        let word = text.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
        let isPlain = !text.contains { ">|;&`$(\n".contains($0) }
        guard Self.reading.contains(word), isPlain,
            let error = diagnostics.firstIndex(where: { $0.severity == .error })
        else { return diagnostics }
        var pointing = diagnostics
        pointing[error].help = [
            "a command has its sign: ? \(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))"
        ]
        return pointing
    }

    private func pointingToCommand(_ diagnostics: [Diagnostic], of text: String) -> [Diagnostic] {
        guard let command = SessionCommand.meant(by: text),
            let error = diagnostics.firstIndex(where: { $0.severity == .error })
        else { return diagnostics }
        let word = text.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
        if workspace.phrases.contains(where: { $0.signature.items.first == .word(word) }) { return diagnostics }
        var pointing = diagnostics
        pointing[error].help.insert("commands of the session begin with a colon: \(command)", at: 0)
        return pointing
    }
}
