/// A set of Unicode scalar values, as ranges in order that do not touch.
struct ScalarSet: Sendable {
    private(set) var ranges: [ClosedRange<UInt32>]

    static let largest: UInt32 = 0x10FFFF

    /// The ranges may overlap and come in any order.
    init(_ ranges: [ClosedRange<UInt32>]) {
        self.ranges = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = self.ranges.last, range.lowerBound <= last.upperBound + 1 {
                self.ranges[self.ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                self.ranges.append(range)
            }
        }
    }

    init(_ characters: Unicode.Scalar...) { self.init(characters.map { $0.value...$0.value }) }

    var inverted: ScalarSet {
        var gaps: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= Self.largest { gaps.append(next...Self.largest) }
        return ScalarSet(gaps)
    }

    func contains(_ value: UInt32) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= value
    }

    /// Which of the 64 values that begin with this one are in it, a bit each.
    func bits(from first: UInt32) -> UInt64 {
        let last = first + 63
        var bits: UInt64 = 0
        for range in ranges where range.lowerBound <= last && range.upperBound >= first {
            let lower = UInt64(max(range.lowerBound, first) - first)
            let upper = UInt64(min(range.upperBound, last) - first)
            bits |= UInt64.max << lower & UInt64.max >> (63 - upper)
        }
        return bits
    }
}

extension ScalarSet {
    static let digits = ScalarSet(["0"..."9"])
    static let word = ScalarSet(["0"..."9", "A"..."Z", "a"..."z", "_"..."_"])
    static let spaces = ScalarSet(["\t"..."\r", " "..." "])
    static let newline = ScalarSet("\n")

    /// The classes of POSIX by their names between `[:` and `:]`.
    static func named(_ name: String) -> ScalarSet? {
        switch name {
        case "alnum": ScalarSet(["0"..."9", "A"..."Z", "a"..."z"])
        case "alpha": ScalarSet(["A"..."Z", "a"..."z"])
        case "ascii": ScalarSet(["\u{0}"..."\u{7F}"])
        case "blank": ScalarSet(" ", "\t")
        case "cntrl": ScalarSet(["\u{0}"..."\u{1F}", "\u{7F}"..."\u{7F}"])
        case "digit": digits
        case "graph": ScalarSet(["!"..."~"])
        case "lower": ScalarSet(["a"..."z"])
        case "print": ScalarSet([" "..."~"])
        case "punct": ScalarSet(["!"..."/", ":"..."@", "["..."`", "{"..."~"])
        case "space": spaces
        case "upper": ScalarSet(["A"..."Z"])
        case "word": word
        case "xdigit": ScalarSet(["0"..."9", "A"..."F", "a"..."f"])
        default: nil
        }
    }

    private init(_ ranges: [ClosedRange<Unicode.Scalar>]) {
        self.init(ranges.map { $0.lowerBound.value...$0.upperBound.value })
    }
}
