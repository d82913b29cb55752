/// A word that the grammar knows. Each is spelled here and nowhere else; which of them begin a statement is said by the
/// forms of statements.
public enum Keyword: String, Hashable, Sendable, CaseIterable {
    // These begin a statement, and no phrase.
    case runbook, needs, use, rehearse, param, type, lock, probe, action, target
    case `let`, phase, step, `if`, `for`, await, wait, expect, `guard`, confirm, ask, manual
    case on, `in`, locally, via, always, undo, recover, retry, within, with, point, say, fail, done, give
    // These end a row.
    case and, or, then, `else`, every, stable, until
    // These are words like any other but for the places where the grammar asks for them.
    case edit, yaml, set, append, remove
    case not, `is`, contains, matches, matching, replacing, count, of
    case list, gives, together, at, most, stopping, after, failures, times, `as`, failure, when, input, output, file,
        env, no
    case `return`, yes, none

    /// The first form of a statement that it begins; `on`, `undo` and `with` begin two.
    public var form: StatementForm? { Self.forms[self] }
    public var beginsStatement: Bool { form != nil }

    /// Reserved words end a row and stand in no signature.
    public var endsRow: Bool { Self.reserved.contains(self) }

    private static let forms = Dictionary(
        StatementForm.allCases.compactMap { form in form.words.first.map { ($0, form) } },
        uniquingKeysWith: { one, _ in one })
    /// `within` begins a statement too.
    private static let reserved: Set<Keyword> = [.and, .or, .then, .else, .within, .every, .stable, .until]
}
