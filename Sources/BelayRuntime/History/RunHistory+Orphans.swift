extension RunHistory {
    /// The mark of a change's processes, such as `20260301-093000-k3f9/12`.
    public static func mark(ofEffect number: Int, in run: String) -> String { "\(run)/\(number)" }

    /// Changes of which it is not known whether they happened, and which may still run where they were begun: here those
    /// that Belay did not outlive, on a host also those that it could not end. Those of handlers that are still to come
    /// are among them.
    public var possibleOrphans: [Effect] {
        begun.filter { change in
            let isThere = change.intent.place.reach != .local
            return change.isUndecided && (isThere || change.outcome == nil)
                && (change.isForgotten || effect(at: change.intent.step) == change)
        }
    }

    /// The hosts that were asked to keep a record of a change.
    public var recordingHosts: [String] {
        var seen: Set<String> = []
        return begun.compactMap { $0.intent.isRecorded ? $0.intent.place.host?.known : nil }
            .filter { seen.insert($0).inserted }
    }
}

extension RunHistory.Effect {
    /// What to look for where it was begun.
    /// - Parameter now: by the clock that the history was read with.
    public func unseen(in run: String, now: Duration) -> InFlightCommand {
        var command = InFlightCommand(
            mark: RunHistory.mark(ofEffect: intent.number, in: run), place: intent.place, isRecorded: intent.isRecorded,
            limit: intent.limit, age: begun.map { now - $0 })
        command.outputFile = intent.outputFile
        return command
    }
}
