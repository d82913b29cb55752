/// The parsed form of a pattern.
indirect enum PatternTree: Sendable {
    case empty
    case scalar(ScalarClass)
    case assertion(PatternAssertion)
    case group(number: Int, PatternTree)
    case sequence([PatternTree])
    case choice([PatternTree])
    case repetition(PatternRepetition, of: PatternTree)

    /// The number of instructions that it compiles to, without compiling it; large numbers stop growing.
    var size: Int {
        switch self {
        case .empty: 0
        case .scalar, .assertion: 1
        case .group(_, let inner): inner.size + 2
        case .sequence(let parts): parts.reduce(0) { min($0 + $1.size, Self.muchTooLarge) }
        case .choice(let parts): parts.reduce(0) { min($0 + $1.size + 2, Self.muchTooLarge) }
        case .repetition(let repetition, let inner):
            min((inner.size + 2) * max(1, repetition.upper ?? repetition.lower + 1), Self.muchTooLarge)
        }
    }

    /// Far beyond what is allowed, and far from overflowing.
    private static let muchTooLarge = 1 << 40

    var matchesEmpty: Bool {
        switch self {
        case .empty, .assertion: true
        case .scalar: false
        case .group(_, let inner): inner.matchesEmpty
        case .sequence(let parts): parts.allSatisfy(\.matchesEmpty)
        case .choice(let parts): parts.contains(where: \.matchesEmpty)
        case .repetition(let repetition, let inner): repetition.lower == 0 || inner.matchesEmpty
        }
    }
}

/// The number of repetitions of a part: `*`, `+`, `?` and the counts in braces.
struct PatternRepetition: Sendable {
    var lower: Int
    /// Nil for without end.
    var upper: Int?
    var isLazy: Bool
}

/// A condition on a place between two bytes.
enum PatternAssertion: Sendable {
    case textStart
    case textEnd
    case lineStart
    case lineEnd
    case wordEdge
    case noWordEdge

    /// All of them only look at ASCII, so bytes are enough.
    func holds(at offset: Int, in bytes: [UInt8]) -> Bool {
        switch self {
        case .textStart: offset == 0
        case .textEnd: offset == bytes.count
        case .lineStart: offset == 0 || bytes[offset - 1] == UInt8(ascii: "\n")
        case .lineEnd: offset == bytes.count || bytes[offset] == UInt8(ascii: "\n")
        case .wordEdge: isWordEdge(offset, in: bytes)
        case .noWordEdge: !isWordEdge(offset, in: bytes)
        }
    }

    private func isWordEdge(_ offset: Int, in bytes: [UInt8]) -> Bool {
        let isBefore = offset > 0 && ScalarSet.word.contains(UInt32(bytes[offset - 1]))
        let isAfter = offset < bytes.count && ScalarSet.word.contains(UInt32(bytes[offset]))
        return isBefore != isAfter
    }
}
