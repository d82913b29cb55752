import BelayData
import BelayLanguage
import BelaySyntax
import Synchronization

/// Performs effects on the world.
final class LivePerformer: Performer {
    private let dependencies: RunDependencies
    let redactor: Redactor
    private let lastEffect: Mutex<Int>
    let mode: WalkMode
    let seals = SealCache()
    let lostSecrets = LostSecrets()
    private let changes: Mutex<Bool>
    private let omissions: Mutex<Omissions>
    private let keptOutputs = Mutex<[StepPath: Int]>([:])

    private let run: RunIdentity
    /// Whether what is written down may be needed to go on with.
    private let isResumable: Bool

    init(
        dependencies: RunDependencies, run: RunIdentity, history: RunHistory? = nil, redactor: Redactor = Redactor(),
        isResumable: Bool = true
    ) {
        self.isResumable = isResumable
        self.redactor = redactor
        self.dependencies = dependencies
        self.run = run
        mode = history.map(WalkMode.resuming) ?? .live
        lastEffect = Mutex(history?.lastNumber ?? 0)
        changes = Mutex(history?.hasChanged ?? false)
        omissions = Mutex(history?.omissions ?? Omissions())
    }

    var now: Duration { dependencies.clock.now }
    /// Whether the run has begun a change.
    var hasChanged: Bool { changes.withLock { $0 } }
    var holdsFailures: Bool { dependencies.prompter.holdsFailures }

    func perform(
        _ effect: CommandEffect, patience: Cancellation.Patience, begun: @Sendable (_ order: Int?) -> Void
    ) async throws(Interruption) -> CommandOutcome? {
        try checkCancellation(patience == .endsAtFirst ? .endsAtFirst : .endsAtSecond)
        var effect = effect
        effect.isRecorded = effect.sign != .reads && effect.location.host != nil
        let outcome = try await perform(numbered: effect, patience, begun)
        guard outcome.lacksRecord else { return outcome }
        // Better done without a record than not at all, where a disk is full that it may be about to empty: nothing has
        // begun, and the journal has it that no record will tell.
        try checkCancellation(.endsAtSecond)
        effect.isRecorded = false
        return try await perform(numbered: effect, patience, begun)
    }

    private func perform(
        numbered effect: CommandEffect, _ patience: Cancellation.Patience, _ begun: @Sendable (Int?) -> Void
    ) async throws(Interruption) -> CommandOutcome {
        var numbered = effect
        numbered.number = lastEffect.withLock { number in
            number += 1
            return number
        }
        if effect.sign != .reads { numbered.mark = RunHistory.mark(ofEffect: numbered.number, in: run.id) }
        let started = numbered
        if effect.sign != .reads { begun(try write(intentOf: started)) }
        let redactor = redactor
        let dependencies = dependencies
        let outcome = await dependencies.cancellation.run(patience) {
            await dependencies.performer.perform(started, redactor) {
                dependencies.observer.observe(.stepOutput(started.step, $0))
            }
        }
        if effect.sign != .reads { try write(outcome, of: started) }
        return outcome
    }

    /// Gives where it stands.
    private func write(intentOf effect: CommandEffect) throws(Interruption) -> Int? {
        let intent = JournalRecord.Intent(
            number: effect.number, step: effect.step, sign: effect.sign.rawValue, location: effect.location.shown,
            command: effect.script.shown, undo: effect.undoing, place: effect.location,
            limit: effect.limit, isRecorded: effect.isRecorded)
        do {
            let number = try write(.intent(intent), isDurable: true)
            omissions.withLock { $0.take(.intent(intent)) }
            changes.withLock { $0 = true }
            return number
        } catch {
            throw .stopped(PropagatedFailure(failure: Failure(journal: error, effect: effect)))
        }
    }

    /// What was gone past so far, by earlier parts of the run too.
    var passed: (skipped: [SkippedStep], recovered: [Failure]) {
        omissions.withLock { ($0.skipped, $0.recovered) }
    }

    private func write(_ outcome: CommandOutcome, of effect: CommandEffect) throws(Interruption) {
        let settled = JournalRecord.OutcomeRecord(
            number: effect.number, ending: outcome.ending, tail: outcome.tail, duration: outcome.duration,
            output: kept(outcome, of: effect), witness: outcome.lacksRecord ? .farSide : nil)
        do {
            _ = try write(.outcome(settled), isDurable: true)
        } catch {
            throw .stopped(PropagatedFailure(failure: Failure(journal: error, effect: effect)))
        }
        keptOutputs.withLock { $0[effect.step] = settled.output == nil ? nil : effect.number }
    }

    func keptOutput(of step: StepPath) -> Int? { keptOutputs.withLock { $0[step] } }

    /// What a change printed is written down when it is a value, since the change is not done again to have it. A secret
    /// is not.
    private func kept(_ outcome: CommandOutcome, of effect: CommandEffect) -> String? {
        guard effect.isCaptured, !effect.givesSecret, !outcome.isCut,
            let text = String(validating: outcome.output, as: UTF8.self), redactor.redacted(text) == text
        else { return nil }
        return text
    }

    func recoveredStatus(
        of effect: RunHistory.Effect, patience: Cancellation.Patience
    ) async throws(Interruption) -> RecoveredStatus {
        try checkCancellation(patience)
        guard let change = effect.unseen(in: run.id, now: now) else { return .unknown("") }
        let performer = dependencies.performer
        let recoveredStatus = await dependencies.cancellation.run(patience) {
            await performer.recoveredStatus(of: change)
        }
        try checkCancellation(patience)
        return recoveredStatus
    }

    func answer(_ question: Question, patience: Cancellation.Patience) async throws(Interruption) -> Answer? {
        let shown = redactor.redacted(question)
        return try await answer(question, patience) { await $0.answer(shown) }
    }

    func hold(
        _ question: Question, from stepContext: StepContext, patience: Cancellation.Patience
    ) async throws(Interruption) -> Answer? {
        let shown = redactor.redacted(question)
        return try await answer(question, patience) { await $0.answer(shown, from: stepContext) }
    }

    private func answer(
        _ question: Question, _ patience: Cancellation.Patience,
        _ ask: @escaping @Sendable (any Prompter) async -> Answer
    ) async throws(Interruption) -> Answer? {
        try checkCancellation(patience)
        observe(.questionAsked(question))
        let prompter = dependencies.prompter
        let answer = await dependencies.cancellation.run(patience) { await ask(prompter) }
        try checkCancellation(patience)
        observe(.questionAnswered(question.step, question.isSecret ? answer.withoutSecret : answer))
        return answer
    }

    func pause(_ duration: Duration, patience: Cancellation.Patience) async throws(Interruption) {
        let clock = dependencies.clock
        await dependencies.cancellation.run(patience) { try? await clock.sleep(for: duration) }
        try checkCancellation(patience)
    }

    var clock: (any RunClock)? { dependencies.clock }

    func wait(until moment: Timestamp, patience: Cancellation.Patience) async throws(Interruption) {
        let clock = dependencies.clock
        await dependencies.cancellation.run(patience) { try? await clock.wait(until: moment) }
        try checkCancellation(patience)
    }

    /// All that is written down passes here. Of a secret that a run may be resumed with its seal is.
    private func write(_ record: JournalRecord, isDurable: Bool) throws(JournalFailure) -> Int? {
        var record = record
        if case .bound(var bound) = record, isResumable, bound.value.holdsSecret {
            bound.seal = seals.seal(of: bound.value, in: run.id)
            record = .bound(bound)
        }
        return try dependencies.journal.append(
            redactor.redacted(record, isResumable: isResumable), isDurable: isDurable)
    }

    func append(_ record: JournalRecord, isDurable: Bool) throws(JournalFailure) -> Int? {
        let number = try write(record, isDurable: isDurable)
        omissions.withLock { $0.take(record) }
        switch record {
        // Whoever looks around may change something, which hangs there when the run is killed.
        case .looked: changes.withLock { $0 = true }
        case .started, .intent, .outcome, .bound, .decided, .answered, .entered, .left, .failed, .stepFailed,
            .recovered,
            .unwinding, .finished, .resumed:
            break
        }
        return number
    }

    /// All that is told passes here.
    func observe(_ event: RunEvent) { dependencies.observer.observe(redactor.redacted(event)) }

    func checkCancellation(_ patience: Cancellation.Patience) throws(Interruption) {
        if dependencies.cancellation.level >= patience.rawValue { throw .cancelled }
    }
}

extension Failure {
    /// The journal could not be written, so the effect was not started or its outcome is not kept.
    init(journal failure: JournalFailure, effect: CommandEffect) {
        self.init(
            kind: .fail, message: failure.message, step: effect.step, command: effect.script.shown,
            location: effect.location.shown, span: effect.span)
    }
}

extension Question {
    /// What is answered is a secret.
    public var isSecret: Bool {
        switch kind {
        case .ask(_, let type, _): type.isSecret
        case .hold(let held): if case .value(_, let type) = held.passing { type.isSecret } else { false }
        case .confirm, .pointOfNoReturn, .manual, .outcome: false
        }
    }
}

extension Answer {
    /// What was typed is told nobody.
    fileprivate var withoutSecret: Answer {
        switch self {
        case .text: .text(SecretSearch.mark)
        case .give: .give(SecretSearch.mark)
        case .yes, .no, .retry, .waitLonger, .runHandlers, .skip, .stop, .happened, .didNotHappen, .none: self
        }
    }
}
