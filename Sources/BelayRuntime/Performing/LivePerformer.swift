import BelayData
import BelayLanguage
import BelaySyntax
import Synchronization

/// Performs effects on the world.
final class LivePerformer: Performer {
    let dependencies: RunDependencies
    let redactor: Redactor
    private let lastEffect: Mutex<Int>
    let mode: WalkMode
    let seals = SealCache()
    let lostSecrets = LostSecrets()
    private let changes: Mutex<Bool>
    private let omissions: Mutex<Omissions>
    private let accounts = Mutex(StepAccounts())
    /// Steps whose question was answered by what was given when the run was started.
    private let givenBefore = Mutex<Set<StepPath>>([])
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
    var isAttended: Bool { dependencies.prompter.isAttended }

    func perform(
        _ effect: CommandEffect, patience: Cancellation.Patience, begun: @escaping @Sendable (_ order: Int?) -> Void
    ) async throws(Interruption) -> CommandOutcome? {
        try checkCancellation(patience == .endsAtFirst ? .endsAtFirst : .endsAtSecond)
        try hold(effect)
        guard effect.sign != .reads else {
            let outcome = await execute(effect, patience) { _ in nil }
            accounts.withLock { $0.take(tail: outcome.tail, of: effect.step) }
            return outcome
        }
        let beginning = ChangeBeginning(effect, of: self, begun: begun)
        while true {
            var change = effect
            change.change = try await beginning.begin(
                isRecorded: dependencies.performer.recordsChanges(at: effect.location))
            let outcome = await execute(change, patience) { await beginning.beginUnrecorded(because: $0) }
            try beginning.end(outcome)
            try outcome.checkRun(of: effect)
            // Belay was stopped in between, or the machine slept: it is asked again who executes the run.
            if outcome.isLate { continue }
            return outcome
        }
    }

    /// Nothing runs that the plan does not have, and no handler after that: the plan is not of this world.
    private func hold(_ effect: CommandEffect) throws(Interruption) {
        guard let refusal = dependencies.plan?.refusal(of: effect) else { return }
        let failure = Failure(
            kind: .fail, message: redactor.redacted(refusal), step: effect.step,
            command: redactor.redacted(effect.script.shown), location: effect.location, span: effect.span)
        throw .stopped(PropagatedFailure(failure: failure))
    }

    private func execute(
        _ effect: CommandEffect, _ patience: Cancellation.Patience, unrecorded: @escaping UnrecordedChange
    ) async -> CommandOutcome {
        let redactor = redactor
        let dependencies = dependencies
        return await dependencies.cancellation.run(patience) {
            await dependencies.performer.perform(effect, redactor, unrecorded: unrecorded) {
                dependencies.observer.observe(redactor.clean(.stepOutput(effect.step, $0.content)))
            }
        }
    }

    func begin(_ statement: Statement, at step: StepPath) throws(Interruption) {
        dependencies.statements?.begin(statement)
    }

    func take(_ branch: Int?, of choice: Choice) { dependencies.statements?.take(branch, of: choice) }

    /// What the next change of the run is known by.
    func newIdentity(isRecorded: Bool) -> ChangeIdentity {
        let number = lastEffect.withLock { number in
            number += 1
            return number
        }
        return ChangeIdentity(
            number: number, mark: RunHistory.mark(ofEffect: number, in: run.id), isRecorded: isRecorded)
    }

    /// Returns its position.
    func write(intentOf effect: CommandEffect, _ change: ChangeIdentity) throws(Interruption) -> Int? {
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

    /// What was noted until now, by earlier parts of the run too.
    var notes: [Finding] { omissions.withLock(\.notes) }

    /// - Parameter source: who says so, where that is not the command itself.
    func write(
        _ outcome: CommandOutcome, of effect: CommandEffect, _ change: ChangeIdentity,
        by source: JournalRecord.OutcomeSource? = nil
    ) throws(Interruption) {
        var settled = JournalRecord.OutcomeRecord(
            number: change.number, ending: outcome.ending, tail: outcome.tail, duration: outcome.duration,
            output: kept(outcome, of: effect), source: source)
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
        if prompter.hasAnswer(to: redactor.clean(question)) {
            _ = givenBefore.withLock { $0.insert(question.step) }
        }
        let answer = await dependencies.cancellation.run(patience) { await ask(prompter) }
        try checkCancellation(patience)
        // It is no longer of interest.
        if Task.isCancelled { return Answer.none }
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
        if let number = dependencies.journal.count() { return number }
        var record = record
        if case .bound(var bound) = record, isResumable, case .value(let value) = bound.content, value.holdsSecret {
            bound.seal = seals.seal(of: value, in: run.id)
            record = .bound(bound)
        }
        if !isResumable { record = record.hidingValues(with: redactor) }
        return try dependencies.journal.append(redactor.clean(record), isDurable: isDurable)
    }

    func append(_ record: JournalRecord, isDurable: Bool) throws(JournalFailure) -> Int? {
        let number = try write(completed(record), isDurable: isDurable)
        omissions.withLock { $0.take(record) }
        switch record {
        // Whoever looks around may change something, which hangs there when the run is killed.
        case .inspected: changes.withLock { $0 = true }
        case .started, .entered, .ended, .intent, .outcome, .bound, .decided, .answered, .failed, .stepFailed,
            .noted, .recovered, .alwaysStarted, .finished, .resumed:
            break
        }
        return number
    }

    /// The record with what only whoever performs has seen of its step.
    private func completed(_ record: JournalRecord) -> JournalRecord {
        switch record {
        case .ended(var ended):
            let account = accounts.withLock { $0.close(ended.step) }
            if case .done = ended.ending { ended.account = account }
            return .ended(ended)
        case .answered(var answered):
            answered.isGivenBefore = givenBefore.withLock { $0.remove(answered.step) } != nil
            return .answered(answered)
        case .started, .entered, .intent, .outcome, .bound, .decided, .failed, .stepFailed, .noted, .recovered,
            .alwaysStarted, .inspected, .finished, .resumed:
            return record
        }
    }

    /// All that is told passes here.
    func observe(_ event: RunEvent) {
        accounts.withLock { $0.take(event) }
        dependencies.observer.observe(redactor.clean(event))
    }

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
