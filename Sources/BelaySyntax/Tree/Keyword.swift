/// A word that the grammar knows. Each is spelled here and nowhere else; which of them begin a statement is said by the
/// forms of statements.
public enum Keyword: String, Hashable, Sendable, CaseIterable {
    // These begin a statement, and no phrase.
    case runbook, needs, use, rehearse, param, type, lock, probe, action, target
    case `let`, phase, step, `if`, `for`, await, wait, expect, `guard`, confirm, approval, ask, manual
    case on, `in`, locally, via, always, undo, recover, retry, `repeat`, together, within, with, point, say, note, fail
    case done, give, todo
    // These end a row.
    case and, or, then, `else`, every, stable, until, `where`
    // These are words like any other but for the places where the grammar asks for them.
    case edit, yaml, set, append, remove
    case not, `is`, contains, matches, matching, replacing, taking, count, of
    case list, gives, at, most, batches, between, stopping, after, failures, times, `as`, failure, when, unless, input
    case output, file, env, no
    case `return`, yes, none
    case begins, ends
    case first, last, max, min, sum, unique, flat, length, lines, names, lowercase, uppercase, all, but
    case sorted, by, descending, joined, split, trimmed, filled
    case read, written, json, documents
    // These begin a statement of a lab, as `ends` does; the others, a line about a machine.
    case lab, machine, address, begin, meanwhile, found, fault
    case runs, has, user, disk, boots

    /// The first form of a statement that it begins; `on`, `undo` and `with` begin two.
    public var form: StatementForm? { Self.forms[self] }
    public var beginsStatement: Bool { form != nil }

    /// The form of a statement that it begins at the top level of a lab, and nowhere else.
    public var labForm: StatementForm? { Self.labForms[self] }

    /// Reserved words end a row and stand in no signature.
    public var endsRow: Bool { Self.reserved.contains(self) }

    /// It begins an operator behind a value. Behind a phrase without parentheses it is a word of the phrase.
    public var followsValue: Bool { Self.following.contains(self) }

    /// After `edit`.
    var isEditFormat: Bool { self == .yaml || self == .json }

    private static let forms = byFirstWord(ofLab: false)
    private static let labForms = byFirstWord(ofLab: true)

    private static func byFirstWord(ofLab isOfLab: Bool) -> [Keyword: StatementForm] {
        let forms = StatementForm.allCases.filter { $0.isOfLab == isOfLab }
        return Dictionary(
            forms.compactMap { form in form.words.first.map { ($0, form) } }, uniquingKeysWith: { one, _ in one })
    }

    private static let following: Set<Keyword> = [
        .is, .in, .not, .contains, .matches, .begins, .ends, .matching, .replacing, .sorted, .joined, .split, .filled,
        .trimmed, .with, .read, .written, .taking,
    ]
    /// `within`, `give` and `together` begin a statement too.
    private static let reserved: Set<Keyword> = [
        .and, .or, .then, .else, .within, .every, .stable, .until, .where, .give, .together,
    ]
}
