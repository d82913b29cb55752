public import BelaySource

/// Diagnostics as the lines that GitHub Actions makes annotations of: they appear at their places in a pull request.
public enum GitHubAnnotations {
    /// One line for each, such as `::error file=a.runbook,line=3,...::nothing here is named x`.
    public static func make(_ diagnostics: [Diagnostic], sources: [SourceText]) -> [String] {
        diagnostics.map { diagnostic in
            let source = sources[diagnostic.span.file.rawValue]
            let start = source.position(at: diagnostic.span.start)
            let end = source.position(at: diagnostic.span.end)
            var properties = [("file", source.name), ("line", "\(start.line)")]
            // A column counts within one line.
            if start.line == end.line { properties += [("col", "\(start.column)"), ("endColumn", "\(end.column)")] }
            properties += [("endLine", "\(end.line)"), ("title", diagnostic.code)]
            let written = properties.map { "\($0)=\(escaped($1, alsoSeparators: true))" }.joined(separator: ",")
            let message = ([diagnostic.message] + diagnostic.help.map { "help: \($0)" }).joined(separator: "\n")
            return "::\(diagnostic.severity.rawValue) \(written)::\(escaped(message, alsoSeparators: false))"
        }
    }

    private static func escaped(_ text: String, alsoSeparators: Bool) -> String {
        var escaped = text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
        if alsoSeparators { escaped = escaped.replacing(":", with: "%3A").replacing(",", with: "%2C") }
        return escaped
    }
}
