import BelayData
import BelayLanguage
import BelaySource
import Synchronization

/// Walks a program. Plan and run are the same walk; they differ in the performer that answers for the world.
///
/// Every function takes the frame of the names that are bound and the context that surrounds the statement. A failure, a
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

    /// The reaction of the surroundings to a first cancel.
    func patience(_ context: ExecutionContext) -> Cancellation.Patience {
        context.unwinding.isShielded ? .endsAtSecond : .endsAtFirst
    }

    func failure(_ kind: Failure.Kind, _ message: String, at span: Span, _ context: ExecutionContext) -> Failure {
        Failure(
            kind: kind, message: performer.redacted(message), step: context.step, location: context.location, span: span
        )
    }

    /// Writes a record that need not survive a crash by itself, and gives its number; nil where nothing is written. What a run
    /// has written before it was resumed is not written again.
    @discardableResult
    func note(_ record: JournalRecord, at span: Span, _ context: ExecutionContext) throws(Interruption) -> Int? {
        if let history = recall(context) {
            switch record {
            case .entered(let entered) where history.entrance(of: entered.step) != nil: return nil
            case .ended(let ended) where ended.ending == .done && history.ending(of: ended.step) == .done:
                return history.number(ofEnd: ended.step)
            // A secret was compared when it was read again.
            case .bound(let bound) where history.knows(bound): return nil
            case .started, .entered, .ended, .intent, .outcome, .bound, .decided, .answered, .failed, .stepFailed,
                .noted, .recovered, .alwaysStarted, .inspected, .finished, .resumed:
                break
            }
        }
        do {
            return try performer.append(record, isDurable: false)
        } catch {
            throw .stopped(PropagatedFailure(failure: failure(.fail, error.message, at: span, context)))
        }
    }
}
