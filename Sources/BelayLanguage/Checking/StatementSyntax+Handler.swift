import BelaySyntax

extension StatementSyntax {
    /// Its block runs only after something else has run.
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
