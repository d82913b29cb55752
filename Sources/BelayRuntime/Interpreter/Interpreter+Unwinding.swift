import BelayLanguage
import BelaySource

/// `undo` in a handler: what was started in a block, newest start first, never across a point of no return. What ran side by side
/// is undone side by side, and a batch of a loop after the batch behind it.
extension Interpreter {
    /// Where one fails, what was started before it may be leaned on by what is still there, and stays. Elements that ran
    /// side by side do not lean on each other: each is unwound by itself.
    func unwind(at span: Span, _ context: ExecutionContext) async throws(Interruption) -> ControlFlow {
        guard let handled = context.unwinding.handled else { preconditionFailure("`undo` stands in a handler") }
        let isOneByOne = mode.walksEveryPath
        var unwound = Unwound()
        await withTaskGroup(of: (claim: UndoClaim, result: Result<Void, Interruption>).self) { group in
            var running = 0
            func begin() -> Bool {
                guard unwound.end == nil, running == 0 || !isOneByOne, let claim = claim(in: handled, unwound, context)
                else { return false }
                running += 1
                start(claim, of: handled, nextTo: running, context)
                group.addTask {
                    let result = await Self.result { () async throws(Interruption) -> Void in
                        try await undo(claim.undo, at: span, context)
                    }
                    return (claim, result)
                }
                return true
            }
            while begin() {}
            while let (claim, result) = await group.next() {
                running -= 1
                finish(claim, of: handled, result, at: span, &unwound, context)
                while begin() {}
            }
        }
        if let end = unwound.end { throw end }
        if let trouble = unwound.trouble { throw .trouble(trouble) }
        return .next
    }

    /// The next one to undo, whatever others are being undone; nil if there is none, or none that may begin before they end.
    private func claim(in handled: Handled, _ unwound: Unwound, _ context: ExecutionContext) -> UndoClaim? {
        handled.log.claimNewest(
            since: handled.since, iterations: handled.iterations, without: unwound.stuck,
            isRetriedByHand: context.purpose.isRetriedByHand)
    }

    private func start(_ claim: UndoClaim, of handled: Handled, nextTo running: Int, _ context: ExecutionContext) {
        guard claim.isBeside(handled) else { return }
        let step = claim.undo.undoStep
        performer.observe(
            .strandStarted(StrandStart(step: context.step, label: step.description, steps: [step], count: running)))
    }

    private func finish(
        _ claim: UndoClaim, of handled: Handled, _ result: Result<Void, Interruption>, at span: Span,
        _ unwound: inout Unwound, _ context: ExecutionContext
    ) {
        if claim.isBeside(handled) {
            let label = claim.undo.undoStep.description
            performer.observe(
                .strandEnded(StrandEnd(step: context.step, label: label, ending: Self.ending(of: result))))
        }
        switch result {
        case .success: return handled.log.remove(claim.sequence)
        case .failure(.trouble(let trouble)):
            unwound.take(trouble, of: claim)
            do throws(Interruption) {
                try takeUp(trouble.failure, at: span, context)
            } catch {
                unwound.end = unwound.end ?? error
            }
        case .failure(let end): unwound.end = unwound.end ?? end
        }
        handled.log.release(claim.sequence)
    }
}

/// What has become of an `undo` up to now.
private struct Unwound {
    /// Those that could not be undone.
    private(set) var stuck: Set<Int> = []
    private(set) var trouble: PropagatedFailure?
    /// Nothing further begins.
    var end: Interruption?

    mutating func take(_ trouble: PropagatedFailure, of claim: UndoClaim) {
        stuck.insert(claim.sequence)
        guard var joined = self.trouble else {
            self.trouble = trouble
            return
        }
        joined.others += trouble.failures
        joined.hasHeld = joined.hasHeld || trouble.hasHeld
        self.trouble = joined
    }
}

extension UndoClaim {
    /// It was begun in one of several that ran side by side, in the block that is unwound.
    fileprivate func isBeside(_ handled: Handled) -> Bool { iterations.count > handled.iterations.count }
}
