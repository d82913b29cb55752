/// A part of a statement that may be left out.
enum Clause {
    case absent
    /// Reported already.
    case bad
    case good(ValueExpression)

    /// - Parameter checked: `nil` when the clause is not there, and what checking it gave when it is.
    init(_ checked: ValueExpression??) {
        switch checked {
        case nil: self = .absent
        case .some(nil): self = .bad
        case .some(let value?): self = .good(value)
        }
    }

    var isBad: Bool {
        if case .bad = self { true } else { false }
    }

    var value: ValueExpression? {
        if case .good(let value) = self { value } else { nil }
    }
}
