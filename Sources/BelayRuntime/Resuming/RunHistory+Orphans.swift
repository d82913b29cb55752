extension RunHistory {
    /// What the processes of a change are known by, such as `20260301-093000-k3f9/12`.
    public static func mark(ofEffect number: Int, in run: String) -> String { "\(run)/\(number)" }

    /// Changes on this machine that have no outcome: they may still run.
    public var possibleOrphans: [Effect] {
        undecided.filter { $0.outcome == nil && $0.intent.location.isEmpty && effect(at: $0.intent.step) == $0 }
    }
}
