public import BelayData

/// What the records of a run say has happened: what a run that is resumed need not do again, and what nobody knows.
///
/// A step has one number, so what is known of it is found by that. A step that was tried several times counts as it was
/// tried last. What a run that ended by a failure without a handler, or by a cancel, would do again is forgotten here.
public struct RunHistory: Sendable {
    /// A command that changes something: what was to be done, and what is known of it.
    public struct Effect: Hashable, Sendable {
        public var intent: JournalRecord.Intent
        /// Nil when the run ended before it.
        public var outcome: JournalRecord.OutcomeRecord?
        /// When its intent was written, by the clock of who reads it; nil where that is not known.
        public var begun: Duration?
        /// The position of its intent among the records.
        var position: Int
        /// It belongs to a handler that is still to come: it was begun, and is not what the handler's step has done.
        var isForgotten = false

        /// True if the records alone do not say if it happened: it has no outcome, or one that was not seen.
        public var isUndecided: Bool {
            guard let outcome else { return true }
            return switch outcome.ending {
            case .timedOut, .unknown, .cancelled: true
            case .exited, .signalled, .unreachable, .notStarted, .fileFailed: false
            }
        }
    }

    /// What is known of a secret that was kept.
    struct Secret: Sendable {
        /// With empty secrets.
        var value: Value
        /// Nil where nobody was to resume by it.
        var seal: SecretSeal?
        /// When it was bound; nil where that is not known.
        var since: Timestamp?
    }

    private struct Binding: Hashable {
        var step: StepPath
        var key: BindingKey
    }

    private struct Decision: Hashable {
        var step: StepPath
        var condition: JournalRecord.Decided.Condition
    }

    public private(set) var beginning: JournalRecord.Started?
    /// The generation of whoever executed the run last: 1 at its start, and one more each time that it was resumed.
    public private(set) var generation = 1
    /// In the order in which they were begun, without those of handlers that are still to come.
    public var effects: [Effect] { begun.filter { !$0.isForgotten } }
    /// How the run ended last; nil when it was interrupted, or resumed since.
    public private(set) var end: JournalRecord.Finished?

    /// Every change that was begun, whatever became of its step: a host keeps a record of each by its number.
    private(set) var begun: [Effect] = []
    private var effectIndices: [Int: Int] = [:]
    private var effectsByStep: [StepPath: Int] = [:]
    /// Every step that a change was begun at or beneath, with the position of the first one.
    private var changed: [StepPath: Int] = [:]
    /// What was gone past.
    private(set) var omissions = Omissions()
    /// Every step that left a record, and those around it.
    private var reached: Set<StepPath> = []
    private var bindings: [Binding: Value] = [:]
    private var given: Set<Binding> = []
    private var secrets: [Binding: Secret] = [:]
    private var decisions: [Decision: Truth] = [:]
    private var entrances: [StepPath: JournalRecord.Entered] = [:]
    private var endings: [StepPath: (ending: StepEnd.Ending, position: Int)] = [:]
    private var failures: [StepPath: Failure] = [:]
    private var lastIntent = -1
    private var wasInspected = false

    /// - Parameter times: when each record was written, where that is known.
    /// - Parameter clock: by it is known how long ago that was.
    public init(_ records: [JournalRecord], at times: [Timestamp] = [], clock: (any RunClock)? = nil) {
        let reading = clock.map { (now: $0.now, timestamp: $0.timestamp) }
        let forgotten = HandlersToRerun(records)
        for (position, record) in records.enumerated() {
            let time = position < times.count ? times[position] : nil
            if case .intent(let intent) = record {
                let moment = reading.flatMap { reading in
                    time.map { reading.now - (reading.timestamp.sinceEpoch - $0.sinceEpoch) }
                }
                effectIndices[intent.number] = begun.count
                begun.append(
                    Effect(
                        intent: intent, begun: moment, position: position,
                        isForgotten: forgotten.contains(record, at: position)))
            }
            if case .resumed = record { generation += 1 }
            if !forgotten.contains(record, at: position) { take(record, at: position, time) }
        }
    }

    /// True if it has begun a change, or somebody may have who looked around at a held step.
    public var hasChanged: Bool { !begun.isEmpty || wasInspected }

    /// Effects that may have happened and may not have: what is settled first when the run is resumed.
    public var undecided: [Effect] { effects.filter(\.isUndecided) }

    /// The effect of this number.
    public func effect(_ number: Int) -> Effect? { effectIndices[number].map { begun[$0] } }

    /// The last number that an effect was given. None is given twice.
    var lastNumber: Int { begun.reduce(0) { max($0, $1.intent.number) } }

    /// The change of a step, as it was begun last.
    public func effect(at step: StepPath) -> Effect? { effectsByStep[step].map { begun[$0] } }

    /// What was kept for a step.
    public func value(of key: BindingKey, in step: StepPath) -> Value? { bindings[Binding(step: step, key: key)] }

    /// Whether a value is kept as it was. Of a secret it is enough that there was one.
    func knows(_ bound: JournalRecord.Bound) -> Bool {
        switch bound.content {
        case .value(let value):
            self.value(of: bound.key, in: bound.step) == value
                || value.holdsSecret && secret(of: bound.key, in: bound.step) != nil
        case .output: false
        }
    }

    func secret(of key: BindingKey, in step: StepPath) -> Secret? { secrets[Binding(step: step, key: key)] }

    /// Whether a person has given the value, in place of a step that failed.
    func isGiven(_ key: BindingKey, in step: StepPath) -> Bool { given.contains(Binding(step: step, key: key)) }

    /// Which way a condition led; of one that was asked several times the last.
    public func decision(_ condition: JournalRecord.Decided.Condition, in step: StepPath) -> Truth? {
        decisions[Decision(step: step, condition: condition)]
    }

    /// How a step that is over ended.
    public func ending(of step: StepPath) -> StepEnd.Ending? { endings[step]?.ending }

    /// Whether a step ended well.
    func isOver(_ step: StepPath) -> Bool {
        switch ending(of: step) {
        case .done?, .alreadyDone?: true
        case .failed?, .skipped?, .cancelled?, nil: false
        }
    }

    /// The number of the record of a step's end.
    func number(ofEnd step: StepPath) -> Int? { endings[step].map { $0.position + 1 } }

    /// Whether a step ended well and a change was begun after it: it has done its duty, and the change may be the very thing
    /// that would make it fail now.
    func isPassed(_ step: StepPath) -> Bool {
        guard let end = endings[step], case .done = end.ending else { return false }
        return end.position < lastIntent
    }

    /// Steps that are over and behind: a question of one of them needs no answer any more.
    public var stepsBehind: [StepPath] { endings.keys.filter(isPassed) }

    /// A failure of this step that a handler or a further attempt has taken up.
    func failure(at step: StepPath) -> Failure? { failures[step] }

    /// The same, of this step or one beneath it.
    func hasFailed(beneath step: StepPath) -> Bool {
        failures.keys.contains { $0.components.starts(with: step.components) }
    }

    /// What was written down when a step was entered last.
    public func entrance(of step: StepPath) -> JournalRecord.Entered? { entrances[step] }

    /// True if a change was begun at this step or beneath it.
    public func hasChanged(beneath step: StepPath) -> Bool { changed[step] != nil }

    /// The number of the record of the first change at this step or beneath it.
    func firstChange(beneath step: StepPath) -> Int? { changed[step].map { $0 + 1 } }

    /// Whether a step had begun: it, or one beneath it, has left a record.
    func hasBegun(_ step: StepPath) -> Bool { reached.contains(step) }

    private mutating func take(_ record: JournalRecord, at position: Int, _ time: Timestamp?) {
        end = nil
        if !record.choosesElement { note(record.step) }
        omissions.take(record)
        switch record {
        case .started(let started): if beginning == nil { beginning = started }
        case .entered(let entered):
            entrances[entered.step] = entered
            endings[entered.step] = nil
        case .ended(let ended): endings[ended.step] = (ended.ending, position)
        case .intent(let intent):
            effectsByStep[intent.step] = effectIndices[intent.number]
            lastIntent = position
            for length in 0...intent.step.components.count {
                let around = StepPath(Array(intent.step.components.prefix(length)))
                if changed[around] == nil { changed[around] = position }
            }
        case .outcome(let outcome):
            if let index = effectIndices[outcome.number] { begun[index].outcome = outcome }
        case .bound(let bound): take(bound, time)
        case .decided(let decided):
            decisions[Decision(step: decided.step, condition: decided.condition)] = decided.truth
        case .failed(let failure): failures[failure.step] = failure
        case .inspected: wasInspected = true
        case .answered, .stepFailed, .noted, .recovered, .alwaysStarted, .resumed: break
        case .finished(let finished):
            end = finished
            for step in finished.again { forgetFailure(at: step) }
        }
    }

    private mutating func take(_ bound: JournalRecord.Bound, _ time: Timestamp?) {
        let binding = Binding(step: bound.step, key: bound.key)
        let value = bound.value { effect($0)?.outcome?.output }
        bindings[binding] = value
        if bound.isGiven { given.insert(binding) } else { given.remove(binding) }
        secrets[binding] = nil
        if let value, value.holdsSecret { secrets[binding] = Secret(value: value, seal: bound.seal, since: time) }
    }

    private mutating func note(_ step: StepPath?) {
        guard var components = step?.components else { return }
        while !components.isEmpty, reached.insert(StepPath(components)).inserted { components.removeLast() }
    }

    /// The step is tried again. What is not known to have failed stays, and is settled first.
    private mutating func forgetFailure(at step: StepPath) {
        failures[step] = nil
        guard let effect = effect(at: step), !effect.isUndecided, effect.outcome?.ending != .exited(0) else { return }
        effectsByStep[step] = nil
    }
}

extension JournalRecord {
    /// It says whether an element is among those that a loop goes through: nothing of the element has begun by that.
    fileprivate var choosesElement: Bool {
        guard case .bound(let bound) = self, bound.key == .result, case .element? = bound.step.components.last else {
            return false
        }
        return true
    }
}
