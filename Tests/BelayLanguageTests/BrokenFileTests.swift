import Testing

@Suite("Next to a statement that cannot be parsed")
struct BrokenFileTests {
    static let cases: [(text: String, codes: [String])] = [
        // Names: one that the broken statement may have bound is not missing, any other is.
        ("let = 5\nphase \"One\" { $ echo $missing }", ["B0118", "B0221"]),
        ("let kept 5\nphase \"One\" { $ echo $kept }", ["B0118"]),
        ("let kept 5\nphase \"One\" { $ echo $kept ${missing.x} }", ["B0118", "B0221"]),
        ("phase \"One\" { say \"$missing\"\nask x \"what?\" }", ["B0118", "B0220"]),
        ("action do (x text) { $ echo $x }\nphase \"One\" { say \"$y\" }", ["B0118", "B0220"]),
        ("phase \"One\" {\nfor x [a] { $ echo $x $y }\n$ echo $z\n}", ["B0118", "B0221"]),
        // Phrases.
        ("let = 5\nparam a: text\nphase \"One\" { frobnicate \"x\" }", ["B0118", "B0203"]),
        ("action mend { $ true\nphase \"One\" { mend }", ["B0122"]),
        ("action mend (x) { $ true }\nphase \"One\" { mend a\n$ true\nmned a }", ["B0118", "B0203"]),
        // The rest of a text is no phrase.
        ("phase \"One\" {\nsay \"two\nlines more\nsome more\n$ true\nmend it\n}", ["B0106", "B0203"]),
        // Types.
        ("let = 5\nparam n: nmber\nphase \"One\" { say \"$n\" }", ["B0118", "B0228"]),
        ("type nmber 5\nparam n: nmber\nphase \"One\" { say \"$n\" }", ["B0118"]),
    ]

    @Test(arguments: cases)
    func `What no lost statement can have defined is missing all the same`(_ text: String, _ codes: [String]) {
        #expect(Project("runbook \"Broken\" \"In one place.\"\n" + text).findings.map { String($0.prefix(5)) } == codes)
    }
}
