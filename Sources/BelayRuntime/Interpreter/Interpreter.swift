import BelayLanguage
import BelaySource
import Synchronization

/// Walks a program. Plan and run are the same walk; they differ in the performer that answers for the world.
///
/// Every function takes the frame of the names that are bound and the scope that surrounds the statement. A failure, a
/// cancel and a stop travel outward as a typed `Interruption`; blocks meet it with their handlers.
struct Interpreter: Sendable {
    let program: Program
    let performer: any Performer
    /// Nil in a plan that belongs to no run.
    let run: RunIdentity?
    /// Numbers the loops of a run and their iterations side by side, to tell their undo entries apart.
    var loops = IterationCounter()

    /// What is done, what is only shown and what is looked up: the performer says it, and nothing else does.
    var mode: WalkMode { performer.mode }
}

/// `$run`, and what else names a run.
public struct RunIdentity: Hashable, Sendable {
    /// Readable and unique, such as `20260301-093000-k3f9`.
    public var id: String
    /// In UTC, such as `2026-03-01T09:30:00Z`.
    public var started: String

    public init(id: String, started: String) {
        self.id = id
        self.started = started
    }
}

final class IterationCounter: Sendable {
    private let last = Mutex(0)

    func next() -> Int {
        last.withLock { count in
            count += 1
            return count
        }
    }
}

extension Interpreter {
    /// The text of the runbook at a place, on one line, for titles and messages.
    func source(_ span: Span) -> String {
        let text = program.sources[span.file.rawValue].text(of: span)
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// How patient the surroundings are with a first cancel.
    func patience(_ scope: ExecutionContext) -> Cancellation.Patience {
        scope.unwinding.isShielded ? .endsAtSecond : .endsAtFirst
    }

    func failure(_ kind: Failure.Kind, _ message: String, at span: Span, _ scope: ExecutionContext) -> Failure {
        Failure(
            kind: kind, message: performer.redacted(message), step: scope.step, location: scope.location.shown,
            span: span)
    }

    /// Writes a record that need not survive a crash by itself. What a run that is gone on with has written before is not
    /// written again.
    @discardableResult
    func note(_ record: JournalRecord, at span: Span, _ scope: ExecutionContext) throws(Interruption) -> Int? {
        if case .entered(let step, _, _) = record, recall(scope)?.hasEntered(step) == true { return nil }
        if case .bound(let bound) = record, recall(scope)?.value(of: bound.name, in: bound.step) == bound.value {
            return nil
        }
        // It was compared when it was read again.
        if case .bound(let bound) = record, bound.value.holdsSecret,
            recall(scope)?.secret(named: bound.name, in: bound.step) != nil
        {
            return nil
        }
        do {
            return try performer.append(record, isDurable: false)
        } catch {
            throw .stopped(PropagatedFailure(failure: failure(.fail, error.message, at: span, scope)))
        }
    }
}
