import BelayLanguage
import Testing

@Suite("Bare words that are numbers, durations and flags")
struct LiteralTests {
    @Test(
        "Numbers",
        arguments: [
            ("2", 2.0), ("-1", -1), ("0.5", 0.5), ("007", 7), ("64MiB", 67_108_864), ("1KiB", 1024), ("10GB", 1e10),
            ("1.5kB", 1500), ("2TiB", 2_199_023_255_552),
        ])
    func numbers(_ word: String, _ value: Double) {
        #expect(Literal(word) == .number(value))
    }

    @Test(
        "Durations",
        arguments: [
            ("500ms", Duration.milliseconds(500)), ("5s", .seconds(5)), ("10m", .seconds(600)),
            ("1h30m", .seconds(5400)),
            ("1.5h", .seconds(5400)), ("1h2m3s4ms", .milliseconds(3_723_004)), ("0s", .zero),
        ])
    func durations(_ word: String, _ value: Duration) {
        #expect(Literal(word) == .duration(value))
    }

    @Test(
        "Texts",
        arguments: [
            "main", "1.2.3", "1e5", "inf", "nan", "0x10", "-", ".", "5.", ".5", "10x", "30m1h", "5s5s", "1m1m", "MiB",
            "9999999999999999h", "1d", "", "-5s", "1_000", "yes!", "Yes",
        ])
    func texts(_ word: String) {
        #expect(Literal(word) == .text(word))
    }

    @Test("The rest")
    func rest() {
        #expect(Literal("yes") == .flag(true))
        #expect(Literal("no") == .flag(false))
        #expect(Literal("none") == .none)
    }
}
