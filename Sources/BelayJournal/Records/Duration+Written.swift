/// Durations are written as seconds, exactly: a decimal number with up to eighteen digits after the point.
extension Duration {
    var writtenSeconds: String {
        let (seconds, attoseconds) = components
        var text = attoseconds < 0 || seconds < 0 ? "-" : ""
        text += String(seconds.magnitude)
        guard attoseconds != 0 else { return text }
        let digits = String(attoseconds.magnitude)
        let fraction = String(repeating: "0", count: Self.fractionDigits - digits.count) + digits
        return text + "." + fraction.trimmingZeros
    }

    /// Nil for anything else, and for more seconds than a duration holds.
    init?(writtenSeconds text: String) {
        let isNegative = text.hasPrefix("-")
        let parts = text.dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 1 || parts.count == 2, let first = parts.first, first.allSatisfy(\.isDigit),
            let seconds = Int64((isNegative ? "-" : "") + first)
        else { return nil }
        var attoseconds: Int64 = 0
        if parts.count == 2 {
            let fraction = parts[1]
            guard (1...Self.fractionDigits).contains(fraction.count), fraction.allSatisfy(\.isDigit),
                let digits = Int64(fraction + String(repeating: "0", count: Self.fractionDigits - fraction.count))
            else { return nil }
            attoseconds = isNegative ? -digits : digits
        }
        self.init(secondsComponent: seconds, attosecondsComponent: attoseconds)
    }

    /// An attosecond is the eighteenth digit.
    private static let fractionDigits = 18
}

extension Character {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}

extension String {
    fileprivate var trimmingZeros: Substring {
        var rest = self[...]
        while rest.last == "0" { rest.removeLast() }
        return rest
    }
}
