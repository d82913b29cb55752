import BelayData
import BelayReporting

/// What became of the turns of a client that continued from the beginning of a rehearsal to its end, in the terms of Jepsen's
/// `set` checker.
struct ClientCount: Hashable, Sendable {
    /// What was found in the end of what was tried.
    struct Found: Hashable, Sendable {
        /// The turns that were acknowledged and not found, in their order.
        var lost: [String] = []
        /// Found, though refused: only the answer was lost.
        var recovered = 0
        /// Found, and never tried.
        var unexpected = 0
        /// Found more than once.
        var twice = 0
    }

    var name: String
    var acknowledged: Int
    var refused: Int
    /// Why the last one was that was refused.
    var lastRefusal: String?
    /// The longest time between two turns that were acknowledged.
    var longest: Duration
    /// The sum of those of more than a second: the time without.
    var without: Duration
    /// Nil where nobody says what there is in the end, or nobody could be asked.
    var found: Found?
    /// True if somebody is to say what there is in the end.
    var isCounted: Bool
}

extension ClientCount {
    /// - Parameter found: what there is in the end; nil where that is not known.
    init(_ log: ClientLog, isCounted: Bool, found: [String]?) {
        name = log.name
        acknowledged = log.turns.count(where: \.isAcknowledged)
        refused = log.turns.count - acknowledged
        lastRefusal = log.turns.last { !$0.isAcknowledged }?.refusal
        let gaps = log.gaps
        longest = gaps.max() ?? .zero
        without = gaps.filter { $0 > .seconds(1) }.reduce(.zero, +)
        self.isCounted = isCounted
        self.found = found.map { Found(log, found: $0) }
    }
}

extension ClientCount.Found {
    init(_ log: ClientLog, found: [String]) {
        let times = Dictionary(found.map { ($0, 1) }, uniquingKeysWith: +)
        let tried = Dictionary(log.turns.map { (String($0.number), $0.isAcknowledged) }) { one, other in one || other }
        lost = log.turns.filter(\.isAcknowledged).map { String($0.number) }.filter { times[$0] == nil }
        recovered = times.keys.count { tried[$0] == false }
        unexpected = times.keys.count { tried[$0] == nil }
        twice = times.values.count { $0 > 1 }
    }
}

extension ClientCount {
    /// An object for machines.
    var data: DataValue {
        var members: [DataValue.Object.Member] = [
            .init(key: "name", value: .string(name)),
            .init(key: "acknowledged", value: .number(acknowledged)),
            .init(key: "refused", value: .number(refused)),
        ]
        if let lastRefusal { members.append(.init(key: "lastRefusal", value: .string(lastRefusal))) }
        if isCounted {
            members.append(.init(key: "lost", value: found.map { .number($0.lost.count) } ?? .null))
            members.append(.init(key: "lostTurns", value: .array((found?.lost ?? []).map(DataValue.string))))
            for (key, count) in [
                ("recovered", found?.recovered), ("unexpected", found?.unexpected), ("twice", found?.twice),
            ] {
                members.append(.init(key: key, value: count.map(DataValue.number) ?? .null))
            }
        }
        members.append(.init(key: "longestSeconds", value: .seconds(longest)))
        members.append(.init(key: "withoutSeconds", value: .seconds(without)))
        var object = DataValue.Object()
        for member in members { object[member.key] = member.value }
        return .object(object)
    }

    init?(data: DataValue) {
        guard let name = data["name"]?.string, let acknowledged = data["acknowledged"]?.int,
            let refused = data["refused"]?.int
        else { return nil }
        self.name = name
        self.acknowledged = acknowledged
        self.refused = refused
        lastRefusal = data["lastRefusal"]?.string
        func time(_ key: String) -> Duration { .milliseconds(Int(((data[key]?.double ?? 0) * 1000).rounded())) }
        (longest, without) = (time("longestSeconds"), time("withoutSeconds"))
        isCounted = data["lost"] != nil
        guard data["lost"]?.int != nil else { return }
        found = Found(
            lost: (data["lostTurns"]?.array ?? []).compactMap(\.string), recovered: data["recovered"]?.int ?? 0,
            unexpected: data["unexpected"]?.int ?? 0, twice: data["twice"]?.int ?? 0)
    }
}

extension ClientCount {
    /// `31 acknowledged, none lost, 1 recovered`
    var shown: String {
        var parts = ["\(acknowledged) acknowledged"]
        if isCounted { parts.append(shownLost) }
        if !isCounted || acknowledged == 0, refused > 0 {
            // One that never got through is more likely to be a mistake in the lab.
            let why = acknowledged == 0 ? lastRefusal.map { " (\($0))" } ?? "" : ""
            parts.append("\(refused) refused\(why)")
        }
        for (count, word) in [(found?.recovered, "recovered"), (found?.unexpected, "unexpected")] {
            if let count, count > 0 { parts.append("\(count) \(word)") }
        }
        if let twice = found?.twice, twice > 0 { parts.append("\(twice) found more than once") }
        return parts.joined(separator: ", ")
    }

    private var shownLost: String {
        guard let found else { return "it is not known how many are lost" }
        if found.lost.isEmpty { return "none lost" }
        let first = found.lost.prefix(5).joined(separator: ", ")
        return "\(found.lost.count) lost: \(first)\(found.lost.count > 5 ? " ..." : "")"
    }
}
