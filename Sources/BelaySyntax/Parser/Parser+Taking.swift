import BelaySource

extension Parser {
    /// "taking" argument "as" "no"
    mutating func parseTaking(of subject: ExpressionSyntax) throws(ParseAbort) -> ExpressionSyntax {
        let subjectHeight = height
        presume(.taking)
        let statuses = try parseElement()
        try expect(.as)
        try expect(.no)
        try raise(above: subjectHeight)
        return .taking(
            TakingSyntax(subject: subject, statuses: statuses, span: span(from: subject.span.start)))
    }
}
