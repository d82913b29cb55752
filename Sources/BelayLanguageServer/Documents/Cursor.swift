import BelayLanguage
import BelayRPC
import BelaySource
import BelaySyntax
import BelayWorkspace

/// A place in an open document, and what is there.
struct Cursor {
    let project: Project
    let analysis: Analysis
    let workspace: Workspace
    let index: ProgramIndex
    let file: FileNumber
    let source: SourceText
    let lines: LineTable
    let offset: Int

    /// The document of a request, at its position; at its beginning when the request has none.
    init(_ params: Parameters, in project: Project) throws(ResponseError) {
        let path = try params.document().path
        guard let analysis = project.analysis(of: path) else {
            throw ResponseError(.invalidParams, "\(try params.document().text) is not open")
        }
        guard let workspace = analysis.workspace, let index = workspace.index,
            let source = analysis.source(of: analysis.file)
        else { throw ResponseError(.requestFailed, "the runbook that these tests are of is not there") }
        (self.project, self.analysis, self.workspace, self.index) = (project, analysis, workspace, index)
        (file, self.source) = (analysis.file, source)
        lines = project.lines(of: source)
        offset = params["position"] == nil ? 0 : lines.offset(of: try params.position())
    }

    /// What is said at the cursor: the shortest word that it is in, or right behind.
    var occurrence: ProgramIndex.Occurrence? {
        index.occurrences.filter { occurrence in
            let span = occurrence.span
            guard span.file == file, offset <= span.end else { return false }
            return span.start - signLength(before: span.start) <= offset
        }
        .min { ($0.span.end - $0.span.start, $0.span.start) < ($1.span.end - $1.span.start, $1.span.start) }
    }

    /// Of the `$` or `${` before a name, which belongs to it.
    func signLength(before offset: Int) -> Int {
        let bytes = source.bytes
        if offset > 0, bytes[offset - 1] == UInt8(ascii: "$") { return 1 }
        if offset > 1, bytes[offset - 1] == UInt8(ascii: "{"), bytes[offset - 2] == UInt8(ascii: "$") { return 2 }
        return 0
    }

    /// The phrase that is used around the cursor.
    var use: ProgramIndex.Use? {
        index.uses.filter { $0.span.file == file && $0.span.start <= offset && offset <= $0.span.end }
            .min { ($0.span.end - $0.span.start) < ($1.span.end - $1.span.start) }
    }

    /// What is meant at the cursor: a word, or the phrase around it.
    var symbol: ProgramIndex.Symbol? { occurrence?.symbol ?? use.map { .phrase($0.definition) } }

    var syntax: FileSyntax { workspace.files[file.rawValue].syntax }

    func name(at span: Span) -> ProgramIndex.Name? { index.name(at: span) }

    func range(_ span: Span) -> PositionRange { lines.range(span.start, span.end) }

    func location(_ span: Span) -> Location {
        project.location(span, sources: workspace.sources, paths: workspace.paths)
    }

    /// Where a symbol is introduced.
    func definition(of symbol: ProgramIndex.Symbol) -> Span {
        switch symbol {
        case .name(let span), .type(let span): span
        case .phrase(let number): index.phrases[number.rawValue].span
        case .library(let file): Span(file: file, start: 0, end: 0)
        }
    }
}
