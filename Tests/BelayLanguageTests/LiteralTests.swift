import BelayData
import BelayLanguage
import Testing

@Suite("Bare words that are numbers, durations and flags")
struct LiteralTests {
    @Test(
        arguments: [
            ("2", "2"), ("-1", "-1"), ("0.5", "0.5"), ("007", "7"), ("64MiB", "67108864"), ("1KiB", "1024"),
            ("10GB", "10000000000"), ("1.5kB", "1500"), ("2TiB", "2199023255552"), ("1k", "1000"), ("1.5M", "1500000"),
            ("-2G", "-2000000000"), ("1T", "1000000000000"), ("0.1KiB", "102.4"),
            ("9007199254740993", "9007199254740993"),
            ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
        ])
    func `Numbers are read with their unit`(_ word: String, _ value: String) throws {
        #expect(Literal(word) == .number(Number(try #require(Decimal(value)))))
    }

    @Test(
        arguments: [("007", "007"), ("1.10", "1.10"), ("10G", "10G"), ("64MiB", "67108864"), ("1.5kB", "1500")])
    func `A number keeps its spelling, a size in bytes is written in bytes`(_ word: String, _ text: String) {
        guard case .number(let number) = Literal(word) else {
            Issue.record("\(word) is not a number")
            return
        }
        #expect(number.text == text)
        #expect(number.withoutUnit.text == (word == "10G" ? "10000000000" : text))
    }

    @Test(
        arguments: [
            ("500ms", Duration.milliseconds(500)), ("5s", .seconds(5)), ("10m", .seconds(600)),
            ("1h30m", .seconds(5400)),
            ("1.5h", .seconds(5400)), ("1h2m3s4ms", .milliseconds(3_723_004)), ("0s", .zero), ("-5s", .seconds(-5)),
            ("-1h30m", .seconds(-5400)), ("0.000001ms", .nanoseconds(1)), ("876000h", .seconds(3_153_600_000)),
        ])
    func `Durations are read with their units`(_ word: String, _ value: Duration) {
        #expect(Literal(word) == .duration(value))
    }

    @Test(
        arguments: [
            "main", "1.2.3", "1e5", "inf", "nan", "0x10", "-", ".", "5.", ".5", "10x", "30m1h", "5s5s", "1m1m", "MiB",
            "9999999999999999h", "876000h1ms", "1w", "", "--5s", "5s-", "-", "1_000", "yes!", "Yes", "1K", "k", "1kk",
            "-k", "1ek", "0x1k", "123456789012345678901234567890123456789012",
        ])
    func `Everything else is a string`(_ word: String) {
        #expect(Literal(word) == .text(word))
    }

    @Test func `What has other letters is a string`() {
        #expect(Literal("yes") == .flag(true))
        #expect(Literal("no") == .flag(false))
        #expect(Literal("none") == .none)
    }

    @Test(
        arguments: [
            ("02:00", TimeLiteral.clock(hour: 2, minute: 0)), ("23:59", .clock(hour: 23, minute: 59)),
            ("2026-03-01T02:00:00Z", .moment(Timestamp(sinceEpoch: .seconds(1_772_330_400)))),
            ("2026-03-01T03:00:00+01:00", .moment(Timestamp(sinceEpoch: .seconds(1_772_330_400)))), ("2:00", nil),
            ("24:00", nil), ("02:60", nil), ("0200", nil), ("02:00:00", nil), ("+2:00", nil), ("", nil),
            ("2026-03-01T02:00:00", nil), ("2026-02-30T02:00:00Z", nil), ("02:0０", nil),
        ] as [(String, TimeLiteral?)])
    func `A time is read as it is written, with its zone`(_ word: String, _ time: TimeLiteral?) {
        #expect(TimeLiteral(word) == time)
    }

    /// A zone whose clocks go from 02:00 to 03:00 on March 29 at 01:00Z, and from 03:00 to 02:00 on October 25 at 01:00Z.
    @Test(
        arguments: [
            ("2026-03-28T12:00:00Z", "02:30", "2026-03-29T01:00:00Z"),
            ("2026-03-28T12:00:00Z", "03:00", "2026-03-29T01:00:00Z"),
            ("2026-03-28T12:00:00Z", "01:30", "2026-03-29T00:30:00Z"),
            ("2026-03-29T01:00:00Z", "02:30", "2026-03-30T00:30:00Z"),
            ("2026-10-24T12:00:00Z", "02:30", "2026-10-25T00:30:00Z"),
            ("2026-10-25T00:45:00Z", "02:30", "2026-10-25T01:30:00Z"),
            ("2026-10-25T00:45:00Z", "02:00", "2026-10-25T01:00:00Z"),
            ("2026-06-01T10:00:30.5Z", "12:00", "2026-06-01T10:00:30.5Z"),
            ("2026-06-01T10:01:00Z", "12:00", "2026-06-02T10:00:00Z"),
        ])
    func `The next time of day, also where clocks are set forward or back`(now: String, time: String, moment: String)
        throws
    {
        let spring = try #require(Timestamp("2026-03-29T01:00:00Z"))
        let autumn = try #require(Timestamp("2026-10-25T01:00:00Z"))
        let next = try #require(TimeLiteral(time)).moment(from: try #require(Timestamp(now))) { moment in
            .seconds(moment >= spring && moment < autumn ? 7200 : 3600)
        }
        #expect(next == Timestamp(moment))
    }
}
