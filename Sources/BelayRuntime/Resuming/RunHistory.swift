/// The past of a run according to its records: what a resumed run need not do again, and what nobody knows.
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

    /// The known facts about a secret that a name was bound to.
    struct Secret: Sendable {
        /// With empty secrets.
        var value: Value
        /// Nil in journals of earlier versions.
        var seal: SecretSeal?
        /// When it was bound, in UTC; nil where that is not known.
        var since: String?
    }

    private struct Place: Hashable {
        var step: StepPath
        var name: String
    }

    public private(set) var beginning: JournalRecord.Started?
    /// In the order in which they were begun, without those of handlers that are still to come.
    public var effects: [Effect] { begun.filter { !$0.isForgotten } }
    public private(set) var steps: [StepPath: Step] = [:]
    /// Entered and not left, outermost first where they are nested.
    public private(set) var openSteps: [StepPath] = []
    /// The last step that was entered or changed something.
    public private(set) var lastStep: StepPath?
    /// The last end of the run; nil when it was interrupted, or resumed since.
    public private(set) var end: JournalRecord.Finished?
    /// Some records were written by a later version of Belay: this one cannot know what they mean, and must not
    /// continue.
    public let isOfLaterVersion: Bool

    /// Every change that was begun, whatever became of its step: a host keeps a record of each by its number.
    private(set) var begun: [Effect] = []
    private var effectIndices: [Int: Int] = [:]
    private var effectsByStep: [StepPath: Int] = [:]
    /// Every step that a change was begun at or beneath, with the position of the first one.
    private var changed: [StepPath: Int] = [:]
    /// The steps that were passed over.
    private(set) var omissions = Omissions()
    private var given: Set<Place> = []
    /// Every iteration of a loop that left a record.
    private var turns: Set<StepPath> = []
    private var bindings: [Place: Value] = [:]
    private var secrets: [Place: Secret] = [:]
    private var decisions: [Place: (truth: Truth, position: Int)] = [:]
    private var answers: [Place: String] = [:]
    private var endings: [StepPath: (ending: StepEnd.Ending, position: Int)] = [:]
    private var failures: [StepPath: Failure] = [:]
    private var lastIntent = -1
    private var wasLookedAround = false
    private let moments: [Duration?]
    private let times: [String]

    /// In the order in which they were written, with the moments at which they were, where these are known.
    /// - Parameter times: the same moments in UTC, to be shown.
    public init(
        _ records: [JournalRecord], at moments: [Duration?] = [], times: [String] = [], isOfLaterVersion: Bool = false
    ) {
        self.isOfLaterVersion = isOfLaterVersion
        self.moments = moments
        self.times = times
        let forgotten = HandlersToRerun(records)
        for (position, record) in records.enumerated() {
            if !forgotten.contains(record, at: position) {
                take(record, at: position)
            } else if case .intent(let intent) = record {
                begin(intent, at: position, isForgotten: true)
            }
        }
    }

    /// True if it has begun a change, or somebody may have who looked around at a held step.
    public var hasChanged: Bool { !begun.isEmpty || wasLookedAround }

    /// Effects that may have happened and may not have: they are settled first when the run is resumed.
    public var undecided: [Effect] { effects.filter(\.isUndecided) }

    /// The effect of this number.
    public func effect(_ number: Int) -> Effect? { effectIndices[number].map { begun[$0] } }

    /// The last number that an effect was given. None is given twice.
    var lastNumber: Int { begun.reduce(0) { max($0, $1.intent.number) } }

    /// The change of a step, as it was begun last.
    public func effect(at step: StepPath) -> Effect? { effectsByStep[step].map { begun[$0] } }

    /// The value that a name was bound to in a step.
    public func value(of name: String, in step: StepPath) -> Value? { bindings[Place(step: step, name: name)] }

    func secret(named name: String, in step: StepPath) -> Secret? { secrets[Place(step: step, name: name)] }

    /// The way a condition led, such as an `if` or a `done when`; of one that was asked several times the last.
    public func decision(_ what: String, in step: StepPath) -> Truth? {
        decisions[Place(step: step, name: what)]?.truth
    }

    /// A person's answer.
    public func answer(to question: String, in step: StepPath) -> String? {
        answers[Place(step: step, name: question)]
    }

    /// The ending of a step that has ended.
    public func ending(of step: StepPath) -> StepEnd.Ending? { endings[step]?.ending }

    /// A failure of this step that a handler or a further attempt has taken up.
    func failure(at step: StepPath) -> Failure? { failures[step] }

    func hasEntered(_ step: StepPath) -> Bool { steps[step] != nil }

    /// True if a change was begun at this step or beneath it.
    public func hasChanged(beneath step: StepPath) -> Bool { changed[step] != nil }

    /// The number of the record of the first change at this step or beneath it.
    func firstChange(beneath step: StepPath) -> Int? { changed[step].map { $0 + 1 } }

    /// True if a person gave the value of a name, in place of a step that failed.
    func isGiven(_ name: String, in step: StepPath) -> Bool { given.contains(Place(step: step, name: name)) }

    /// True if an iteration of a loop had begun.
    func hasBegun(turn: StepPath) -> Bool { turns.contains(turn) }

    /// True if a check held and a change was begun after it: it has done its duty, and the change may be the very thing
    /// that makes it false.
    func isBehind(_ what: String, in step: StepPath) -> Bool {
        guard let decision = decisions[Place(step: step, name: what)] else { return false }
        return decision.truth == .yes && decision.position < lastIntent
    }

    /// True if a question was answered and a change was begun after it.
    func isBehind(question step: StepPath) -> Bool {
        guard let end = endings[step], case .done = end.ending else { return false }
        return end.position < lastIntent
    }

    /// Questions that need no answer any more.
    public var passedQuestions: [StepPath] { endings.keys.filter { isBehind(question: $0) } }

    /// The number of the record of a step's end.
    func number(ofEnd step: StepPath) -> Int? { endings[step].map { $0.position + 1 } }

    private mutating func take(_ record: JournalRecord, at position: Int) {
        end = nil
        note(record.step)
        omissions.take(record)
        switch record {
        case .started(let started): if beginning == nil { beginning = started }
        case .intent(let intent):
            effectsByStep[intent.step] = begun.count
            begin(intent, at: position, isForgotten: false)
            lastIntent = position
            lastStep = intent.step
            for length in 0...intent.step.components.count {
                let around = StepPath(Array(intent.step.components.prefix(length)))
                if changed[around] == nil { changed[around] = position }
            }
        case .outcome(let outcome):
            if let index = effectIndices[outcome.number] { begun[index].outcome = outcome }
        case .bound(let bound):
            let place = Place(step: bound.step, name: bound.name)
            bindings[place] = bound.value { effect($0)?.outcome?.output }
            if bound.isGiven { given.insert(place) } else { given.remove(place) }
            secrets[place] = nil
            if bound.value.holdsSecret {
                let since = position < times.count ? times[position] : nil
                secrets[place] = Secret(value: bound.value, seal: bound.seal, since: since)
            }
        case .decided(let decided):
            decisions[Place(step: decided.step, name: decided.what)] = (decided.truth, position)
        case .answered(let answered): answers[Place(step: answered.step, name: answered.question)] = answered.answer
        case .entered(let step, let kind, let title):
            lastStep = step
            steps[step] = Step(kind: kind, title: title)
            endings[step] = nil
            openSteps.removeAll { $0 == step }
            openSteps.append(step)
        case .left(let step, let ending):
            steps[step]?.ending = ending
            endings[step] = (ending, position)
            if let index = openSteps.lastIndex(of: step) { openSteps.remove(at: index) }
        case .failed(let failure): failures[failure.step] = failure
        case .looked: wasLookedAround = true
        case .unwinding, .resumed, .stepFailed, .recovered: break
        case .finished(let finished):
            end = finished
            for step in finished.again { forgetFailure(at: step) }
        }
    }

    private mutating func begin(_ intent: JournalRecord.Intent, at position: Int, isForgotten: Bool) {
        effectIndices[intent.number] = begun.count
        let moment = position < moments.count ? moments[position] : nil
        begun.append(Effect(intent: intent, begun: moment, position: position, isForgotten: isForgotten))
    }

    private mutating func note(_ step: StepPath?) {
        guard let components = step?.components else { return }
        for (index, component) in components.enumerated() {
            if case .element = component { turns.insert(StepPath(Array(components[...index]))) }
        }
    }

    /// The step is tried again. What is not known to have failed stays, and is settled first.
    private mutating func forgetFailure(at step: StepPath) {
        failures[step] = nil
        guard let effect = effect(at: step), !effect.isUndecided, effect.outcome?.ending != .exited(0) else { return }
        effectsByStep[step] = nil
    }
}

extension JournalRecord {
    /// The step that the record is about.
    var step: StepPath? {
        switch self {
        case .intent(let intent): intent.step
        case .bound(let bound): bound.step
        case .decided(let decided): decided.step
        case .answered(let answered): answered.step
        case .entered(let step, _, _), .left(let step, _), .unwinding(let step, _): step
        case .failed(let failure): failure.step
        case .stepFailed(let failed): failed.step
        case .recovered(let handler, _): handler
        // What a person does while a step holds is not part of what the run has done.
        case .started, .outcome, .looked, .finished, .resumed: nil
        }
    }
}
