public import BelayData

/// The size of a batch, as `in batches of` says it: a number of elements, or a share of the whole list such as `25%`.
public enum BatchSize: Hashable, Sendable {
    case count(Int)
    case percent(Int)

    /// Nil for other words than `1%` to `100%` and a whole number: a list of both is one of texts.
    public init?(_ word: String) {
        if let number = NumberLiteral(word) {
            self.init(number.value)
            return
        }
        guard word.hasSuffix("%"), word.utf8.first != UInt8(ascii: "+"), let share = Int(word.dropLast()),
            (1...100).contains(share)
        else { return nil }
        self = .percent(share)
    }

    /// Nil for what is no whole number of one or more.
    public init?(_ number: Number) {
        guard let count = number.int, count > 0 else { return nil }
        self = .count(count)
    }

    /// - Returns: the number of elements, at least one. A share is rounded down: a batch is not larger than was said.
    public func elements(of total: Int) -> Int {
        switch self {
        case .count(let count): count
        case .percent(let share): max(1, total / 100 * share + total % 100 * share / 100)
        }
    }
}
