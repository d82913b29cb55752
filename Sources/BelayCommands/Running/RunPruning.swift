import BelayData
import BelayJournal
import BelayRuntime
import BelaySystem

/// Which runs may go: those that are over, and that nothing kept refers to.
struct RunPruning {
    private let summaries: [RunSummary]
    private let state: StateFolder
    private let limit: Timestamp?
    private let keeping: Int

    /// - Parameters:
    ///   - summaries: all runs, the oldest first.
    ///   - limit: younger runs stay.
    ///   - keeping: the last ones that stay, whatever their age.
    init(_ summaries: [RunSummary], in state: StateFolder, olderThan limit: Timestamp?, keeping: Int) {
        self.summaries = summaries
        self.state = state
        self.limit = limit
        self.keeping = keeping
    }

    var resumableCount: Int { summaries.count(where: \.isResumable) }

    func chosen() throws(StateFailure) -> [RunSummary] {
        let old = summaries.dropLast(keeping).filter { summary in
            guard isOver(summary), !hasLock(summary) else { return false }
            guard let limit else { return true }
            return summary.startedAt.map { $0 < limit } ?? false
        }
        guard old.contains(where: \.isSession) else { return old }
        let sessions = try sessions(of: summaries.filter { !old.contains($0) })
        return old.filter { !sessions.contains($0.id) }
    }

    /// Nobody can resume it; a session that was killed is over, too.
    private func isOver(_ summary: RunSummary) -> Bool {
        summary.isOver || summary.isSession && summary.state == .interrupted
    }

    /// Also where that cannot be known.
    private func hasLock(_ summary: RunSummary) -> Bool {
        guard let target = summary.beginning?.lock else { return false }
        do throws(LockRefusal) {
            return try TargetLock.holder(of: target, in: state)?.owner.run == summary.id
        } catch {
            return true
        }
    }

    /// Sessions in which somebody looked around in runs that stay: the run's story is not whole without them.
    private func sessions(of kept: [RunSummary]) throws(StateFailure) -> Set<String> {
        var found: Set<String> = []
        for summary in kept where summary.beginning != nil {
            _ = try RunFolder(id: summary.id, in: state).forEachEntry { entry in
                if case .inspected(_, let session) = entry.record { found.insert(session) }
            }
        }
        return found
    }
}
