public import BelayCompletion
import BelayLanguage
import BelaySyntax

/// Completions at a cursor.
public struct Completer {
    private let statements: StatementCompleter
    /// The numbers of the jobs that run.
    private let jobs: [Int]
    private var scope: CompletionScope { statements.scope }

    public init(_ scope: CompletionScope, jobs: [Int] = []) {
        statements = StatementCompleter(scope)
        self.jobs = jobs
    }

    /// - Parameter entry: all lines of the entry up to the cursor.
    public func completion(of entry: String) -> LineCompletion {
        let found = candidates(for: entry)
        let matching = found.words.map(\.text).filter { $0.hasPrefix(found.partial) }.sorted()
        var seen: Set<String> = []
        let words = matching.filter { seen.insert($0).inserted }
        if let file = found.file, !found.files.isEmpty {
            if words.isEmpty {
                guard let (replaced, inserted) = file.replacement(among: found.files) else {
                    return LineCompletion(choices: found.files)
                }
                return LineCompletion(replaced: replaced, inserted: inserted)
            }
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
        let progress = statements.matches(row, statement.partial)
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

    /// The text after the only completion.
    private func end(of word: String, in found: Candidates) -> String {
        if found.isBraced {
            let name = word.lastIndex(of: "{").map { word[word.index(after: $0)...] } ?? word[...]
            // A name with fields may continue.
            return statements.fields(at: name.split(separator: ".").map(String.init)).isEmpty ? "}" : ""
        }
        let continues = word.hasSuffix("/") || word.hasSuffix("=") || word.hasSuffix(".")
        return continues || found.isInText ? "" : " "
    }

    private func candidates(for entry: String) -> Candidates {
        if isCommand(entry) { return candidates(forCommand: String(entry.drop(while: \.isWhitespace))) }
        return statements.candidates(for: entry)
    }

    private func candidates(forCommand line: String) -> Candidates {
        guard let space = line.firstIndex(of: " ") else {
            return Candidates(partial: line, words: SessionCommand.names)
        }
        let rest = String(line[line.index(after: space)...].drop { $0 == " " })
        switch line[..<space] {
        case ":on": return Candidates(partial: rest, words: scope.hosts + statements.names(of: .host))
        case ":ask": return Candidates(partial: rest, words: AskMode.allCases.map(\.rawValue))
        case ":load", ":save":
            var found = Candidates(partial: rest)
            let word = FileWord(line: rest)
            (found.file, found.files) = (word, word.paths(among: scope.files))
            return found
        case ":end": return Candidates(partial: rest, words: jobs.map(String.init))
        case ":plan", ":time", ":job", ":help", ":phrases": return candidates(for: rest)
        default: return Candidates(partial: rest)
        }
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
