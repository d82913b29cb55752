public import BelayData
public import BelaySource

/// Diagnostics for machines: one object each. Lines and columns count from one, columns in characters.
public enum DiagnosticLines {
    public static func make(_ diagnostics: [Diagnostic], sources: [SourceText]) -> [DataValue] {
        diagnostics.map { diagnostic in
            let source = sources[diagnostic.span.file.rawValue]
            let start = source.position(at: diagnostic.span.start)
            let end = source.position(at: diagnostic.span.end)
            var object = DataValue.Object()
            object["severity"] = .string(diagnostic.severity.rawValue)
            object["code"] = .string(diagnostic.code)
            object["message"] = .string(diagnostic.message)
            object["file"] = .string(source.name)
            object["line"] = .number(start.line)
            object["column"] = .number(start.column)
            object["endLine"] = .number(end.line)
            object["endColumn"] = .number(end.column)
            object["help"] = .string(diagnostic.help.joined(separator: "\n"))
            return .object(object)
        }
    }
}
