extension ValueExpression {
    /// Evaluating it again may give another value: it contains a command, a phrase or the clock.
    public var asks: Bool {
        if isClock { return true }
        return switch kind {
        case .status, .output, .holds, .gives: true
        case .constant: false
        case .variable, .text, .list, .record, .conditional, .not, .infix, .unary, .part, .sorted,
            .comprehension, .reached, .replacing, .converted:
            parts.contains(where: \.asks)
        }
    }

    /// Something is asked, or the clock is looked at: a name is bound once, and never changes.
    var mayChange: Bool { asks || mentionsRun }

    var mentionsRun: Bool {
        if case .variable(let variable) = kind, case .run = variable.reference { return true }
        return parts.contains(where: \.mentionsRun)
    }

    /// It is `$run.now`.
    var isClock: Bool {
        guard case .variable(let variable) = kind, variable.reference == .run,
            case .field("now")? = variable.accesses.first
        else { return false }
        return true
    }

    /// The expressions that this one is made of, in order; arguments of phrases and values in commands included.
    public var parts: [ValueExpression] {
        switch kind {
        case .constant: []
        case .variable(let variable): variable.accesses.compactMap(\.value)
        case .text(let pieces):
            pieces.compactMap { if case .value(let value) = $0 { value } else { nil } }
        case .list(let items): items
        case .record(let fields): fields.map(\.value)
        case .status(let command), .output(let command): command.values
        case .holds(let call), .gives(let call): call.values
        case .conditional(let condition, let consequence, let alternative): [condition, consequence, alternative]
        case .not(let operand): [operand]
        case .infix(let left, _, let right): [left, right]
        case .unary(_, let operand), .converted(let operand, _): [operand]
        case .part(_, let amount, let list): [amount, list]
        case .sorted(let list, let path, _): [list] + path.compactMap(\.value)
        case .comprehension(let made): made.head.expressions + [made.value].compactMap(\.self)
        case .reached(let whole, let accesses): [whole] + accesses.compactMap(\.value)
        case .replacing(let subject, let pattern, let replacement): [subject, pattern, replacement]
        }
    }
}

extension Variable.Access {
    /// What must be known to reach it.
    public var value: ValueExpression? {
        switch self {
        case .field, .index: nil
        case .key(let value): value
        case .selection(_, let value): value
        }
    }
}

extension Command {
    var values: [ValueExpression] {
        pieces.compactMap { if case .value(let insertion) = $0 { insertion.value } else { nil } }
    }
}

extension Call {
    var values: [ValueExpression] { arguments + options.map(\.value) }
}
