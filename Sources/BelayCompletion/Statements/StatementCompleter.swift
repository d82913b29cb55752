public import BelayLanguage
import BelaySyntax

/// What can stand behind a text of the language: the words of statements and phrases, options, names, fields, types, choices.
public struct StatementCompleter {
    public let scope: CompletionScope

    public init(_ scope: CompletionScope) { self.scope = scope }

    /// - Parameter text: the statement that the cursor is in, up to it, with any lines before.
    public func candidates(for entry: String) -> Candidates {
        if let command = CommandText(before: entry) { return candidates(in: command) }
        let statement = StatementWords(entry)
        let partial = statement.partial
        if let variable = candidates(forVariable: partial, quote: statement.quote) { return variable }
        let row = PhraseStart(statement.words)
        if row.keyword == "use" { return Candidates(partial: partial, words: scope.libraries, .library) }
        if row.keyword == "on", row.words.isEmpty {
            var found = Candidates(partial: partial, words: scope.hosts, .host)
            found.add(names(of: .host), .name)
            return found
        }
        if row.keyword == "on" {
            return Candidates(partial: partial, words: words(afterHost: row.words.dropFirst()), .host)
        }
        if statement.words.last?.hasSuffix(":") == true {
            return Candidates(partial: partial, words: Self.types + scope.types, .type)
        }
        var found = Candidates(partial: partial)
        if statement.words.isEmpty { found.add(scope.statements, .statement) }
        for progress in matches(row, partial) { add(progress, to: &found) }
        if found.words.isEmpty, found.expected.isEmpty {
            found.add(OperatorWords.words(after: String(entry.dropLast(partial.count)), statement.words), .operatorWord)
        }
        if found.words.isEmpty, found.files.isEmpty, partial.contains("/") { addFiles(to: &found, for: partial) }
        // In a text only files are looked for.
        if statement.quote != nil { (found.words, found.expected) = ([], []) }
        return found
    }

    /// In the shell's text.
    private func candidates(in command: CommandText) -> Candidates {
        let word = ShellWord(endOf: command.text)
        if let variable = candidates(forVariable: word.source, quote: word.quote) { return variable }
        if word.quote == nil, word.isWord, !word.source.isEmpty, !word.source.contains(where: { "/~.".contains($0) }),
            Self.beginsCommand(String(command.text.dropLast(word.source.count)))
        {
            let programs = scope.programs(word.source)
            if !programs.isEmpty { return Candidates(partial: word.source, words: programs, .program) }
        }
        var found = Candidates(partial: word.source)
        found.file = FileWord(word, in: command)
        found.files = found.file?.paths(among: scope.files) ?? []
        return found
    }

    /// Whether the word behind this text of the shell is the name of a program.
    private static func beginsCommand(_ text: String) -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard let last = words.last else { return true }
        return last.hasSuffix("|") || last.hasSuffix(";") || last.hasSuffix("&&") || last.hasSuffix("(")
            || ["sudo", "exec", "then", "do", "else", "if", "while", "!"].contains(last)
    }

    /// Behind `on HOST`.
    private func words(afterHost words: ArraySlice<String>) -> [String] {
        switch Array(words) {
        case []: ["as", "{"]
        case ["as"]: scope.users
        default: words.count == 2 && words.first == "as" ? ["{"] : []
        }
    }

    private func addFiles(to found: inout Candidates, for partial: String) {
        guard found.files.isEmpty, let word = FileWord(language: partial, home: scope.home) else { return }
        found.file = word
        found.files = word.paths(among: { prefix in scope.files(prefix.isEmpty ? "./" : prefix) })
    }

    public func matches(_ row: PhraseStart, _ partial: String) -> [PhraseProgress] {
        scope.phrases.compactMap { phrase in
            guard row.accepts(phrase.kind), let progress = PhraseProgress(phrase, after: row.words),
                progress.accepts(partial)
            else { return nil }
            return progress
        }
    }

    private func add(_ progress: PhraseProgress, to found: inout Candidates) {
        switch progress.next {
        case .word(let word):
            found.add([word], .phrase)
            found.phrases.append(progress)
        case .placeholder(let placeholder):
            addWords(of: placeholder.type, to: &found)
            if placeholder.type == .path { addFiles(to: &found, for: found.partial) }
            let expected = "(\(placeholder.name): \(placeholder.typeName))"
            if !found.expected.contains(expected) { found.expected.append(expected) }
        case .options:
            if let option = progress.option(in: found.partial) {
                let given = found.partial.drop { $0 != "=" }.dropFirst()
                addWords(of: option.type, to: &found, before: "\(option.name)=")
                if option.type == .path { addFiles(to: &found, for: String(given)) }
            } else {
                found.add(progress.options.map { "\($0.name)=" }, .option)
            }
        }
    }

    private func addWords(of type: ValueType, to found: inout Candidates, before start: String = "") {
        switch type {
        case .choice(let words): found.add(words.map { start + $0 }, .choice)
        case .flag: found.add(["yes", "no"].map { start + $0 }, .choice)
        case .host: found.add(scope.hosts.map { start + $0 }, .host)
        case .path, .text, .number, .duration, .time, .secret, .record, .list, .any: break
        }
        if case .choice = type { return }
        if type != .flag { found.add(names(of: type).map { start + $0 }, .name) }
    }

    /// Variables that hold such a value.
    public func names(of type: ValueType) -> [String] {
        scope.names.filter { $0.mayBe(type) }.map { "$\($0.name)" }
    }

    private func candidates(forVariable partial: String, quote: Unicode.Scalar?) -> Candidates? {
        guard quote != "'", let sign = partial.lastIndex(of: "$"),
            partial[..<sign].reversed().prefix(while: { $0 == "\\" }).count.isMultiple(of: 2)
        else { return nil }
        let name = partial[partial.index(after: sign)...]
        let isBraced = name.hasPrefix("{")
        let inner = isBraced ? name.dropFirst() : name
        guard inner.allSatisfy({ $0.isLetter || $0.isNumber || "_.-".contains($0) }) else { return nil }
        let before = String(partial[...sign]) + (isBraced ? "{" : "")
        func named(_ candidates: Candidates) -> Candidates {
            var candidates = candidates
            (candidates.isInText, candidates.isBraced) = (quote != nil, isBraced)
            return candidates
        }
        guard let dot = inner.lastIndex(of: ".") else {
            let words = (scope.names.map(\.name) + ["run"]).map { before + $0 }
            return named(Candidates(partial: partial, words: words, .name))
        }
        let path = inner[..<dot].split(separator: ".").map(String.init)
        let reached = before + inner[...dot]
        return named(Candidates(partial: partial, words: fields(at: path).map { reached + $0 }, .field))
    }

    /// What can be reached in a name by a path, which begins with it.
    public func fields(at path: [String]) -> [String] {
        guard let first = path.first else { return [] }
        if first == "run" { return path.count == 1 ? ["id", "now", "started"] : [] }
        guard var reached = scope.names.first(where: { $0.name == first }) else { return [] }
        for name in path.dropFirst() {
            guard let field = reached.fields.first(where: { $0.name == name }) else { return [] }
            reached = field
        }
        return reached.fields.map(\.name)
    }

    private static let types = ValueType.builtInNames + ["list of"]
}
