import BelayData
import BelayLanguage
import BelayRPC
import BelaySource
import BelaySyntax
import BelayWorkspace

/// A new name for a name, a type or one word of a phrase, in every file that says it. It is refused where the new one would be
/// taken for something else, or would be wrong.
struct RenameFeature {
    private let cursor: Cursor
    private let search: SymbolSearch
    private let occurrence: ProgramIndex.Occurrence

    init(_ cursor: Cursor) throws(ResponseError) {
        guard let occurrence = cursor.occurrence, let search = SymbolSearch(cursor) else {
            throw ResponseError(.requestFailed, "there is no name here, nor a word of a phrase")
        }
        if case .library = occurrence.symbol {
            throw ResponseError(
                .requestFailed, "a library has the name of its file: rename that, and every `use` of it")
        }
        (self.cursor, self.search, self.occurrence) = (cursor, search, occurrence)
        let path = cursor.workspace.paths[cursor.definition(of: occurrence.symbol).file.rawValue]
        if let bundled = BundledFolder(cursor.project.surroundings), path.hasPrefix(bundled.path + "/"),
            !cursor.project.isInFolder(path)
        {
            throw ResponseError(.requestFailed, "this comes with Belay, from \(path)")
        }
    }

    /// The word that would be renamed.
    var prepared: DataValue {
        ["range": cursor.range(occurrence.span).data, "placeholder": .string(search.word)]
    }

    func edit(to name: String) throws(ResponseError) -> WorkspaceEdit {
        try check(name)
        let places = search.places().filter { $0.item == occurrence.item }
        var byPath: [String: [SymbolSearch.Place]] = [:]
        for place in places { byPath[place.path, default: []].append(place) }
        var texts: [String: [UInt8]] = [:]
        for (path, places) in byPath { texts[path] = renamed(path, places, to: name) }
        try verify(texts, places, name)
        let documents = byPath.keys.sorted().map { path -> WorkspaceEdit.Document in
            let lines = LineTable(cursor.project.bytes(of: path) ?? [], cursor.project.encoding)
            let edits = byPath[path, default: []].map { TextEdit(range: lines.range($0.start, $0.end), text: name) }
            return WorkspaceEdit.Document(
                uri: cursor.project.address(of: path), version: cursor.project.documents[path]?.version, edits: edits)
        }
        return WorkspaceEdit(documents: documents)
    }

    /// It must be one name alone.
    private func check(_ name: String) throws(ResponseError) {
        let isPhrase = occurrence.item != nil
        let text = isPhrase ? name : "$\(name)"
        let (tokens, diagnostics) = Lexer.lex(SourceText(file: FileNumber(0), name: "", bytes: Array(text.utf8)))
        let isWhole = tokens.count == 2 && tokens[0].end == text.utf8.count && diagnostics.isEmpty
        let isPlain = name.unicodeScalars.allSatisfy {
            $0 == "_" || $0 == "-" || $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
        guard isWhole, tokens[0].kind == (isPhrase ? .word : .variable), isPlain else {
            throw ResponseError(
                .invalidParams, "`\(name)` is not a name: use letters, digits, `_` and `-`, a letter first")
        }
        if isPhrase, Keyword(rawValue: name)?.endsRow == true {
            throw ResponseError(.requestFailed, "`\(name)` ends a phrase, and stands in none")
        }
    }

    private func renamed(_ path: String, _ places: [SymbolSearch.Place], to name: String) -> [UInt8] {
        var bytes = cursor.project.bytes(of: path) ?? []
        for place in places.sorted(by: { $0.start > $1.start }) {
            bytes.replaceSubrange(place.start..<place.end, with: Array(name.utf8))
        }
        return bytes
    }

    /// Reads all as it would be: nothing more is wrong, and the same words mean the same.
    private func verify(_ texts: [String: [UInt8]], _ places: [SymbolSearch.Place], _ name: String)
        throws(ResponseError)
    {
        var surroundings = cursor.project.surroundings
        let before = surroundings
        surroundings.openTexts.merge(texts) { _, new in new }
        for path in search.paths where texts[path] != nil || path == cursor.analysis.path {
            let old = Analysis(of: path, before, labs: cursor.project.labs)
            let new = Analysis(of: path, surroundings, labs: cursor.project.labs)
            if let diagnostic = new.firstError(beyond: old) {
                throw ResponseError(.requestFailed, "`\(name)` would clash: \(diagnostic.message)")
            }
            if new.meanings(renaming: name) != old.meanings(renaming: search.word) {
                throw ResponseError(.requestFailed, "`\(name)` would mean something else in \(path)")
            }
        }
    }
}

extension Analysis {
    /// An error of which the other has fewer.
    fileprivate func firstError(beyond other: Analysis) -> Diagnostic? {
        var known: [String: Int] = [:]
        for finding in other.findings.values.joined() { known[finding.diagnostic.code, default: 0] += 1 }
        for finding in findings.keys.sorted().flatMap({ findings[$0] ?? [] }) {
            known[finding.diagnostic.code, default: 0] -= 1
            if known[finding.diagnostic.code, default: 0] < 0 { return finding.diagnostic }
        }
        return nil
    }

    /// What each word of each file means, in order, whatever it is called.
    fileprivate func meanings(renaming word: String) -> [String] {
        guard let index = workspace?.index else { return [] }
        var numbers: [ProgramIndex.Symbol: Int] = [:]
        let sorted = index.occurrences.sorted {
            ($0.span.file.rawValue, $0.span.start, $0.span.end) < ($1.span.file.rawValue, $1.span.start, $1.span.end)
        }
        return sorted.map { occurrence in
            if numbers[occurrence.symbol] == nil { numbers[occurrence.symbol] = numbers.count }
            return "\(occurrence.span.file.rawValue) \(numbers[occurrence.symbol] ?? 0) \(occurrence.isDefinition)"
        }
    }
}
