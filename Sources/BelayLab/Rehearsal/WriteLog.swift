/// The results of the lab's own writes: a line for each, in the order in which they were tried.
struct WriteLog: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        var number: Int
        /// etcd said that it has it. One that was not acknowledged may have been applied all the same.
        var isAcknowledged: Bool
        /// When the answer came or was given up, in seconds of `Clock`.
        var time: Double
    }

    var entries: [Entry]

    init(entries: [Entry]) { self.entries = entries }

    init(text: String) {
        entries = text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 3, let number = Int(words[0]), let time = Double(words[2]) else { return nil }
            return Entry(number: number, isAcknowledged: words[1] == "acknowledged", time: time)
        }
    }

    static func line(_ entry: Entry) -> String {
        "\(entry.number) \(entry.isAcknowledged ? "acknowledged" : "refused") \(entry.time)\n"
    }

    var acknowledged: [Int] { entries.filter(\.isAcknowledged).map(\.number) }

    /// The time in which nothing could be written, in seconds: each time of more than a second from one write that
    /// was acknowledged to the next one. A write that was only slow counts too: a client that waits for it cannot
    /// tell.
    var refusedSeconds: Double { gaps.filter { $0 > 1 }.reduce(0, +) }

    var longestGapSeconds: Double { gaps.max() ?? 0 }

    private var gaps: [Double] {
        guard let first = entries.first, let last = entries.last else { return [] }
        let good = [first.time] + entries.filter(\.isAcknowledged).map(\.time) + [last.time]
        return zip(good, good.dropFirst()).map { $1 - $0 }
    }
}
