public import BelayData
import BelayRuntime
public import BelayStore
import BelaySystem

/// The runs of a store.
public struct SharedCatalogue: Sendable {
    private let store: any SharedStore

    public init(_ store: any SharedStore) { self.store = store }

    /// In the order of their start.
    public func ids() async throws(StoreFailure) -> [String] {
        try await store.all(RunKeys.index, keysOnly: true).entries.map { String($0.key.dropFirst(RunKeys.index.count)) }
    }

    /// The oldest first.
    public func summaries(now: Timestamp) async throws(StoreFailure) -> [RunSummary] {
        var summaries: [RunSummary] = []
        for entry in try await store.all(RunKeys.index).entries {
            let id = String(entry.key.dropFirst(RunKeys.index.count))
            summaries.append(try await summary(of: id, entry.value ?? "", now))
        }
        return summaries
    }

    /// Nil where the store does not have it.
    public func summary(of id: String, now: Timestamp) async throws(StoreFailure) -> RunSummary? {
        guard let entry = try await store.read(RunKeys.index(of: id)) else { return nil }
        return try await summary(of: id, entry.value ?? "", now)
    }

    private func summary(of id: String, _ text: String, _ now: Timestamp) async throws(StoreFailure) -> RunSummary {
        let entry = RunIndexEntry(written: text)
        var summary = RunSummary(id: id, state: .interrupted)
        let first = entry?.started
        if case .started(let started)? = first?.record {
            (summary.beginning, summary.startedAt) = (started, first?.timestamp)
        } else if entry?.first != "" {
            return RunSummary(id: id, state: .unreadable("another version of Belay has written it"))
        }
        if let last = entry?.ended, let first, case .finished(let end) = last.record {
            summary.take(end, after: last.timestamp.sinceEpoch - first.timestamp.sinceEpoch)
        } else if let beat = try await SharedRun(id, in: store).heartbeat(),
            let found = try await SharedRun(id, in: store).holder()
        {
            summary.state = .running
            summary.execution = RunSummary.Execution(
                holder: found.holder, heartbeat: beat, silence: max(.zero, now.sinceEpoch - beat.at.sinceEpoch))
            summary.duration = first.map { now.sinceEpoch - $0.timestamp.sinceEpoch }
        }
        return summary
    }
}

extension RunSummary {
    fileprivate mutating func take(_ end: JournalRecord.Finished, after duration: Duration) {
        noteCount = end.report.notes.count
        skippedCount = end.report.skipped.count
        leftoverCount = end.pendingUndo.count
        (state, changedNothing, self.duration) = (.finished(end.outcome), end.changedNothing, duration)
    }
}
