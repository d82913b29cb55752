import Synchronization

/// The facts about a probe that a plan could not know while it walked it.
final class UndecidedWatch: Sendable {
    private let state = Mutex((isUndecided: false, mayHaveGiven: false))

    /// An `expect` in it could not be decided.
    var isUndecided: Bool {
        get { state.withLock { $0.isUndecided } }
        set { state.withLock { $0.isUndecided = newValue } }
    }

    /// A branch that may be taken gives a value.
    var mayHaveGiven: Bool {
        get { state.withLock { $0.mayHaveGiven } }
        set { state.withLock { $0.mayHaveGiven = newValue } }
    }
}
