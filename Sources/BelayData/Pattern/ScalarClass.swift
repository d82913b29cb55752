/// Which scalars one place of a pattern takes: a set, perhaps turned round, perhaps without regard to case.
struct ScalarClass: Sendable {
    private let set: ScalarSet
    private let isNegated: Bool
    private let ignoresCase: Bool
    /// The answers for ASCII, a bit each.
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init(_ set: ScalarSet, isNegated: Bool = false, ignoresCase: Bool = false) {
        self.set = set
        self.isNegated = isNegated
        self.ignoresCase = ignoresCase
        guard ignoresCase else {
            low = set.bits(from: 0)
            high = set.bits(from: 64)
            if isNegated { (low, high) = (~low, ~high) }
            return
        }
        for value in 0..<UInt32(64) {
            if decide(value) { low |= 1 << UInt64(value) }
            if decide(value + 64) { high |= 1 << UInt64(value) }
        }
    }

    func contains(_ value: UInt32) -> Bool {
        if value < 64 { return low >> UInt64(value) & 1 == 1 }
        if value < 128 { return high >> UInt64(value - 64) & 1 == 1 }
        return decide(value)
    }

    /// The encoding of a scalar in the class may begin with this byte; for those beyond ASCII no more is known.
    func mayBegin(with byte: UInt8) -> Bool {
        if byte < 0x80 { return contains(UInt32(byte)) }
        return isNegated || ignoresCase || set.ranges.last.map { $0.upperBound >= 0x80 } ?? false
    }

    /// Case is disregarded before the set is turned round: `(?i)[^a]` takes neither `a` nor `A`.
    private func decide(_ value: UInt32) -> Bool {
        if set.contains(value) { return !isNegated }
        guard ignoresCase, let scalar = Unicode.Scalar(value) else { return isNegated }
        let (lower, upper) = (scalar.lowercase, scalar.uppercase)
        let isIn = [lower, upper, lower.uppercase, upper.lowercase].contains { set.contains($0.value) }
        return isIn != isNegated
    }
}

extension Unicode.Scalar {
    /// Itself where the mapping gives more than one scalar.
    fileprivate var lowercase: Unicode.Scalar { single(properties.lowercaseMapping) }
    fileprivate var uppercase: Unicode.Scalar { single(properties.uppercaseMapping) }

    private func single(_ mapping: String) -> Unicode.Scalar {
        let scalars = mapping.unicodeScalars
        guard let first = scalars.first, scalars.count == 1 else { return self }
        return first
    }
}
