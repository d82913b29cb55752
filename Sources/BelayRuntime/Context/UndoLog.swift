import BelayLanguage
import Synchronization

/// The actions with an undo that a run has started, in order of their start.
final class UndoLog: Sendable {
    /// One element of a loop whose elements run side by side.
    struct Iteration: Hashable, Sendable {
        /// Tells the loops of a run apart.
        var loop: Int
        /// Those of one batch ran side by side, and those of a later one after them.
        var batch = 1
        var number: Int
        /// How many elements of the loop may run at once.
        var limit = Int.max
    }

    /// Which side-by-side iterations an entry belongs to, outermost first.
    typealias Iterations = [Iteration]

    enum Mark: Sendable {
        case undo(UndoEntry)
        /// As it is written: undo never crosses it.
        case pointOfNoReturn(String)
    }

    private struct Entry: Sendable {
        var sequence: Int
        var iterations: Iterations
        /// The position of its first change among the records of the run; nil in a plan.
        var order: Int?
        var mark: Mark
        /// It is being undone.
        var isClaimed = false
        /// How often its undo was begun.
        var attempts = 0
    }

    private struct State: Sendable {
        var entries: [Entry] = []
        /// Those that have an undo among the entries.
        var steps: Set<StepPath> = []
        var nextSequence = 0

        func newest(since mark: Int, iterations: Iterations, without stuck: Set<Int>) -> Int? {
            /// Nothing that leans on these may be undone: they stay, or a point of no return came after it.
            var lasting: [Iterations] = []
            /// Neither may what did not run at the same time as these, before they are undone.
            var running: Set<Iterations> = []
            let undone = numbersUndone
            for index in entries.indices.reversed() {
                let entry = entries[index]
                let own = entry.iterations
                guard entry.sequence >= mark, own.starts(with: iterations) else { continue }
                guard lasting.allSatisfy({ own.isBeside($0) }) else { continue }
                switch entry.mark {
                case .pointOfNoReturn: lasting.append(own)
                case .undo where stuck.contains(entry.sequence): lasting.append(own)
                case .undo:
                    // Most belong to an element that is being undone.
                    let waits = entry.isClaimed || running.contains(own) || !running.allSatisfy { own.ranBeside($0) }
                    if !waits, own.allSatisfy({ $0.hasRoom(nextTo: undone[$0.loop]) }) { return index }
                    running.insert(own)
                }
            }
            return nil
        }

        /// Of each loop the elements that are being undone.
        private var numbersUndone: [Int: Set<Int>] {
            var numbers: [Int: Set<Int>] = [:]
            for entry in entries where entry.isClaimed {
                for iteration in entry.iterations { numbers[iteration.loop, default: []].insert(iteration.number) }
            }
            return numbers
        }
    }

    private let state = Mutex(State())

    /// The sequence number of the next entry: what a block remembers at its start.
    var mark: Int { state.withLock { $0.nextSequence } }

    /// Registers an undo, or a point of no return. Side-by-side iterations stand in the order of their records, so that it is
    /// the same when the run is resumed. A step that is run again has one undo, in its first place.
    func append(_ mark: Mark, iterations: Iterations, order: Int? = nil) {
        state.withLock { state in
            if let step = mark.step, !state.steps.insert(step).inserted,
                let index = state.entries.firstIndex(where: { $0.mark.step == step })
            {
                state.entries[index].mark = mark
                return
            }
            let entry = Entry(sequence: state.nextSequence, iterations: iterations, order: order, mark: mark)
            var place = state.entries.endIndex
            if let order {
                while place > 0, state.entries[place - 1].order.map({ $0 > order }) ?? true { place -= 1 }
            }
            state.entries.insert(entry, at: place)
            state.nextSequence += 1
        }
    }

    /// The newest entry since a mark that belongs to these iterations and may be undone: not one that a point of no return came
    /// after, nor one that something leans on that could not be undone.
    func newest(
        since mark: Int = 0, iterations: Iterations = [], without stuck: Set<Int> = []
    ) -> (sequence: Int, undo: UndoEntry)? {
        state.withLock { state in
            guard let index = state.newest(since: mark, iterations: iterations, without: stuck),
                case .undo(let undo) = state.entries[index].mark
            else { return nil }
            return (state.entries[index].sequence, undo)
        }
    }

    /// The same, for whoever undoes it: nobody else who unwinds at the same time comes to it.
    /// - Parameter isRetriedByHand: a step that a person has tried again keeps its number.
    func claimNewest(
        since mark: Int, iterations: Iterations, without stuck: Set<Int>, isRetriedByHand: Bool = false
    ) -> UndoClaim? {
        state.withLock { state in
            guard let index = state.newest(since: mark, iterations: iterations, without: stuck),
                case .undo(var undo) = state.entries[index].mark
            else { return nil }
            state.entries[index].isClaimed = true
            if !isRetriedByHand || state.entries[index].attempts == 0 { state.entries[index].attempts += 1 }
            undo.attempt = state.entries[index].attempts
            let entry = state.entries[index]
            return UndoClaim(sequence: entry.sequence, iterations: entry.iterations, undo: undo)
        }
    }

    /// It could not be undone.
    func release(_ sequence: Int) {
        state.withLock { state in
            if let index = state.entries.firstIndex(where: { $0.sequence == sequence }) {
                state.entries[index].isClaimed = false
            }
        }
    }

    /// The newest of all, whichever it is.
    var newestMark: Mark? { state.withLock { $0.entries.last?.mark } }

    func remove(_ sequence: Int) {
        state.withLock { state in
            guard let index = state.entries.firstIndex(where: { $0.sequence == sequence }) else { return }
            if let step = state.entries.remove(at: index).mark.step { state.steps.remove(step) }
        }
    }

    /// Removes the undo of these steps.
    func remove(_ steps: Set<StepPath>) {
        state.withLock { state in
            state.entries.removeAll { entry in entry.mark.step.map(steps.contains) ?? false }
            state.steps.subtract(steps)
        }
    }

    /// As it is written.
    var lastPointOfNoReturn: String? {
        state.withLock { state in
            state.entries.lazy.compactMap { entry in
                if case .pointOfNoReturn(let text) = entry.mark { text } else { nil }
            }.last
        }
    }

    /// The entries left to undo, newest first, up to a point of no return.
    var remaining: [UndoEntry] {
        state.withLock { state in
            var found: [UndoEntry] = []
            var barriers: [Iterations] = []
            for entry in state.entries.reversed() where barriers.allSatisfy({ entry.iterations.isBeside($0) }) {
                switch entry.mark {
                case .undo(let undo): found.append(undo)
                case .pointOfNoReturn: barriers.append(entry.iterations)
                }
            }
            return found
        }
    }
}

extension UndoLog.Iteration {
    /// As many elements of a loop are undone at once as were run at once.
    fileprivate func hasRoom(nextTo others: Set<Int>?) -> Bool {
        guard let others else { return true }
        return others.contains(number) || others.count < limit
    }
}

extension UndoLog.Iterations {
    /// Whether it belongs to another element of a loop than these iterations do: neither leans on the other. What the same
    /// element did before, and what was done before the loop, is depended on.
    fileprivate func isBeside(_ other: UndoLog.Iterations) -> Bool {
        guard let (own, theirs) = zip(self, other).first(where: { $0 != $1 }) else { return false }
        return own.loop == theirs.loop
    }

    /// Whether the two ran at the same time, so that they may be undone at the same time.
    fileprivate func ranBeside(_ other: UndoLog.Iterations) -> Bool {
        guard let (own, theirs) = zip(self, other).first(where: { $0 != $1 }) else { return false }
        return own.loop == theirs.loop && own.batch == theirs.batch
    }
}

extension UndoLog.Mark {
    fileprivate var step: StepPath? {
        switch self {
        case .undo(let entry): entry.step
        case .pointOfNoReturn: nil
        }
    }
}

/// What is being undone: nobody else comes to it before it is given back or removed.
struct UndoClaim: Sendable {
    var sequence: Int
    var iterations: UndoLog.Iterations
    var undo: UndoEntry
}

/// An action that has begun to change the world, and all that its undo needs.
struct UndoEntry: Sendable {
    var definition: DefinitionNumber
    var step: StepPath
    var title: PlannedText
    /// As it was before the action's first change.
    var frame: Frame
    /// As it was where the action was called.
    var context: ExecutionContext
    var doneWhen: DoneWhen?
    /// Undo that failed may be tried again, and each attempt is a step of its own.
    var attempt = 1

    /// Where its undo block is.
    var undoPosition: Position { Position(path: undoStep, step: undoStep) }

    var undoStep: StepPath {
        let first = step.appending(.undo)
        return attempt == 1 ? first : first.appending(.attempt(attempt))
    }
}
