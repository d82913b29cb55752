import BelayData
import Testing

@Suite struct MomentTests {
    @Test(arguments: [
        ("2026-03-01T02:00:00Z", "1772330400"), ("2026-03-01T02:00:00+01:00", "1772326800"),
        ("1970-01-01T00:00:00Z", "0"),
        ("1969-12-31T23:59:58.5Z", "-1.5"), ("2026-03-01t02:00:00.000000001z", "1772330400.000000001"),
    ])
    func `A time is a moment, however it is written`(text: String, seconds: String) throws {
        let moment = try #require(Moment(text))
        #expect(moment == Moment(secondsSinceEpoch: seconds))
        #expect(moment.text == text)
    }

    @Test(arguments: [
        "", "2026-03-01", "2026-03-01T02:00:00", "2026-02-30T00:00:00Z", "2026-03-01T24:00:00Z", "02:00",
        "2026-03-01 02:00:00Z",
        "2026-03-01T02:00:00.0000000001Z", "0000-01-01T00:00:00Z", "tomorrow",
    ])
    func `Nothing else is a time`(text: String) {
        #expect(Moment(text) == nil)
    }

    @Test(arguments: ["", "a", "1e9", "0x10", "999999999999", "-99999999999", "0.0000000001", "--1"])
    func `Nothing else is a number of seconds that is a time`(text: String) {
        #expect(Moment(secondsSinceEpoch: text) == nil)
    }

    @Test func `A computed time keeps its zone, and no more digits than it takes`() throws {
        let start = try #require(Moment("2026-03-01T02:00:00.5+01:00"))
        #expect(start.adding(nanoseconds: 500_000_000)?.text == "2026-03-01T02:00:01+01:00")
        #expect(start.adding(nanoseconds: 1)?.text == "2026-03-01T02:00:00.500000001+01:00")
        #expect(start.adding(nanoseconds: 0)?.text == "2026-03-01T02:00:00.500+01:00")
        #expect(try #require(Moment("9999-12-31T23:59:59Z")).adding(nanoseconds: 1_000_000_000) == nil)
        #expect(try #require(Moment("9999-12-31T23:59:59+01:00")).adding(nanoseconds: 1_000_000_000) == nil)
        #expect(try #require(Moment("0001-01-01T00:00:00Z")).adding(nanoseconds: -1) == nil)
    }
}
