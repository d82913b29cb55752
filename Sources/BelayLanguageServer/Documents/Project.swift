import BelayLanguage
import BelaySource
import BelayWorkspace

/// The documents that a client has open, what they mean, and the files around them.
final class Project {
    private(set) var surroundings: Surroundings
    let labs: BuiltInLabs
    let encoding: PositionEncoding
    /// The folders that the client has open, absolute.
    var folders: [String]
    /// By path.
    private(set) var documents: [String: OpenDocument] = [:]
    private var analyses: [String: Analysis] = [:]
    /// The documents that have changed, or use what has, since they were looked at.
    private var stale: Set<String> = []
    /// What newer analyses have replaced. A whole program takes a while to give back, and nobody is to wait for that.
    private var replaced: [Analysis] = []

    init(_ surroundings: Surroundings, labs: BuiltInLabs, folders: [String], _ encoding: PositionEncoding) {
        self.surroundings = surroundings
        self.labs = labs
        self.folders = folders
        self.encoding = encoding
        if let first = folders.first { self.surroundings.workingFolder = first }
    }

    // MARK: - Documents

    func open(_ document: OpenDocument) { set(document, at: document.uri.path) }

    /// - Returns: false for a document that is not open.
    func change(_ uri: DocumentURI, _ changes: [TextChange], version: Int) -> Bool {
        guard var document = documents[uri.path] else { return false }
        // Its text would be copied while the store has it too.
        documents[uri.path] = nil
        document.apply(changes, version: version)
        set(document, at: uri.path)
        return true
    }

    func close(_ uri: DocumentURI) {
        documents[uri.path] = nil
        surroundings.openTexts[uri.path] = nil
        analyses[uri.path] = nil
        noteChange(of: uri.path)
        stale.remove(uri.path)
    }

    /// A file has changed that is not open here.
    func noteChange(of path: String) {
        for (root, analysis) in analyses where analysis.mayUse(path) { stale.insert(root) }
    }

    private func set(_ document: OpenDocument, at path: String) {
        let isNew = documents[path] == nil && surroundings.openTexts[path] == nil
        documents[path] = document
        surroundings.openTexts[path] = document.bytes
        noteChange(of: path)
        // It may be the library that others lack.
        if isNew { stale.formUnion(analyses.keys) }
        stale.insert(path)
    }

    // MARK: - Meaning

    /// What an open document means now.
    func analysis(of path: String) -> Analysis? {
        guard documents[path] != nil else { return nil }
        if let known = analyses[path], !stale.contains(path) { return known }
        let analysis = Analysis(of: path, surroundings, labs: labs, since: analyses[path])
        if let former = analyses.updateValue(analysis, forKey: path) { replaced.append(former) }
        stale.remove(path)
        return analysis
    }

    /// Gives back what newer analyses have replaced: for when a client has its answer.
    func dropReplaced() { replaced.removeAll() }

    /// Of all open documents, in the order of their paths.
    var allAnalyses: [Analysis] { documents.keys.sorted().compactMap { analysis(of: $0) } }

    func address(of path: String) -> DocumentURI { documents[path]?.uri ?? DocumentURI(path: path) }

    func lines(of source: SourceText) -> LineTable { LineTable(source.bytes, encoding) }

    /// A place in one of the files of an analysis.
    func location(_ span: Span, sources: [SourceText], paths: [String]) -> Location {
        let lines = lines(of: sources[span.file.rawValue])
        return Location(uri: address(of: paths[span.file.rawValue]), range: lines.range(span.start, span.end))
    }
}

extension Analysis {
    /// A change of the file can change what is meant.
    fileprivate func mayUse(_ path: String) -> Bool {
        workspace == nil || paths.contains(path) || findings[path] != nil
            || findings.values.joined().contains { $0.paths.contains(path) || $0.diagnostic.isOfMissingFile }
    }
}

extension Diagnostic {
    /// Another file could be what it lacks.
    fileprivate var isOfMissingFile: Bool {
        [LanguageCode.unknownLibrary.rawValue, WorkspaceCode.unknownLab.rawValue].contains(code)
    }
}
