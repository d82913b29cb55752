import BelayLanguage
import Synchronization

/// The actions with an undo that a run has started, in order of their start.
final class UndoLog: Sendable {
    /// Which side-by-side turns an entry belongs to, outermost first.
    typealias Turns = [Int]

    enum Mark: Sendable {
        case undo(UndoEntry)
        /// As it is written: undo never crosses it.
        case pointOfNoReturn(String)
    }

    private struct Entry: Sendable {
        var sequence: Int
        var turns: Turns
        /// Of what was done before the run was gone on with: where it stands among the records.
        var order: Int?
        var mark: Mark
    }

    private struct State: Sendable {
        var entries: [Entry] = []
        var nextSequence = 0
    }

    private let state = Mutex(State())

    /// The sequence number of the next entry: what a block remembers at its start.
    var mark: Int { state.withLock { $0.nextSequence } }

    /// Registers an undo, or a point of no return. What was started before the run was gone on with stands in
    /// the order of then, whichever side-by-side turn comes to it first now.
    func append(_ mark: Mark, turns: Turns, order: Int? = nil) {
        state.withLock { state in
            let entry = Entry(sequence: state.nextSequence, turns: turns, order: order, mark: mark)
            var place = state.entries.endIndex
            if let order {
                while place > 0, state.entries[place - 1].order.map({ $0 > order }) ?? true { place -= 1 }
            }
            state.entries.insert(entry, at: place)
            state.nextSequence += 1
        }
    }

    /// The newest entry since a mark that belongs to these turns, unless a point of no return comes first.
    func newest(since mark: Int, turns: Turns) -> (sequence: Int, undo: UndoEntry)? {
        state.withLock { state in
            for entry in state.entries.reversed() where entry.sequence >= mark && entry.turns.starts(with: turns) {
                guard case .undo(let undo) = entry.mark else { return nil }
                return (entry.sequence, undo)
            }
            return nil
        }
    }

    /// The newest of all, whichever it is.
    var newestMark: Mark? { state.withLock { $0.entries.last?.mark } }

    func remove(_ sequence: Int) {
        state.withLock { state in state.entries.removeAll { $0.sequence == sequence } }
    }

    /// What is left to undo, newest first, up to a point of no return.
    var remaining: [UndoEntry] {
        state.withLock { state in
            var found: [UndoEntry] = []
            for entry in state.entries.reversed() {
                guard case .undo(let undo) = entry.mark else { break }
                found.append(undo)
            }
            return found
        }
    }
}

/// An action that has begun to change the world, and all that its undo needs.
struct UndoEntry: Sendable {
    var definition: DefinitionNumber
    var step: StepPath
    var title: PlannedText
    /// As it was before the action's first change.
    var frame: Frame
    /// As it was where the action was called.
    var scope: Scope
    var doneWhen: DoneWhen?
}
