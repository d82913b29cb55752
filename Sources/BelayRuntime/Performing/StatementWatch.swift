public import BelayLanguage

/// Sees what a live walk comes to, from any thread.
public protocol StatementWatch: Sendable {
    func begin(_ statement: Statement)

    /// - Parameter branch: counted from zero, the `else` last; nil where there is none and none is taken.
    func take(_ branch: Int?, of choice: Choice)
}
