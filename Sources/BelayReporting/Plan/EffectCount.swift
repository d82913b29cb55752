import BelayRuntime
import BelaySyntax

/// How many commands of each sign there are in a part of a plan.
struct EffectCount: Hashable, Sendable {
    private(set) var reads = 0
    private(set) var changes = 0
    private(set) var destructive = 0

    init() {}

    init(_ events: some Sequence<RunEvent>) {
        for event in events { take(event) }
    }

    mutating func take(_ event: RunEvent) {
        guard case .stepStarted(let start) = event, let effect = start.effect else { return }
        switch effect.sign {
        case .reads: reads += 1
        case .changes: changes += 1
        case .destroys: destructive += 1
        }
    }

    var all: Int { reads + changes + destructive }

    /// Such as `3 reads`, `1 change`, `2 destructive`; empty without commands.
    var parts: [String] { (reads == 0 ? [] : [reads == 1 ? "1 read" : "\(reads) reads"]) + changeParts }

    /// The same without the reads.
    var changeParts: [String] {
        (changes == 0 ? [] : [changes == 1 ? "1 change" : "\(changes) changes"])
            + (destructive == 0 ? [] : ["\(destructive) destructive"])
    }

    /// For the line of what holds them: the reads only where there is nothing else.
    var sentence: String { (changeParts.isEmpty ? parts : changeParts).joined(separator: ", ") }
}
