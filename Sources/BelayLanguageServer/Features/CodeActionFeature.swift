import BelayData
import BelayLanguage
import BelaySource
import BelayWorkspace

/// The help of diagnostics as edits. One is offered when the text with it has fewer problems than the text without: nothing
/// else says that it was meant so.
enum CodeActionFeature {
    static func actions(_ cursor: Cursor, _ range: PositionRange, isVersioned: Bool) -> DataValue {
        let (start, end) = (cursor.lines.offset(of: range.start), cursor.lines.offset(of: range.end))
        var actions: [DataValue] = []
        let findings = cursor.analysis.findings[cursor.analysis.path] ?? []
        for finding in findings {
            let span = finding.diagnostic.span
            // A diagnostic at the end of a line is meant by its whole line.
            guard span.start <= max(end, start), start <= max(span.end, span.start) else { continue }
            for (number, fix) in fixes(of: finding.diagnostic, cursor).enumerated() {
                let edit = WorkspaceEdit(documents: [
                    .init(
                        uri: cursor.project.address(of: cursor.analysis.path),
                        version: cursor.project.documents[cursor.analysis.path]?.version,
                        edits: [TextEdit(range: cursor.lines.range(fix.start, fix.end), text: fix.text)])
                ])
                actions.append([
                    "title": .string(fix.title), "kind": "quickfix", "isPreferred": .bool(number == 0),
                    "edit": edit.data(isVersioned: isVersioned),
                ])
            }
        }
        return .array(actions)
    }

    /// Those that cure, no two with the same result.
    static func fixes(of diagnostic: Diagnostic, _ cursor: Cursor) -> [QuickFix] {
        let bytes = cursor.source.bytes
        let before = problems(cursor.analysis)
        var results: Set<[UInt8]> = [bytes]
        var found: [QuickFix] = []
        for fix in QuickFixCandidates(source: cursor.source, diagnostic: diagnostic).all {
            let text = fix.applied(to: bytes)
            guard results.insert(text).inserted else { continue }
            var surroundings = cursor.project.surroundings
            surroundings.openTexts[cursor.analysis.path] = text
            let analysis = Analysis(of: cursor.analysis.path, surroundings, labs: cursor.project.labs)
            let after = problems(analysis)
            let isCured = (after[diagnostic.code] ?? 0) < (before[diagnostic.code] ?? 0)
            // Without a library and behind a mistake in the grammar more may be wrong than is said: there the line counts.
            let new = diagnostic.hidesOthers ? problems(analysis, touching: fix) : after
            if isCured, !new.contains(where: { $0.value > (before[$0.key] ?? 0) }) { found.append(fix) }
            if found.count == 3 { break }
        }
        return found
    }

    /// How many of each code there are.
    private static func problems(_ analysis: Analysis) -> [String: Int] {
        analysis.findings.values.joined().reduce(into: [:]) { $0[$1.diagnostic.code, default: 0] += 1 }
    }

    /// The same on the lines that a fix has written.
    private static func problems(_ analysis: Analysis, touching fix: QuickFix) -> [String: Int] {
        guard let source = analysis.source(of: analysis.file) else { return [:] }
        let lines = source.lineIndex(at: fix.start)...source.lineIndex(at: fix.start + fix.text.utf8.count)
        return (analysis.findings[analysis.path] ?? []).reduce(into: [:]) { count, finding in
            if lines.contains(source.lineIndex(at: finding.diagnostic.span.start)) {
                count[finding.diagnostic.code, default: 0] += 1
            }
        }
    }
}

extension Diagnostic {
    fileprivate var hidesOthers: Bool { code.hasPrefix("B01") || code == LanguageCode.unknownLibrary.rawValue }
}
