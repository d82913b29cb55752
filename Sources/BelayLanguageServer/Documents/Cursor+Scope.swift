import BelayCompletion
import BelayLanguage
import BelaySource
import BelaySyntax
import BelayWorkspace

/// What can be said at the cursor.
extension Cursor {
    /// The statement around the cursor as far as it is typed, whatever stands before it in the file.
    var statementText: String {
        String(decoding: source.bytes[statementStart..<offset], as: UTF8.self)
    }

    /// A statement begins behind the end of a line or a brace that is in no bracket.
    private var statementStart: Int {
        let prefix = SourceText(file: file, name: "", bytes: Array(source.bytes[..<offset]))
        var start = 0
        var brackets = 0
        for token in Lexer.lex(prefix).tokens {
            switch token.kind {
            case .leftParenthesis, .leftBracket: brackets += 1
            case .rightParenthesis, .rightBracket: brackets = max(0, brackets - 1)
            case .leftBrace, .rightBrace:
                brackets = 0
                start = token.end
            case .newline where brackets == 0: start = token.end
            default: break
            }
        }
        return min(start, offset)
    }

    var completionScope: CompletionScope {
        var scope = CompletionScope()
        scope.phrases = phrasesHere
        scope.names = names.map { CompletionName(name: $0.name, type: $0.type, fields: $0.fields ?? []) }
        scope.types = typeNames
        scope.libraries = workspace.libraryNames(for: file)
        scope.statements = statementWords
        let path = analysis.path
        let surroundings = project.surroundings
        scope.files = { prefix in FolderListing.paths(startingWith: prefix, besides: path, surroundings) }
        return scope
    }

    /// Of the document, and of the libraries that it uses.
    private var phrasesHere: [Phrase] {
        let own = workspace.files[file.rawValue]
        var files = Set(own.libraries.values).union([file])
        // Tests see what their runbook sees.
        if workspace.tests != nil { files.formUnion(workspace.files[0].libraries.values.map { $0 } + [FileNumber(0)]) }
        return index.phrases.filter { files.contains($0.span.file) }
    }

    /// The names that are set above the cursor and not hidden there.
    var names: [ProgramIndex.Name] {
        let hiding = index.scopes.filter { $0.file == file && !($0.start <= offset && offset <= $0.end) }
        var seen: Set<String> = []
        return index.names.reversed().filter { name in
            guard name.span.file == file else { return false }
            if name.isGlobal { return seen.insert(name.name).inserted }
            guard name.span.end <= offset else { return false }
            let isHidden = hiding.contains { $0.start <= name.span.start && name.span.end <= $0.end }
            return !isHidden && seen.insert(name.name).inserted
        }
    }

    private var typeNames: [String] {
        var names: Set<String> = []
        for occurrence in index.occurrences {
            guard case .type(let span) = occurrence.symbol, occurrence.isDefinition else { continue }
            names.insert(workspace.sources[span.file.rawValue].text(of: span))
        }
        return names.sorted()
    }

    /// Outside of every block declarations, inside of one what does something.
    private var statementWords: [String] {
        let path = workspace.files[file.rawValue].syntax.path(to: offset)
        let isInside = path.contains { $0.blocks.contains { $0.span.start < offset && offset < $0.span.end } }
        let forms = StatementForm.allCases.filter { form in
            guard form.help != nil, !form.words.isEmpty else { return false }
            return isInside
                ? !form.isDeclaration && form != .phase
                : form.places.isSuperset(of: .file) || form == .phase || form == .let
        }
        var words: [String] = []
        for form in forms {
            if let word = form.words.first?.rawValue, !words.contains(word) { words.append(word) }
        }
        return words
    }
}
