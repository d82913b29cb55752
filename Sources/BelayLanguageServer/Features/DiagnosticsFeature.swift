import BelayData
import BelaySource

/// What is wrong with a document, by all open documents that use it.
enum DiagnosticsFeature {
    /// By path, of open documents and of whatever they use. A file of which nothing is wrong has an empty list if it is open.
    static func all(in project: Project) -> [String: [DataValue]] {
        var found: [String: [DataValue]] = [:]
        for path in project.documents.keys { found[path] = [] }
        var said: [String: Set<Diagnostic>] = [:]
        var tables: [String: LineTable] = [:]
        for analysis in project.allAnalyses {
            for (path, findings) in analysis.findings {
                for finding in findings {
                    guard said[path, default: []].insert(finding.diagnostic.withoutNumbers).inserted else { continue }
                    found[path, default: []].append(data(finding, in: project, &tables))
                }
            }
        }
        return found
    }

    private static func data(
        _ finding: Analysis.Finding, in project: Project, _ tables: inout [String: LineTable]
    ) -> DataValue {
        func location(_ span: Span) -> Location {
            let path = finding.paths[span.file.rawValue]
            let lines = tables[path] ?? project.lines(of: finding.sources[span.file.rawValue])
            tables[path] = lines
            return Location(uri: project.address(of: path), range: lines.range(span.start, span.end))
        }
        let diagnostic = finding.diagnostic
        var object = DataValue.Object()
        object["range"] = location(diagnostic.span).range.data
        object["severity"] = .number(diagnostic.severity == .error ? 1 : 2)
        if !diagnostic.code.isEmpty { object["code"] = .string(diagnostic.code) }
        object["source"] = "belay"
        object["message"] = .string(text(diagnostic))
        if !diagnostic.further.isEmpty {
            let related = diagnostic.further.map { place -> DataValue in
                ["location": location(place.span).data, "message": .string(place.label)]
            }
            object["relatedInformation"] = .array(related)
        }
        if diagnostic.code == "B0225" { object["tags"] = [1] }
        return .object(object)
    }

    /// The sentence, what is beneath the excerpt, and the help.
    static func text(_ diagnostic: Diagnostic) -> String {
        ([diagnostic.message] + [diagnostic.label].compactMap(\.self) + diagnostic.help.map { "help: \($0)" })
            .joined(separator: "\n")
    }
}

extension Diagnostic {
    /// The same in every program: a library has another number in each.
    fileprivate var withoutNumbers: Diagnostic {
        var copy = self
        copy.span.file = FileNumber(0)
        copy.further = further.map {
            Place(span: Span(file: FileNumber(0), start: $0.span.start, end: $0.span.end), label: $0.label)
        }
        return copy
    }
}
