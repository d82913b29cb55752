import BelaySource

extension Parser {
    /// "read" "as" ( "json" | "yaml" [ "documents" ] ) | "written" "as" ( "json" | "yaml" ) ;
    mutating func parseConversion(of subject: ExpressionSyntax) throws(ParseAbort) -> ExpressionSyntax {
        let conversion: Conversion
        if accept(.read) {
            try expect(.as)
            conversion = try parseFormat(
                orYAML: { $0.accept(.documents) ? .readAsDocuments : .readAsYAML }, .readAsJSON)
        } else {
            presume(.written)
            try expect(.as)
            conversion = try parseFormat(orYAML: { _ in .writtenAsYAML }, .writtenAsJSON)
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
