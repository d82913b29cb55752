/// What a client of a lab has done, turn by turn.
struct ClientLog: Hashable, Sendable {
    struct Turn: Hashable, Sendable {
        /// From 1.
        var number: Int
        /// Why it was refused; nil when it was acknowledged.
        var refusal: String?
        /// When it ended, on the clock of the machine.
        var ended: Duration

        var isAcknowledged: Bool { refusal == nil }
    }

    var name: String
    /// When the first turn began.
    var begun: Duration
    var turns: [Turn] = []

    /// The times from the begin to the first turn that was acknowledged, from each of these to the next, and from the last one
    /// to the end. A turn that was only slow counts too: a client that waits for it cannot tell.
    var gaps: [Duration] {
        guard let last = turns.last else { return [] }
        let good = [begun] + turns.filter(\.isAcknowledged).map(\.ended) + [last.ended]
        return zip(good, good.dropFirst()).map { $1 - $0 }
    }
}
