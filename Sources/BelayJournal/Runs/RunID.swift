import BelayData

/// Names runs so that they sort by their start and can be read aloud: `20260301-093000-k3f9`, in UTC.
enum RunID {
    /// Without the letters and digits that look or sound alike.
    private static let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
    private static let letterCount = 4
    private static let dateDigits = 8
    private static let timeDigits = 6

    static func make(timestamp: Timestamp, random: inout some RandomNumberGenerator) -> String {
        let digits = timestamp.description.filter { ("0"..."9").contains($0) }
        let date = digits.prefix(dateDigits)
        let time = digits.dropFirst(dateDigits).prefix(timeDigits)
        let suffix = String((0..<letterCount).map { _ in letters[Int(random.next(upperBound: UInt(letters.count)))] })
        return "\(date)-\(time)-\(suffix)"
    }
}
