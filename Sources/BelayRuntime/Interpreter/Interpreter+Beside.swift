import BelayLanguage
import BelaySource

/// One of those that run side by side: an element of a loop, a branch of a `together`.
struct Strand<Outcome: Sendable>: Sendable {
    /// No other has it.
    var label: String
    /// The number of each of its steps begins with one of these.
    var steps: [StepPath]
    /// An interrupted run had begun it.
    var isBegun: Bool
    /// Is handed the context with a place in the undo log of its own.
    var body: @Sendable (ExecutionContext) async throws(Interruption) -> Outcome
}

extension Interpreter {
    /// Runs them side by side. After too many failures no further one begins; what was begun is finished.
    /// - Parameters:
    ///   - number: tells what runs side by side with one another from all else, in the undo log.
    ///   - batch: which of the batches of a loop they are, from 1.
    /// - Returns: what those that are done came to, in no order.
    @discardableResult
    func sideBySide<Outcome: Sendable>(
        _ strands: [Strand<Outcome>], atMost limit: Int, tolerating tolerance: Int, as number: Int,
        batch: Int = 1, _ tally: inout Tally, _ context: ExecutionContext
    ) async throws(Interruption) -> [Outcome] {
        var ends: [(label: String, interruption: Interruption)] = []
        var outcomes: [Outcome] = []
        await withTaskGroup(of: (label: String, result: Result<Outcome, Interruption>).self) { group in
            var waiting = strands.makeIterator()
            /// Those that had begun are begun again, whatever has failed since.
            func next() -> Strand<Outcome>? {
                while ends.isEmpty, let strand = waiting.next() {
                    if tally.failed.count < tolerance || strand.isBegun { return strand }
                }
                return nil
            }
            func begin() -> Bool {
                guard let strand = next() else { return false }
                let inner = context.inIteration(
                    UndoLog.Iteration(loop: number, batch: batch, number: self.loops.next(), limit: limit))
                tally.begin(strand.label, isBeside: true)
                performer.observe(
                    .strandStarted(
                        StrandStart(
                            step: context.step, label: strand.label, steps: strand.steps, count: tally.count)))
                group.addTask {
                    (
                        strand.label,
                        await Self.result { () async throws(Interruption) -> Outcome in try await strand.body(inner) }
                    )
                }
                return true
            }
            var begun = 0
            while begun < limit, begin() { begun += 1 }
            while let (label, result) = await group.next() {
                performer.observe(
                    .strandEnded(StrandEnd(step: context.step, label: label, ending: Self.ending(of: result))))
                switch result {
                case .success(let outcome):
                    tally.done += 1
                    outcomes.append(outcome)
                case .failure(.trouble(let trouble)): tally.fail(label, trouble)
                case .failure(let end): ends.append((label, end))
                }
                _ = begin()
            }
        }
        if let end = tally.joined(ends, at: context.step) { throw end }
        return outcomes
    }

    static func ending<Outcome>(of result: Result<Outcome, Interruption>) -> StrandEnd.Ending {
        switch result {
        case .success: .done
        case .failure(.trouble): .failed
        case .failure: .cancelled
        }
    }

    static func result<Outcome>(
        _ body: () async throws(Interruption) -> Outcome
    ) async -> Result<Outcome, Interruption> {
        do throws(Interruption) {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }
}
