import Glibc

/// Chance that repeats itself: the same seed throws the same numbers on every machine (SplitMix64). `BELAY_SEED=3` throws
/// other numbers for every seed.
package struct SeededRandom: RandomNumberGenerator {
    /// Far from what the seeds of the tests are, so that no two of them meet.
    private static let offset = getenv("BELAY_SEED").flatMap { UInt64(String(cString: $0)) }.map { $0 << 32 } ?? 0

    private var state: UInt64

    package init(seed: UInt64) { state = seed &+ Self.offset }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// A number from zero to below the count.
    package mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }

    /// True once in this many throws.
    package mutating func onceIn(_ count: Int) -> Bool { below(count) == 0 }

    package mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

    package mutating func bytes(count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
    }

    /// A text of this many of these pieces.
    package mutating func text(of pieces: [String], count: Int) -> String {
        (0..<count).map { _ in pick(pieces) }.joined()
    }
}
