extension RunHistory {
    /// What the processes of a change are known by, such as `20260301-093000-k3f9/12`.
    public static func mark(ofEffect number: Int, in run: String) -> String { "\(run)/\(number)" }

    /// Changes of which it is not known whether they happened, and which may still run where they were begun.
    public var possibleOrphans: [Effect] { undecided.filter { effect(at: $0.intent.step) == $0 } }

    /// The hosts that were asked to keep a record of a change.
    public var recordingHosts: [String] {
        var seen: Set<String> = []
        return effects.compactMap { $0.intent.isRecorded ? $0.intent.place?.host?.known : nil }
            .filter { seen.insert($0).inserted }
    }
}

extension RunHistory.Effect {
    /// What to look for where it was begun. Nil where an earlier version of Belay has not written down where that is.
    public func unseen(in run: String) -> UnseenChange? {
        guard let place = intent.place ?? (intent.location.isEmpty ? .local : nil) else { return nil }
        return UnseenChange(
            mark: RunHistory.mark(ofEffect: intent.number, in: run), place: place, isRecorded: intent.isRecorded,
            limit: intent.limit ?? .seconds(3600), begun: begun)
    }
}
