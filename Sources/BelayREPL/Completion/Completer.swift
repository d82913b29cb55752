import BelayLanguage
import BelayRuntime
import BelaySyntax

/// Completions at a cursor.
public struct Completer {
    private let scope: CompletionScope

    public init(_ scope: CompletionScope) { self.scope = scope }

    /// - Parameter entry: all lines of the entry up to the cursor.
    public func completion(of entry: String) -> LineCompletion {
        let found = candidates(for: entry)
        let matching = found.words.filter { $0.hasPrefix(found.partial) }.sorted()
        var seen: Set<String> = []
        let words = matching.filter { seen.insert($0).inserted }
        if let file = found.file, !found.files.isEmpty {
            if words.isEmpty { return file.completion(among: found.files) }
            return LineCompletion(choices: words + found.files + found.expected)
        }
        guard let first = words.first else {
            return LineCompletion(choices: found.expected)
        }
        if words.count == 1 {
            return LineCompletion(inserted: String(first.dropFirst(found.partial.count)) + end(of: first, in: found))
        }
        let shared = words.reduce(first) { $0.commonPrefix(with: $1) }
        if shared.count > found.partial.count {
            return LineCompletion(inserted: String(shared.dropFirst(found.partial.count)))
        }
        return LineCompletion(choices: words + found.expected)
    }

    /// The rest of the only phrase that begins so: the part that can be taken as it is, and what comes after it.
    public func hint(after entry: String) -> LineHint? {
        if isCommand(entry) { return nil }
        let statement = StatementWords(entry)
        guard statement.quote == nil, !statement.partial.hasPrefix("$") else { return nil }
        let row = PhraseStart(statement.words)
        guard !row.words.isEmpty || statement.partial.count > 1 else { return nil }
        let progress = matches(row, statement.partial)
        guard progress.count == 1, let only = progress.first else { return nil }
        var taken = ""
        var items = only.rest
        switch only.next {
        case .word(let word):
            taken = String(word.dropFirst(statement.partial.count))
            while case .word(let next)? = items.first {
                taken += " " + next
                items.removeFirst()
            }
            if case .placeholder? = items.first { taken += " " }
        case .placeholder(let placeholder):
            guard statement.partial.isEmpty else { return nil }
            items = [.placeholder(placeholder)] + items
        case .options: return nil
        }
        return LineHint(taken: taken, shown: items.map(\.text).joined(separator: " "))
    }

    private func isCommand(_ entry: String) -> Bool { entry.first { !$0.isWhitespace } == ":" }

    private struct Candidates {
        var partial: String
        /// They are in a text, which continues after them.
        var isInText = false
        /// They are in `${ }`.
        var isBraced = false
        var words: [String] = []
        /// A word that can become the path of a file, and of which.
        var file: FileWord?
        var files: [String] = []
        /// The expected values there, in words, when nothing can be listed.
        var expected: [String] = []
    }

    /// The text after the only completion.
    private func end(of word: String, in found: Candidates) -> String {
        if found.isBraced {
            let name = word.lastIndex(of: "{").map { word[word.index(after: $0)...] } ?? word[...]
            // A name with fields may continue.
            return fields(at: name.split(separator: ".").map(String.init)).isEmpty ? "}" : ""
        }
        let continues = word.hasSuffix("/") || word.hasSuffix("=") || word.hasSuffix(".")
        return continues || found.isInText ? "" : " "
    }

    private func candidates(for entry: String) -> Candidates {
        if isCommand(entry) { return candidates(forCommand: String(entry.drop(while: \.isWhitespace))) }
        if let command = CommandText(before: entry) { return candidates(in: command) }
        let statement = StatementWords(entry)
        let partial = statement.partial
        if let variable = candidates(forVariable: partial, quote: statement.quote) { return variable }
        let row = PhraseStart(statement.words)
        if row.keyword == "use" { return Candidates(partial: partial, words: scope.libraries) }
        if row.keyword == "on", row.words.isEmpty {
            return Candidates(partial: partial, words: scope.hosts + names(of: .host))
        }
        if row.keyword == "on" { return Candidates(partial: partial, words: words(afterHost: row.words.dropFirst())) }
        if statement.words.last?.hasSuffix(":") == true {
            return Candidates(partial: partial, words: Self.types)
        }
        var found = Candidates(partial: partial)
        if statement.words.isEmpty { found.words += Self.statements }
        for progress in matches(row, partial) { add(progress, to: &found) }
        if found.words.isEmpty, found.expected.isEmpty {
            found.words = OperatorWords.words(after: String(entry.dropLast(partial.count)), statement.words)
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
        var found = Candidates(partial: word.source)
        found.file = FileWord(word, in: command)
        found.files = found.file?.paths(among: scope.files) ?? []
        return found
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

    private func matches(_ row: PhraseStart, _ partial: String) -> [PhraseProgress] {
        scope.phrases.compactMap { phrase in
            guard row.accepts(phrase.kind), let progress = PhraseProgress(phrase, after: row.words),
                progress.accepts(partial)
            else { return nil }
            return progress
        }
    }

    private func add(_ progress: PhraseProgress, to found: inout Candidates) {
        switch progress.next {
        case .word(let word): found.words.append(word)
        case .placeholder(let placeholder):
            found.words += words(of: placeholder.type)
            if placeholder.type == .path { addFiles(to: &found, for: found.partial) }
            let expected = "(\(placeholder.name): \(placeholder.typeName))"
            if !found.expected.contains(expected) { found.expected.append(expected) }
        case .options:
            if let option = progress.option(in: found.partial) {
                let given = found.partial.drop { $0 != "=" }.dropFirst()
                found.words += words(of: option.type).map { "\(option.name)=\($0)" }
                if option.type == .path { addFiles(to: &found, for: String(given)) }
            } else {
                found.words += progress.options.map { "\($0.name)=" }
            }
        }
    }

    private func words(of type: ValueType) -> [String] {
        switch type {
        case .choice(let words): words
        case .flag: ["yes", "no"]
        case .host: scope.hosts + names(of: type)
        case .path, .text, .number, .duration, .time, .secret, .record, .list, .any: names(of: type)
        }
    }

    /// Variables that hold such a value.
    private func names(of type: ValueType) -> [String] {
        scope.names.filter { $0.value.mayBe(type) }.map { "$\($0.name)" }
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
        guard let dot = inner.lastIndex(of: ".") else {
            let words = (scope.names.map(\.name) + ["run"]).map { before + $0 }
            return Candidates(partial: partial, isInText: quote != nil, isBraced: isBraced, words: words)
        }
        let path = inner[..<dot].split(separator: ".").map(String.init)
        let reached = before + inner[...dot]
        return Candidates(
            partial: partial, isInText: quote != nil, isBraced: isBraced, words: fields(at: path).map { reached + $0 })
    }

    private func fields(at path: [String]) -> [String] {
        guard let first = path.first else { return [] }
        if first == "run" { return path.count == 1 ? ["id", "now", "started"] : [] }
        guard var value = scope.names.first(where: { $0.name == first })?.value else { return [] }
        for name in path.dropFirst() {
            guard let field = value.fields.first(where: { $0.name == name }) else { return [] }
            value = field.value
        }
        if case .host = value { return ["address", "user"] }
        return value.fields.map(\.name)
    }

    private func candidates(forCommand line: String) -> Candidates {
        guard let space = line.firstIndex(of: " ") else {
            return Candidates(partial: line, words: SessionCommand.names)
        }
        let rest = String(line[line.index(after: space)...].drop { $0 == " " })
        switch line[..<space] {
        case ":on": return Candidates(partial: rest, words: scope.hosts + names(of: .host))
        case ":ask": return Candidates(partial: rest, words: AskMode.allCases.map(\.rawValue))
        case ":load", ":save":
            var found = Candidates(partial: rest)
            let word = FileWord(line: rest)
            (found.file, found.files) = (word, word.paths(among: scope.files))
            return found
        case ":end": return Candidates(partial: rest, words: scope.jobs.map(String.init))
        case ":plan", ":time", ":job", ":help", ":phrases": return candidates(for: rest)
        default: return Candidates(partial: rest)
        }
    }

    private static let types = ValueType.builtInNames + ["list of"]
    private static let statements = Keyword.allCases.filter { keyword in
        keyword.beginsStatement
            && ![.via, .give, .done, .undo, .recover, .runbook, .param, .lock, .rehearse].contains(keyword)
    }.map(\.rawValue)
}

extension Value {
    /// True if it may be such a value.
    fileprivate func mayBe(_ type: ValueType) -> Bool {
        switch (self, type) {
        case (.unknown, _), (.none, _), (_, .any): true
        case (.text, .text), (.text, .path), (.text, .host), (.text, .choice), (.host, .host), (.host, .text): true
        case (.number, .number), (.number, .text), (.flag, .flag), (.duration, .duration), (.time, .time),
            (.time, .text):
            true
        case (.secret, .secret), (.record, .record), (.list, .list): true
        default: false
        }
    }

    /// Of a record, or of the records in a list.
    fileprivate var fields: [Field] {
        switch self {
        case .record(let fields): fields
        case .list(let elements): elements.first?.fields ?? []
        case .text, .number, .flag, .duration, .time, .host, .secret, .none, .unknown: []
        }
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
