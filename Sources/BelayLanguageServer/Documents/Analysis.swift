import BelayLanguage
import BelaySource
import BelayWorkspace

/// A document with all the files that it uses, read and checked.
struct Analysis {
    /// Of the document, absolute.
    let path: String
    /// Nil for tests of a runbook that is not there.
    let workspace: Workspace?
    /// By path; what is wrong with the lab of a runbook is among them.
    let findings: [String: [Finding]]

    /// Something wrong, with the sources that its spans are of.
    struct Finding {
        var diagnostic: Diagnostic
        var sources: [SourceText]
        var paths: [String]
    }

    /// - Parameter earlier: of the same document before it or others were edited.
    init(of path: String, _ surroundings: Surroundings, labs: BuiltInLabs, since earlier: Analysis? = nil) {
        self.path = path
        do throws(WorkspaceFailure) {
            let workspace = try Workspace.load(path, surroundings, isIndexed: true, since: earlier?.workspace)
            self.workspace = workspace
            let check = LabCheck(of: workspace, LabFinder(surroundings, builtIn: labs))
            var findings = Self.findings(workspace.diagnostics + check.ofRunbook, in: workspace)
            if let lab = check.lab {
                findings.merge(Self.findings(check.ofLab, in: lab)) { $0 + $1 }
            }
            self.findings = findings
        } catch {
            workspace = nil
            findings = [path: [Self.finding(error, path, surroundings)]]
        }
    }

    /// Where the document is among the files.
    var file: FileNumber { workspace?.tests ?? FileNumber(0) }

    /// The files that it depends on, and where others would be looked for that are not there.
    var paths: [String] { workspace?.paths ?? [path] }

    func source(of file: FileNumber) -> SourceText? {
        guard let workspace, workspace.sources.indices.contains(file.rawValue) else { return nil }
        return workspace.sources[file.rawValue]
    }

    private static func findings(_ diagnostics: [Diagnostic], in workspace: Workspace) -> [String: [Finding]] {
        var found: [String: [Finding]] = [:]
        for diagnostic in diagnostics {
            let path = workspace.paths[diagnostic.span.file.rawValue]
            found[path, default: []].append(
                Finding(diagnostic: diagnostic, sources: workspace.sources, paths: workspace.paths))
        }
        return found
    }

    /// There is no text to point at but the document's beginning.
    private static func finding(_ failure: WorkspaceFailure, _ path: String, _ surroundings: Surroundings) -> Finding {
        let source = SourceText(file: FileNumber(0), name: path, bytes: surroundings.openTexts[path] ?? [])
        let span = Span(file: source.file, start: 0, end: source.line(0).utf8.count)
        let diagnostic = Diagnostic(
            code: "", failure.message, at: span, help: failure.help)
        return Finding(diagnostic: diagnostic, sources: [source], paths: [path])
    }
}
