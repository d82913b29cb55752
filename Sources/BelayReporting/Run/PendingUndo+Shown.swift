import BelayRuntime
import BelaySource

extension PendingUndo {
    /// As they are pasted into a shell, in which what is not a command is a comment.
    func shown(_ spelling: CommandSpelling) -> [String] { lines.map { $0.shown(spelling) } }
}

extension PendingUndo.Line {
    func shown(_ spelling: CommandSpelling) -> String {
        switch self {
        case .command(let effect): spelling(effect)
        case .words(let words): "# \(words)".shown
        }
    }

    /// The color that it is shown in.
    var role: Role {
        switch self {
        case .command(let effect): effect.sign.role
        case .words: .caution
        }
    }
}
