public import BelayData
import BelaySystem
import Glibc

/// All runs that left something in the state folder. Only `belay prune` deletes from it.
public struct RunCatalogue: Sendable {
    private let state: StateFolder

    public init(_ state: StateFolder) { self.state = state }

    /// All runs, the oldest first. `now` is for how long those that continue have taken.
    public func summaries(now: Timestamp) throws(StateFailure) -> [RunSummary] {
        let summaries = try ids().map { RunSummary(of: RunFolder(id: $0, in: state), now: now) }
        return summaries.sorted { $0.order < $1.order }
    }

    public func summary(of folder: RunFolder, now: Timestamp) -> RunSummary { RunSummary(of: folder, now: now) }

    /// The run of this id or its beginning; without one the last.
    public func find(_ text: String?, now: Timestamp) throws(StateFailure) -> RunFolder {
        let all = try ids()
        if all.isEmpty { throw StateFailure(message: "nothing has run yet") }
        if let text { return try find(text) }
        let last = try summaries(now: now).last?.id
        return try find(last ?? all[all.count - 1])
    }

    /// The run whose id is, or alone begins with, this text.
    /// - Parameter others: ids of runs that are not here.
    public func find(_ text: String, besides others: [String] = []) throws(StateFailure) -> RunFolder {
        let own = try ids()
        let ids = others.isEmpty ? own : Set(own).union(others).sorted()
        if ids.contains(text) { return RunFolder(id: text, in: state) }
        let matching = text.isEmpty ? [] : ids.filter { $0.hasPrefix(text) }
        switch matching.count {
        case 1: return RunFolder(id: matching[0], in: state)
        case 0:
            let known = ids.last.map { "the last one is \($0)" } ?? "there are no runs yet"
            throw StateFailure(message: "no run begins with `\(text)`; \(known)")
        default:
            let shown = matching.suffix(5).joined(separator: ", ")
            throw StateFailure(message: "\(matching.count) runs begin with `\(text)`, among them \(shown)")
        }
    }

    /// In order of their start.
    private func ids() throws(StateFailure) -> [String] {
        do throws(SystemError) {
            return try Folder.names(in: state.runs).filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            if error.number == ENOENT { return [] }
            throw StateFailure(message: "the runs in \(state.runs) cannot be listed: \(error.words)")
        }
    }
}

extension RunSummary {
    /// An id says only in which second it was begun.
    public var order: (Substring, String, String) { (id.prefix(15), startedAt?.description ?? "", id) }
}
