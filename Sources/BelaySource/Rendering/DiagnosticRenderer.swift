/// Draws diagnostics for people, always in the same order: sentence, excerpt, further places, help.
///
///     error[B0203]: no phrase reads like this
///       ┌ multi-master.runbook:31:12
///     31│     backup ectd main on $master
///       │            ^^^^ the nearest phrase has `etcd` here
///       = help: backup etcd (which) on (node)   lib/etcd.runbook:12
public struct DiagnosticRenderer: Sendable {
    private let sources: [FileNumber: SourceText]
    private let width: Int
    private let style: DiagnosticStyle

    /// - Parameters:
    ///   - sources: the texts that the diagnostics speak of; of a place in another one only the message is drawn.
    ///   - width: in columns; longer source lines are cut around the place.
    public init(sources: [SourceText], width: Int = 120, style: DiagnosticStyle = .plain) {
        self.sources = Dictionary(sources.map { ($0.file, $0) }, uniquingKeysWith: { _, last in last })
        self.width = width
        self.style = style
    }

    /// Several diagnostics with an empty line between them. Ends with a line end, unless there are none.
    public func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map(render).joined(separator: "\n")
    }

    /// One diagnostic as lines; ends with a line end.
    public func render(_ diagnostic: Diagnostic) -> String {
        let places =
            [DrawnPlace(span: diagnostic.span, label: diagnostic.label, role: role(of: diagnostic.severity))]
            + diagnostic.further.map { DrawnPlace(span: $0.span, label: $0.label, role: .further) }
        let gutter = places.compactMap(lineNumber).map { String($0).count }.max() ?? 1
        var lines = [headline(of: diagnostic)]
        for (index, group) in groups(of: places).enumerated() {
            lines += draw(group, isFirst: index == 0, gutter: gutter)
        }
        let margin = String(repeating: " ", count: gutter)
        for help in diagnostic.help {
            lines.append("\(margin)\(style(.gutter, "=")) \(style(.help, "help:")) \(help.shown)")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func headline(of diagnostic: Diagnostic) -> String {
        let kind = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]"
        return style(role(of: diagnostic.severity), kind) + style(.message, ": " + diagnostic.message.shown)
    }

    private func role(of severity: Diagnostic.Severity) -> DiagnosticStyle.Role {
        switch severity {
        case .error: .error
        case .warning: .warning
        }
    }

    /// A place to be underlined.
    private struct DrawnPlace {
        var span: Span
        var label: String?
        var role: DiagnosticStyle.Role
    }

    private func lineNumber(of place: DrawnPlace) -> Int? {
        sources[place.span.file].map { $0.lineIndex(at: place.span.start) + 1 }
    }

    /// Places on one line that follow each other are drawn under that line together.
    private func groups(of places: [DrawnPlace]) -> [[DrawnPlace]] {
        var groups: [[DrawnPlace]] = []
        for place in places {
            if let last = groups.last?[0], last.span.file == place.span.file,
                lineNumber(of: last) == lineNumber(of: place)
            {
                groups[groups.count - 1].append(place)
            } else {
                groups.append([place])
            }
        }
        return groups
    }

    private func draw(_ places: [DrawnPlace], isFirst: Bool, gutter: Int) -> [String] {
        guard let first = places.first, let source = sources[first.span.file], let number = lineNumber(of: first) else {
            return []
        }
        let margin = String(repeating: " ", count: gutter)
        let position = source.position(at: first.span.start)
        let corner = style(.gutter, isFirst ? "┌" : "├")
        var lines = ["\(margin)\(corner) \(source.name.shown):\(position.line):\(position.column)"]
        let excerpt = Excerpt(source, line: number - 1, around: first.span.start, width: width - gutter - 2)
        let numberText = String(repeating: " ", count: gutter - String(number).count) + String(number)
        lines.append(trimmed("\(style(.gutter, numberText + "│")) \(excerpt.text)"))
        for place in places {
            let columns = excerpt.columns(of: place.span)
            let mark = String(repeating: place.role != .further ? "^" : "-", count: columns.count)
            let label = place.label.map { " " + $0.shown } ?? ""
            let indentation = String(repeating: " ", count: columns.lowerBound)
            lines.append("\(margin)\(style(.gutter, "│")) \(indentation)\(style(place.role, mark + label))")
        }
        return lines
    }

    private func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}
