import BelayLanguage
import BelaySource
import BelayWorkspace

/// All places where what the cursor is on is said, in the document, in whatever it uses, and in every runbook of the folders.
struct SymbolSearch {
    /// A word in a file.
    struct Place: Hashable {
        var path: String
        var start: Int
        var end: Int
        var isDefinition: Bool
        /// Of a word of a phrase: which item of the signature it is.
        var item: Int?
    }

    /// What it is, told apart over programs: each numbers its files and definitions by itself.
    private struct Key: Hashable {
        enum Kind: Hashable { case name, phrase, type, library }

        var kind: Kind
        var path: String
        var start: Int
    }

    private let key: Key
    /// The word as it is said.
    let word: String
    private let symbol: ProgramIndex.Symbol
    private let cursor: Cursor
    /// Nobody outside of the file can mean it.
    private let isLocal: Bool

    /// Nil where nothing is that has a meaning.
    init?(_ cursor: Cursor) {
        guard let symbol = cursor.symbol, let key = Self.key(symbol, cursor.workspace) else { return nil }
        (self.cursor, self.symbol, self.key) = (cursor, symbol, key)
        let span = cursor.occurrence?.span ?? cursor.definition(of: symbol)
        word = cursor.workspace.sources[span.file.rawValue].text(of: span)
        if case .name(let span) = symbol {
            // Parameters of libraries are set by others, options by whoever calls.
            isLocal = !(cursor.name(at: span)?.isGlobal ?? false) && !cursor.isOption(span)
        } else {
            isLocal = false
        }
    }

    /// In the order of files and places. Each file is read as the root of a program of its own.
    /// - Parameter texts: instead of what is in files and documents.
    func places(with texts: [String: [UInt8]] = [:]) -> [Place] {
        var found: Set<Place> = []
        for path in paths {
            guard let bytes = texts[path] ?? cursor.project.bytes(of: path), bytes.holds(word) else { continue }
            found.formUnion(places(in: path, texts))
        }
        return found.sorted { ($0.path, $0.start) < ($1.path, $1.start) }
    }

    /// The files that may say it.
    var paths: [String] {
        let own = cursor.workspace.paths
        let path = own[cursor.definition(of: symbol).file.rawValue]
        if isLocal { return [path] }
        return Set(own + cursor.project.runbooks).sorted()
    }

    private func places(in path: String, _ texts: [String: [UInt8]]) -> [Place] {
        var surroundings = cursor.project.surroundings
        surroundings.openTexts.merge(texts) { _, new in new }
        guard let workspace = try? Workspace.load(path, surroundings, isIndexed: true), let index = workspace.index
        else {
            return []
        }
        let file = workspace.tests ?? FileNumber(0)
        // The same file may be known by another path.
        let names = workspace.paths
        return index.occurrences.compactMap { occurrence in
            guard occurrence.span.file == file, Self.key(occurrence.symbol, workspace) == key else { return nil }
            return Place(
                path: names[file.rawValue], start: occurrence.span.start, end: occurrence.span.end,
                isDefinition: occurrence.isDefinition, item: occurrence.item)
        }
    }

    private static func key(_ symbol: ProgramIndex.Symbol, _ workspace: Workspace) -> Key? {
        func key(_ kind: Key.Kind, _ span: Span) -> Key {
            Key(kind: kind, path: workspace.paths[span.file.rawValue], start: span.start)
        }
        switch symbol {
        case .name(let span): return key(.name, span)
        case .type(let span): return key(.type, span)
        case .phrase(let number): return workspace.index.map { key(.phrase, $0.phrases[number.rawValue].span) }
        case .library(let file): return key(.library, Span(file: file, start: 0, end: 0))
        }
    }
}

extension Cursor {
    /// The name is an option of a signature.
    fileprivate func isOption(_ span: Span) -> Bool {
        let bytes = workspace.sources[span.file.rawValue].bytes
        var offset = span.start - 1
        while offset >= 0, bytes[offset] == 0x20 { offset -= 1 }
        return offset >= 0 && bytes[offset] == UInt8(ascii: "[")
    }
}

extension [UInt8] {
    fileprivate func holds(_ word: String) -> Bool { firstRange(of: Array(word.utf8)) != nil }
}
