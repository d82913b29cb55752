/// The record of an await: how often it was true, false and unknown, and for how long it has been true.
struct StabilityWatch {
    /// The times that a condition is true in a row before it is taken as stable.
    private static let fewest = 3

    private let stable: Duration?
    private var trueSince: Duration?
    private var askingsInStreak = 0
    private var counts: [Truth: Int] = [:]
    private var longest = Duration.zero
    private(set) var streak = Duration.zero
    /// Changes from true to something else.
    private(set) var falls = 0
    private(set) var lastSeen = ""

    init(_ stable: Duration?) { self.stable = stable }

    mutating func see(_ verdict: ConditionResult, at now: Duration) {
        counts[verdict.truth, default: 0] += 1
        if verdict.truth == .yes {
            let since = trueSince ?? now
            trueSince = since
            askingsInStreak += 1
            streak = now - since
            longest = max(longest, streak)
        } else {
            lastSeen = verdict.seen
            if trueSince != nil { falls += 1 }
            trueSince = nil
            askingsInStreak = 0
            streak = .zero
        }
    }

    /// True, or with `stable` true at every asking for that long and at least so often.
    var isSettled: Bool {
        guard trueSince != nil else { return false }
        guard let stable else { return true }
        return streak >= stable && askingsInStreak >= Self.fewest
    }

    /// The first true answer after another one.
    var wasJustSeen: Bool { askingsInStreak == 1 }

    /// A pause that does not sleep past the end of the streak.
    func pause(_ wanted: Duration) -> Duration {
        guard let stable, trueSince != nil, streak < stable else { return wanted }
        return min(wanted, max(stable - streak, .milliseconds(1)))
    }

    func summary(of limit: String) -> String {
        let asked = counts.values.reduce(0, +)
        var words = counts[.yes] == nil ? "still not true" : "not true for long enough"
        words += " after \(limit) (asked \(asked) \(asked == 1 ? "time" : "times")"
        if let yes = counts[.yes] { words += ", \(yes) true, the longest for \(longest.shown)" }
        // Otherwise it would be settled.
        if let stable, longest >= stable { words += " with fewer than \(Self.fewest) answers" }
        if let unknown = counts[.unknown] { words += ", \(unknown) without an answer" }
        words += ")"
        if !lastSeen.isEmpty { words += "; last: \(lastSeen)" }
        return words
    }
}
