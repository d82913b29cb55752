import BelayLanguage
import BelaySyntax
import Synchronization

/// Writes effects down and performs none of them: what is not known without the world stays unknown.
final class PlanningPerformer: Performer {
    private let observer: any RunObserver
    /// With `--probe` the reads whose every part is known are run.
    private let reads: (any CommandExecutor)?
    private let met = Mutex<[PlannedQuestion]>([])
    private let walked = Mutex((statements: 0, reads: 0, bytes: 0))
    let mode = WalkMode.plan
    let redactor: Redactor
    let seals = SealCache()
    let lostSecrets = LostSecrets()

    init(observer: any RunObserver, reads: (any CommandExecutor)?, redactor: Redactor = Redactor()) {
        self.redactor = redactor
        self.observer = observer
        self.reads = reads
    }

    /// The questions on every path, in the order of the text.
    var questions: [PlannedQuestion] { met.withLock { $0 } }

    /// The number of commands that were run, as `--probe` asks for.
    var readCount: Int { walked.withLock(\.reads) }

    func begin(_ statement: Statement, at step: StepPath) throws(Interruption) {
        let count = walked.withLock { walked in
            walked.statements += 1
            return walked.statements
        }
        let words: String
        if count > Plan.longest {
            words = "the plan has more than \(Plan.longest) steps"
        } else if step.components.count > Plan.deepest {
            words = "the plan is deeper than \(Plan.deepest) levels"
        } else {
            return
        }
        throw .stopped(
            PropagatedFailure(failure: Failure(kind: .fail, message: words, step: step, span: statement.span)))
    }

    /// However long its commands are, it fits into memory.
    private func count(_ effect: CommandEffect) throws(Interruption) {
        let bytes = walked.withLock { walked in
            walked.bytes += effect.script.shown.utf8.count + (effect.input?.text.shown.utf8.count ?? 0)
            return walked.bytes
        }
        if bytes <= Plan.mostBytes { return }
        let words = "the commands of the plan are longer than \(Plan.mostBytes >> 20) MiB"
        throw .stopped(
            PropagatedFailure(failure: Failure(kind: .fail, message: words, step: effect.step, span: effect.span)))
    }

    /// A plan takes no time.
    var now: Duration { .zero }

    func perform(
        _ effect: CommandEffect, patience: Cancellation.Patience, begun: @escaping @Sendable (_ order: Int?) -> Void
    ) async throws(Interruption) -> CommandOutcome? {
        try count(effect)
        if effect.sign != .reads { begun(nil) }
        guard let reads, effect.sign == .reads, effect.isKnown else { return nil }
        walked.withLock { $0.reads += 1 }
        return await reads.perform(effect, redactor) { _ in }
    }

    func answer(_ question: Question, patience: Cancellation.Patience) async throws(Interruption) -> Answer? {
        met.withLock { $0.append(PlannedQuestion(question, by: redactor)) }
        observe(.questionAsked(question))
        return nil
    }

    func pause(_ duration: Duration, patience: Cancellation.Patience) async throws(Interruption) {}

    func append(_ record: JournalRecord, isDurable: Bool) throws(JournalFailure) -> Int? { nil }

    func observe(_ event: RunEvent) { observer.observe(redactor.clean(event)) }

    func checkCancellation(_ patience: Cancellation.Patience) throws(Interruption) {}
}
