import BelayData
import BelayTestSupport
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", Duration.zero), ("1970-01-02T00:00:01.5Z", .milliseconds(86_401_500)),
        ("2000-02-29T12:00:00Z", .seconds(951_825_600)), ("2026-03-01T09:30:00.125Z", .milliseconds(1_772_357_400_125)),
        ("1969-12-31T23:59:59Z", .seconds(-1)), ("0001-01-01T00:00:00Z", .seconds(-62_135_596_800)),
        ("9999-12-31T23:59:59Z", .seconds(253_402_300_799)),
        ("1970-01-01T00:00:00.000000000000000001Z", Duration(secondsComponent: 0, attosecondsComponent: 1)),
        ("1970-01-01T02:00:00+02:00", .zero), ("1969-12-31T18:30:00-05:30", .zero), ("1970-01-01t00:00:00z", .zero),
        ("1990-12-31T23:59:60Z", .seconds(662_688_000)),
        ("1990-12-31T15:59:60.5-08:00", .milliseconds(662_688_000_500)),
    ])
    func `A moment is counted from the epoch`(text: String, expected: Duration) {
        #expect(Timestamp(text)?.sinceEpoch == expected)
    }

    @Test(arguments: [
        "", "2026-03-01", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-04-31T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-03-01T24:00:00Z",
        "2026-03-01T09:60:00Z", "2026-03-01T09:30:00", "2026-03-01T09:30:-1Z", "2026-03-01T09:30:61Z",
        "2026-03-01T09:30:60Z", "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "2026-03-01T09:30Z",
        "2026-03-01 09:30:00Z", "2026-03-01T09:30:00.Z", "2026-03-01T09:30:00,5Z", "2026-03-01T09:30:00+0200",
        "2026-03-01T09:30:00+24:00", "2026-03-01T09:30:00Z ", "2026-3-1T09:30:00Z", "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:00-00:01", "2026-03-01T09:30:00.1234567890123456789Z", "é", "٢٠٢٦-03-01T09:30:00Z",
    ])
    func `What is no moment is refused`(text: String) { #expect(Timestamp(text) == nil) }

    @Test(arguments: [
        (Duration.zero, "1970-01-01T00:00:00.000Z"), (.nanoseconds(-1), "1969-12-31T23:59:59.999999999Z"),
        (.microseconds(1_500_000), "1970-01-01T00:00:01.500Z"),
        (.microseconds(1_500_001), "1970-01-01T00:00:01.500001Z"),
        (.seconds(Int64.max), "9999-12-31T23:59:59.999999999999999999Z"),
        (.seconds(Int64.min), "0001-01-01T00:00:00.000Z"),
    ])
    func `A moment is written with milliseconds and whatever is finer`(sinceEpoch: Duration, text: String) {
        #expect(Timestamp(sinceEpoch: sinceEpoch).description == text)
    }

    @Test func `The fraction is cut and never rounded`() {
        let moment = Timestamp(sinceEpoch: .nanoseconds(1_999_999_999))
        #expect(moment.text(fractionDigits: 0) == "1970-01-01T00:00:01Z")
        #expect(moment.text(fractionDigits: 3) == "1970-01-01T00:00:01.999Z")
        #expect(moment.text(fractionDigits: 12) == "1970-01-01T00:00:01.999999999000Z")
        #expect(moment.date == "1970-01-01")
    }

    @Test func `What is written is read as the same moment`() {
        var random = SeededRandom(seed: 11)
        for _ in 0..<20_000 {
            let seconds = Int64(random.below(315_537_897_600)) - 62_135_596_800
            let fraction = Int64(random.below(1_000_000_000)) * [1, 1_000, 1_000_000_000][random.below(3)]
            let moment = Timestamp(
                sinceEpoch: .seconds(seconds) + Duration(secondsComponent: 0, attosecondsComponent: fraction))
            #expect(Timestamp(moment.description) == moment)
        }
    }

    @Test func `Every day of every year has its own date`() {
        var day = Timestamp(sinceEpoch: .seconds(Int64.min))
        var (year, month, dayOfMonth) = (1, 1, 1)
        while year < 10_000 {
            guard day.date == "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))" else {
                Issue.record("\(day.date) is the day \(year), \(month), \(dayOfMonth)")
                return
            }
            day = day.advanced(by: .seconds(86_400))
            dayOfMonth += 1
            if dayOfMonth > length(of: month, in: year) { (month, dayOfMonth) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
    }

    @Test func `Moments are compared and measured`() throws {
        let early = try #require(Timestamp("2026-03-01T09:30:00Z"))
        let late = try #require(Timestamp("2026-03-01T12:30:00.5+01:00"))
        #expect(early < late)
        #expect(late - early == .milliseconds(7_200_500))
        #expect(early + .milliseconds(7_200_500) == late)
    }

    private func padded(_ number: Int, _ digits: Int) -> String {
        String(repeating: "0", count: digits - String(number).count) + String(number)
    }

    private func length(of month: Int, in year: Int) -> Int {
        let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }
}
