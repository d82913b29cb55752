public import BelayRuntime

/// What the records of a run say has happened: what a run that is gone on with need not do again, and what nobody knows.
public struct RunHistory: Sendable {
    /// A command that changes something: what was to be done, and what is known of it.
    public struct Effect: Hashable, Sendable {
        public var intent: JournalRecord.Intent
        /// UTC, such as `2026-03-01T09:30:00.125Z`.
        public var startedAt: String
        /// Nil when the run ended before it.
        public var outcome: JournalRecord.Settled?

        /// Whether it cannot be said from the records alone if it happened: it has no outcome, or one that was not seen.
        public var isUndecided: Bool {
            guard let outcome else { return true }
            return switch outcome.ending {
            case .timedOut, .unknown, .cancelled: true
            case .exited, .signalled, .unreachable, .notStarted: false
            }
        }
    }

    /// A phase, a step, an action or a handler that was entered.
    public struct Step: Hashable, Sendable {
        public var kind: StepKind
        public var title: String
        /// Nil while it is open.
        public var ending: StepEnd.Ending?
    }

    private struct Place: Hashable {
        var step: StepPath
        var name: String
    }

    public private(set) var beginning: JournalRecord.Started?
    /// By number, in the order in which they were begun.
    public private(set) var effects: [Effect] = []
    public private(set) var steps: [StepPath: Step] = [:]
    /// Entered and not left, outermost first where they are nested.
    public private(set) var openSteps: [StepPath] = []
    /// How the run ended last; nil when it was interrupted, or gone on with since.
    public private(set) var end: JournalRecord.Finished?
    /// Some records were written by a later version of Belay: this one cannot know what they mean, and must not go on.
    public private(set) var isOfLaterVersion = false

    private var effectIndices: [Int: Int] = [:]
    private var bindings: [Place: Value] = [:]
    private var decisions: [Place: Truth] = [:]
    private var answers: [Place: String] = [:]

    public init(_ entries: [JournalEntry]) {
        for entry in entries {
            switch entry.content {
            case .record(let record): take(record, at: entry.timestamp)
            case .later: isOfLaterVersion = true
            }
        }
    }

    /// Effects that may have happened and may not have: what is settled first when the run goes on.
    public var undecided: [Effect] { effects.filter(\.isUndecided) }

    /// The effect of this number.
    public func effect(_ number: Int) -> Effect? { effectIndices[number].map { effects[$0] } }

    /// What a name was bound to in a step.
    public func value(of name: String, in step: StepPath) -> Value? { bindings[Place(step: step, name: name)] }

    /// Which way a condition led, such as an `if` or a `done when`; of one that was asked several times the last.
    public func decision(_ what: String, in step: StepPath) -> Truth? { decisions[Place(step: step, name: what)] }

    /// What a person said.
    public func answer(to question: String, in step: StepPath) -> String? {
        answers[Place(step: step, name: question)]
    }

    private mutating func take(_ record: JournalRecord, at timestamp: String) {
        end = nil
        switch record {
        case .started(let started): if beginning == nil { beginning = started }
        case .intent(let intent):
            effectIndices[intent.number] = effects.count
            effects.append(Effect(intent: intent, startedAt: timestamp))
        case .outcome(let outcome):
            if let index = effectIndices[outcome.number] { effects[index].outcome = outcome }
        case .bound(let bound): bindings[Place(step: bound.step, name: bound.name)] = bound.value
        case .decided(let decided): decisions[Place(step: decided.step, name: decided.what)] = decided.truth
        case .answered(let answered): answers[Place(step: answered.step, name: answered.question)] = answered.answer
        case .entered(let step, let kind, let title):
            steps[step] = Step(kind: kind, title: title)
            openSteps.removeAll { $0 == step }
            openSteps.append(step)
        case .left(let step, let ending):
            steps[step]?.ending = ending
            openSteps.removeAll { $0 == step }
        case .finished(let finished): end = finished
        }
    }
}
