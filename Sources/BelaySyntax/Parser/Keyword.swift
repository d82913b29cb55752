/// A word that the grammar knows. This is the only place that says which of them begin a statement or end a phrase.
public enum Keyword: String, Hashable, Sendable, CaseIterable {
    // These begin a statement, and no phrase.
    case runbook, needs, use, rehearse, param, type, lock, probe, action, target
    case `let`, phase, step, `if`, `for`, await, expect, `guard`, confirm, ask, manual
    case on, `in`, locally, via, always, undo, recover, retry, within, with, point, say, fail, done, give
    // These end a phrase.
    case and, or, then, `else`, every, stable, until
    // These are ordinary words except where the grammar expects them.
    case edit, yaml, set, append, remove
    case not, `is`, contains, matches, matching, replacing, count, of
    case list, gives, together, at, most, stopping, after, failures, times, `as`, failure, when, input, env, no
    case `return`, yes, none

    public enum Role: Hashable, Sendable {
        case statement
        case end
        case word
    }

    /// `within` both begins a statement and ends a phrase.
    public var beginsStatement: Bool { role == .statement }

    /// Reserved words end a phrase and cannot be part of a signature.
    public var endsRow: Bool { role == .end || self == .within }

    public var role: Role {
        switch self {
        case .runbook, .needs, .use, .rehearse, .param, .type, .lock, .probe, .action, .target, .let, .phase, .step,
            .if, .for, .await, .expect, .guard, .confirm, .ask, .manual, .on, .in, .locally, .via, .always, .undo,
            .recover, .retry, .within, .with, .point, .say, .fail, .done, .give:
            .statement
        case .and, .or, .then, .else, .every, .stable, .until:
            .end
        case .edit, .yaml, .set, .append, .remove, .not, .is, .contains, .matches, .matching, .replacing, .count, .of,
            .list, .gives, .together, .at, .most, .stopping, .after, .failures, .times, .as, .failure, .when, .input,
            .env, .no, .return, .yes, .none:
            .word
        }
    }
}
