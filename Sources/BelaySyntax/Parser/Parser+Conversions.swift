import BelaySource

extension Parser {
    /// "read" "as" ( "json" | "yaml" [ "documents" ] ) | "written" "as" ( "json" | "yaml" ) ;
    ///
    /// Nil, with nothing taken, where no conversion follows.
    mutating func parseConversion(of subject: ExpressionSyntax) throws(ParseAbort) -> ExpressionSyntax? {
        let conversion: Conversion
        if keyword == .read {
            presume(.read)
            try expect(.as)
            conversion = try parseFormat(
                orYAML: { $0.accept(.documents) ? .readAsDocuments : .readAsYAML }, .readAsJSON)
        } else if keyword == .written {
            presume(.written)
            try expect(.as)
            conversion = try parseFormat(orYAML: { _ in .writtenAsYAML }, .writtenAsJSON)
        } else {
            expected += [.conversion(.read), .conversion(.written)]
            return nil
        }
        try raise()
        return .converted(
            ConversionSyntax(subject: subject, conversion: conversion, span: span(from: subject.span.start)))
    }

    private mutating func parseFormat(
        orYAML yaml: (inout Parser) -> Conversion, _ json: Conversion
    ) throws(ParseAbort) -> Conversion {
        if accept(.json) { return json }
        guard accept(.yaml) else { throw unexpected() }
        return yaml(&self)
    }
}
