extension StatementSyntax {
    /// The block of a statement that says a place, a limit or an input, and hides no name.
    public var transparentBody: BlockSyntax? { form.isTransparent ? body : nil }

    /// This is a `let`, or a block of only `let`s that hides none of them.
    public var isOnlyLets: Bool {
        if case .let = self { return true }
        guard let body = transparentBody, !body.statements.isEmpty else { return false }
        return body.statements.allSatisfy(\.isOnlyLets)
    }
}
