/// A time as it was written: a moment, and the zone and the digits that it came in.
///
/// Two are equal that are the same moment. It is exact to the nanosecond, as durations are.
public struct Moment: Sendable {
    public let timestamp: Timestamp
    /// How many seconds the written time is ahead of UTC; a whole number of minutes.
    public let offset: Int
    private let spelling: String?

    /// In UTC.
    public init(_ timestamp: Timestamp) {
        self.init(timestamp, offset: 0, spelling: nil)
    }

    /// With a spelling that says the same.
    public init(_ timestamp: Timestamp, spelling: String) {
        self.init(timestamp, offset: 0, spelling: spelling)
    }

    private init(_ timestamp: Timestamp, offset: Int, spelling: String?) {
        self.timestamp = timestamp
        self.offset = offset
        self.spelling = spelling
    }

    /// `2026-03-01T02:00:00Z`, `2026-03-01T02:00:00.5+01:00`. Nil for any other text, and for a fraction of more than nine
    /// digits.
    public init?(_ text: String) {
        guard let timestamp = Timestamp(text), timestamp.isWholeNanoseconds else { return nil }
        self.init(timestamp, offset: Self.offset(of: text), spelling: text)
    }

    /// Since the epoch, in UTC; nil outside of the years 1 to 9999.
    init?(nanoseconds: Int128, offset: Int = 0) {
        let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        guard let seconds = Int64(exactly: seconds) else { return nil }
        let duration = Duration(secondsComponent: seconds, attosecondsComponent: Int64(rest) * 1_000_000_000)
        // Its zone may be ahead of the calendar's end.
        guard Timestamp.hasDate(duration), Timestamp.hasDate(duration + .seconds(offset)) else { return nil }
        self.init(Timestamp(sinceEpoch: duration), offset: offset, spelling: nil)
    }

    /// Since the epoch.
    public var nanoseconds: Int128 {
        let (seconds, attoseconds) = timestamp.sinceEpoch.components
        return Int128(seconds) * 1_000_000_000 + Int128(attoseconds / 1_000_000_000)
    }

    /// The moment that is so much later, in the same zone; nil where that cannot be written.
    public func adding(nanoseconds more: Int128) -> Moment? { Moment(nanoseconds: nanoseconds + more, offset: offset) }

    /// As it was written; otherwise as RFC 3339 writes it, with no more digits than it takes.
    public var text: String { spelling ?? computedText }

    private var computedText: String {
        let local = Timestamp(sinceEpoch: timestamp.sinceEpoch + .seconds(offset))
        let fraction = nanoseconds % 1_000_000_000
        let digits = fraction == 0 ? 0 : fraction % 1_000_000 == 0 ? 3 : fraction % 1000 == 0 ? 6 : 9
        let text = local.text(fractionDigits: digits)
        if offset == 0 { return text }
        let minutes = offset.magnitude / 60
        let parts = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(text.dropLast())\(offset < 0 ? "-" : "+")\(parts.joined(separator: ":"))"
    }

    /// Of a text that is a time: that of `Z` is zero.
    private static func offset(of text: String) -> Int {
        let digits = Array(text.utf8.suffix(6))
        guard digits.last != UInt8(ascii: "Z"), digits.last != UInt8(ascii: "z"), digits.count == 6 else { return 0 }
        func number(_ index: Int) -> Int { Int(digits[index] - 0x30) * 10 + Int(digits[index + 1] - 0x30) }
        let seconds = (number(1) * 60 + number(4)) * 60
        return digits[0] == UInt8(ascii: "-") ? -seconds : seconds
    }
}

extension Moment: Hashable, Comparable {
    public static func == (one: Moment, other: Moment) -> Bool { one.timestamp == other.timestamp }

    public static func < (earlier: Moment, later: Moment) -> Bool { earlier.timestamp < later.timestamp }

    public func hash(into hasher: inout Hasher) { hasher.combine(timestamp) }
}

extension Timestamp {
    fileprivate var isWholeNanoseconds: Bool { sinceEpoch.components.attoseconds % 1_000_000_000 == 0 }
}
