import BelayLanguage
import BelaySyntax

/// What a resumed run makes of a statement with a number whose end is in the journal. The interpreter writes the end and looks
/// for it by this alone, so no statement can write one thing and look for another.
enum Resumption {
    /// A check, a message, a question: passed over once a change was begun after it. Right before the place where the run
    /// is resumed it is run again.
    case passed
    /// A value, a change: its own records have what came of it.
    case recalled
    /// A block: walked through once more, for the names and the undo that it leaves.
    case walked
    /// An action writes down by itself how it ended, and is walked through like a block.
    case action
    /// Nothing says that it is over: what surrounds other steps has only its head recalled, and what ends a block does so again.
    case repeated

    /// Whether the interpreter writes down that it is over.
    var leavesEnd: Bool {
        switch self {
        case .passed, .recalled, .walked: true
        case .action, .repeated: false
        }
    }
}

extension Interpreter {
    func resumption(of statement: Statement) -> Resumption {
        let traits = statement.traits
        switch statement.kind {
        case .command(let command): return command.sign == .reads ? .passed : .recalled
        case .call: return .action
        case .bind(let binding) where isAction(binding.value): return .action
        case .place(.target, _): return .walked
        case .note: return .recalled
        case .fail, .doneWhen, .give, .recover, .via: return .repeated
        default: break
        }
        switch traits.nesting {
        case .outline, .loop, .attempts, .rounds, .sideBySide: return .walked
        case .none: return traits.binds != nil ? .recalled : .passed
        case .elsewhere, .transparent, .guarded, .branches, .handler: return .repeated
        }
    }

    private func isAction(_ value: ValueExpression) -> Bool {
        guard case .gives(let call) = value.kind else { return false }
        return program.definitions[call.definition.rawValue].kind == .action
    }
}
