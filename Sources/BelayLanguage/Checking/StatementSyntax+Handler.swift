import BelaySyntax

extension StatementSyntax {
    /// What it holds runs only if something else has.
    var isHandler: Bool {
        if case .onFailure = self { return true }
        if case .always = self { return true }
        return false
    }
}

extension Statement.Kind {
    var isHandler: Bool {
        if case .onFailure = self { return true }
        if case .always = self { return true }
        return false
    }
}
