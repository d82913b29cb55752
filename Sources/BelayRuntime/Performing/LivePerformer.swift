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
    /// True if what is written down may be needed to resume.
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
    /// True if the run has begun a change.
    var hasChanged: Bool { changes.withLock { $0 } }
    var holdsFailures: Bool { dependencies.prompter.holdsFailures }

    func perform(
        _ effect: CommandEffect, patience: Cancellation.Patience, begun: @Sendable (_ order: Int?) -> Void
    ) async throws(Interruption) -> CommandOutcome? {
        try checkCancellation(patience == .endsAtFirst ? .endsAtFirst : .endsAtSecond)
        let isRecorded = effect.sign != .reads && dependencies.performer.recordsChanges(at: effect.location)
        let outcome = try await perform(effect, isRecorded: isRecorded, patience, begun)
        guard outcome.lacksRecord else { return outcome }
        // Better done without a record than not at all, where a disk is full that it may be about to empty: nothing has
        // begun, and the journal says that there will be no record.
        try checkCancellation(.endsAtSecond)
        return try await perform(effect, isRecorded: false, patience, begun)
    }

    private func perform(
        _ effect: CommandEffect, isRecorded: Bool, _ patience: Cancellation.Patience,
        _ begun: @Sendable (Int?) -> Void
    ) async throws(Interruption) -> CommandOutcome {
        let number = lastEffect.withLock { number in
            number += 1
            return number
        }
        if effect.sign == .reads { return await execute(effect, patience) }
        var change = effect
        let identity = ChangeIdentity(
            number: number, mark: RunHistory.mark(ofEffect: number, in: run.id), isRecorded: isRecorded)
        change.change = identity
        begun(try write(intentOf: change, identity))
        let outcome = await execute(change, patience)
        try write(outcome, of: change, identity)
        return outcome
    }

    private func execute(_ effect: CommandEffect, _ patience: Cancellation.Patience) async -> CommandOutcome {
        let redactor = redactor
        let dependencies = dependencies
        return await dependencies.cancellation.run(patience) {
            await dependencies.performer.perform(effect, redactor) {
                dependencies.observer.observe(redactor.clean(.stepOutput(effect.step, $0.content)))
            }
        }
    }

    /// Returns its position.
    private func write(intentOf effect: CommandEffect, _ change: ChangeIdentity) throws(Interruption) -> Int? {
        var intent = JournalRecord.Intent(
            number: change.number, step: effect.step, sign: effect.sign, place: effect.location,
            command: effect.script.shown, undo: effect.undoing, limit: effect.limit, allowed: effect.allowed,
            isRecorded: change.isRecorded, span: effect.span)
        if case .file(let file)? = effect.input, let content = file.content {
            intent.inputFile = JournalRecord.InputFile(path: file.path.shown, content: content)
        }
        intent.outputFile = effect.output?.path.shown
        do {
            let number = try write(.intent(intent), isDurable: true)
            omissions.withLock { $0.take(.intent(intent)) }
            changes.withLock { $0 = true }
            return number
        } catch {
            throw .stopped(PropagatedFailure(failure: Failure(journal: error, effect: effect)))
        }
    }

    /// The steps passed over until now, by earlier parts of the run too.
    var passed: (skipped: [SkippedStep], recovered: [Failure]) {
        omissions.withLock { ($0.skipped, $0.recovered) }
    }

    private func write(
        _ outcome: CommandOutcome, of effect: CommandEffect, _ change: ChangeIdentity
    ) throws(Interruption) {
        var settled = JournalRecord.OutcomeRecord(
            number: change.number, ending: outcome.ending, tail: outcome.tail, duration: outcome.duration,
            output: kept(outcome, of: effect), source: outcome.lacksRecord ? .remoteHost : nil)
        settled.outputFile = outcome.file
        do {
            _ = try write(.outcome(settled), isDurable: true)
        } catch {
            throw .stopped(PropagatedFailure(failure: Failure(journal: error, effect: effect)))
        }
        keptOutputs.withLock { $0[effect.step] = settled.output == nil ? nil : change.number }
    }

    func keptOutput(of step: StepPath) -> Int? { keptOutputs.withLock { $0[step] } }

    /// The output of a change is written down when it is a value, since the change is not done again to have it. A
    /// secret is not.
    private func kept(_ outcome: CommandOutcome, of effect: CommandEffect) -> String? {
        guard effect.isCaptured, !effect.givesSecret, !outcome.isCut,
            let text = String(validating: outcome.output, as: UTF8.self), redactor.redacted(text) == text
        else { return nil }
        return text
    }

    func content(ofFile path: String, patience: Cancellation.Patience) async throws(Interruption)
        -> Result<FileContent, FileRefusal>?
    {
        try checkCancellation(patience)
        let executor = dependencies.performer
        let found = await dependencies.cancellation.run(patience) { () async -> Result<FileContent, FileRefusal> in
            do throws(FileRefusal) {
                return .success(try await executor.content(ofFile: path))
            } catch {
                return .failure(error)
            }
        }
        try checkCancellation(patience)
        return found
    }

    func recoveredStatus(
        of effect: RunHistory.Effect, patience: Cancellation.Patience
    ) async throws(Interruption) -> RecoveredStatus {
        try checkCancellation(patience)
        let change = effect.unseen(in: run.id, now: now)
        let performer = dependencies.performer
        let recoveredStatus = await dependencies.cancellation.run(patience) {
            await performer.recoveredStatus(of: change)
        }
        try checkCancellation(patience)
        return recoveredStatus
    }

    func answer(_ question: Question, patience: Cancellation.Patience) async throws(Interruption) -> Answer? {
        let shown = redactor.clean(question)
        return try await answer(question, patience) { await $0.answer(shown) }
    }

    func hold(
        _ question: Question, from stepContext: StepContext, patience: Cancellation.Patience
    ) async throws(Interruption) -> Answer? {
        let shown = redactor.clean(question)
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
        if case .bound(var bound) = record, isResumable, case .value(let value) = bound.content, value.holdsSecret {
            bound.seal = seals.seal(of: value, in: run.id)
            record = .bound(bound)
        }
        if !isResumable { record = record.hidingValues(with: redactor) }
        return try dependencies.journal.append(redactor.clean(record), isDurable: isDurable)
    }

    func append(_ record: JournalRecord, isDurable: Bool) throws(JournalFailure) -> Int? {
        let number = try write(record, isDurable: isDurable)
        omissions.withLock { $0.take(record) }
        switch record {
        // Whoever looks around may change something, which hangs there when the run is killed.
        case .inspected: changes.withLock { $0 = true }
        case .started, .entered, .ended, .intent, .outcome, .bound, .decided, .answered, .failed, .stepFailed,
            .recovered, .alwaysStarted, .finished, .resumed:
            break
        }
        return number
    }

    /// All that is told passes here.
    func observe(_ event: RunEvent) { dependencies.observer.observe(redactor.clean(event)) }

    func checkCancellation(_ patience: Cancellation.Patience) throws(Interruption) {
        if dependencies.cancellation.level >= patience.rawValue { throw .cancelled }
    }
}

extension Failure {
    /// The journal could not be written, so the effect was not started or its outcome is not kept.
    init(journal failure: JournalFailure, effect: CommandEffect) {
        self.init(
            kind: .fail, message: failure.message, step: effect.step, command: effect.script.shown,
            location: effect.location, span: effect.span)
    }
}

extension Question {
    /// The answer is a secret.
    public var isSecret: Bool {
        switch kind {
        case .ask(_, let type, _): type.isSecret
        case .hold(let held): if case .value(_, let type) = held.passing { type.isSecret } else { false }
        case .confirm, .pointOfNoReturn, .manual, .outcome: false
        }
    }
}

extension Answer {
    /// The answer as it may be shown: a secret is left out.
    var withoutSecret: Answer {
        switch self {
        case .text: .text(SecretSearch.mark)
        case .give: .give(SecretSearch.mark)
        case .yes, .no, .retry, .waitLonger, .runHandlers, .skip, .stop, .happened, .didNotHappen, .none: self
        }
    }
}
