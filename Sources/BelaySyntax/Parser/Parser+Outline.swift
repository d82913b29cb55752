import BelaySource

extension Parser {
    /// ( "phase" | "step" ) text block
    mutating func parseOutline(after keyword: Keyword) throws(ParseAbort) -> OutlineSyntax {
        let start = presume(keyword).start
        let title = try parseText()
        return OutlineSyntax(title: title, body: try parseBlock(), span: span(from: start))
    }

    /// "if" expression block { "else" "if" expression block } [ "else" block ]
    mutating func parseIf() throws(ParseAbort) -> IfSyntax {
        let start = presume(.if).start
        var branches = [try parseBranch()]
        while accept(.else) {
            guard accept(.if) else {
                let alternative = try parseBlock()
                return IfSyntax(branches: branches, alternative: alternative, span: span(from: start))
            }
            branches.append(try parseBranch())
        }
        return IfSyntax(branches: branches, alternative: nil, span: span(from: start))
    }

    private mutating func parseBranch() throws(ParseAbort) -> IfSyntax.Branch {
        let condition = try parseExpression()
        return IfSyntax.Branch(condition: condition, body: try parseBlock())
    }

    /// "within" element block
    mutating func parseWithin() throws(ParseAbort) -> WithinSyntax {
        let start = presume(.within).start
        let limit = try parseElement()
        return WithinSyntax(limit: limit, body: try parseBlock(), span: span(from: start))
    }
}
