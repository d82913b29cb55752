public import BelayData
public import BelayRuntime
public import BelaySource

/// A run that is over, or has come to a halt, as its records tell it: what a report shows.
public struct ReportedRun: Sendable {
    /// A step, in the order in which they began.
    public struct Step: Sendable {
        public var start: StepStart
        public var began: Timestamp
        /// Nil when its end is not in the records.
        public var ended: Timestamp?
        public var ending: StepEnd.Ending?
        /// How long it took, as it was measured.
        public var took: Duration?
        /// The last lines that it printed.
        public var output = ""
        public var messages: [Message] = []
        /// The position of its question among those of the run.
        public var question: Int?

        public var path: StepPath { start.step }
    }

    /// A question with its answer.
    public struct Answered: Sendable {
        public var question: Question
        public var answer: Answer
        public var moment: Timestamp
        /// Such as `root on vm`: who ran Belay then.
        public var person: String
        /// It was given when the run was started.
        public var isGivenBefore: Bool

        /// Such as `root on vm, when the run was started`.
        public var author: String {
            switch answer {
            case .seen: "seen by Belay"
            case .none, .unapproved: "nobody"
            case .approved(let people): people.joined(separator: ", ")
            case .rejected: "others"
            case .yes, .no, .text, .retry, .waitLonger, .runHandlers, .skip, .give, .stop, .happened, .didNotHappen:
                isGivenBefore ? "\(person), when the run was started" : person
            }
        }
    }

    public private(set) var steps: [Step] = []
    public private(set) var answers: [Answered] = []
    /// Nil while it has not ended.
    public private(set) var end: RunEnd?
    private(set) var facts = RunFacts()
    /// Commands whose outcome was never written down.
    public var unsettled: [JournalRecord.Intent] { replay.unsettled }
    /// The runbook and its libraries as they were, by their numbers; nil where one was not kept.
    public private(set) var sources: [SourceText?] = []

    /// The runbook and its libraries have these digests, in order.
    public var digests: [String] { facts.beginning?.digests ?? [] }

    private var replay = RunReplay()
    private var open: [StepPath: [Int]] = [:]
    private var pending: [StepPath: Question] = [:]
    private var isGivenBefore = false

    public init() {}

    /// Takes the records of a run, one after the other.
    public mutating func take(_ record: JournalRecord, at moment: Timestamp) {
        facts.take(record, at: moment)
        end = nil
        if case .answered(let answered) = record { isGivenBefore = answered.isGivenBefore }
        for event in replay.take(record, at: moment.sinceEpoch) { take(event, at: moment) }
    }

    /// - Parameter texts: of the runbook and its libraries.
    public mutating func keep(sources texts: [[UInt8]?]) {
        sources = texts.enumerated().map { number, bytes in
            bytes.map { SourceText(file: FileNumber(number), name: facts.name(ofFile: number), bytes: $0) }
        }
    }

    private mutating func take(_ event: RunEvent, at moment: Timestamp) {
        switch event {
        case .stepStarted(let start):
            passBetween(to: start.step, at: moment)
            open[start.step, default: []].append(steps.count)
            steps.append(Step(start: start, began: moment))
        case .stepOutput(let step, let piece):
            if let index = index(of: step) { steps[index].output += String(decoding: piece.bytes, as: UTF8.self) }
        case .said(let step, let message):
            if let index = index(of: step) ?? around(step) { steps[index].messages.append(message) }
        case .questionAsked(let question): pending[question.step] = question
        case .questionAnswered(let step, let answer): take(answer, of: step, at: moment)
        case .stepFinished(let end): finish(end, at: moment)
        case .runFinished(let end): self.end = end
        case .runStarted, .awaitObserved, .handlerStarted, .branchStarted, .branchEnded, .strandStarted, .strandEnded:
            break
        }
    }

    private mutating func take(_ answer: Answer, of step: StepPath, at moment: Timestamp) {
        guard let question = pending.removeValue(forKey: step) else { return }
        if let index = index(of: step) { steps[index].question = answers.count }
        answers.append(
            Answered(
                question: question, answer: answer, moment: moment, person: facts.person(), isGivenBefore: isGivenBefore
            ))
    }

    /// That what comes between two batches is over has no record: the next batch has begun.
    private mutating func passBetween(to step: StepPath, at moment: Timestamp) {
        for index in steps.indices.reversed() where steps[index].start.kind == .between && steps[index].ending == nil {
            let own = steps[index].path.components
            guard !step.components.starts(with: own), step.components.starts(with: own.dropLast()) else { continue }
            let last = steps[index...].filter { $0.path.components.starts(with: own) }.compactMap(\.ended).max()
            let ended = last ?? moment
            steps[index].ended = ended
            steps[index].ending = .done
            steps[index].took = ended - steps[index].began
        }
    }

    private mutating func finish(_ end: StepEnd, at moment: Timestamp) {
        if end.kind == .loop { passBetween(to: end.step.appending(.element(position: nil, label: "")), at: moment) }
        guard let index = open[end.step]?.last(where: { steps[$0].start.kind == end.kind }) ?? index(of: end.step)
        else { return }
        open[end.step]?.removeAll { $0 == index }
        steps[index].ended = moment
        steps[index].ending = end.ending
        steps[index].took = end.duration
        // A step that is told when it is over began as long before.
        steps[index].began = min(steps[index].began, moment - end.duration)
    }

    /// The step of this number that began last.
    private func index(of step: StepPath) -> Int? {
        open[step]?.last ?? steps.lastIndex { $0.path == step }
    }

    private func around(_ step: StepPath) -> Int? {
        steps.lastIndex { step.components.starts(with: $0.path.components) }
    }
}

extension ReportedRun {
    /// As the screen said it at the end.
    var sentence: String {
        if let end { return RunHeadline(end, phases: phases).text.text }
        let last = steps.last { $0.ended == nil }
        return "It has not ended\(last.map { ": the last step that began is \($0.path)" } ?? "")."
    }

    /// The titles of the phases, by their numbers.
    private var phases: [StepPath: String] {
        var phases: [StepPath: String] = [:]
        for step in steps where step.start.kind == .phase { phases[step.path] = step.start.title.shown }
        return phases
    }

    /// The outcome in a word or two.
    var outcomeWords: String {
        guard let end else { return "not finished" }
        return switch end.outcome {
        case .done: "done"
        case .failed: "failed"
        case .handled: "failed, handled"
        case .handlerFailed: "failed, handler too"
        case .needsDecision: "needs a decision"
        case .cancelled: "cancelled"
        case .abandoned: "abandoned"
        case .takenOver: "taken over"
        }
    }

    /// All that failed, the headline first.
    var failures: [Failure] {
        guard let end else { return [] }
        let first = end.outcome == .done ? nil : end.failure
        var found: [Failure] = []
        for failure in [first].compactMap({ $0 }) + end.report.failures + end.handlerFailures
        where !found.contains(failure) { found.append(failure) }
        return found
    }

    func facts(id: String, _ clock: ClockTime) -> [RunFacts.Fact] { facts.all(id: id, clock) }
}
