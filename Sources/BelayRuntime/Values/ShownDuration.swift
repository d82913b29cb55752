import BelayLanguage

extension Duration {
    /// As people read it: `40ms`, `3.2s`, `42s`, `2m13s`, `1h02m`, `2d03h`.
    public var shown: String {
        let milliseconds = max(0, wholeMilliseconds)
        if milliseconds < 1000 { return "\(milliseconds)ms" }
        if milliseconds < 10_000 { return "\(milliseconds / 1000).\(milliseconds % 1000 / 100)s" }
        return shownInSeconds
    }

    /// The same without fractions, for what counts up or down: `3s`.
    public var shownInSeconds: String {
        let seconds = max(0, wholeMilliseconds / 1000)
        if seconds < 60 { return "\(seconds)s" }
        if seconds < 3600 { return "\(seconds / 60)m\(Self.twoDigits(seconds % 60))s" }
        if seconds < 86_400 { return "\(seconds / 3600)h\(Self.twoDigits(seconds / 60 % 60))m" }
        return "\(seconds / 86_400)d\(Self.twoDigits(seconds / 3600 % 24))h"
    }

    /// However long: a journal may claim anything.
    public var wholeMilliseconds: Int64 { Int64(clamping: wholeNanoseconds / 1_000_000) }

    /// Seconds with their fraction, for machines.
    public var inSeconds: Double { Double(wholeMilliseconds) / 1000 }

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
