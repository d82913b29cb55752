import BelaySource
import Testing

@Suite struct ColumnsTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ﾊﾝｶｸ", 4), ("Ａ", 2), ("한국", 4),
        ("\u{1112}\u{1161}\u{11AB}", 2), ("\u{2329}", 2), ("🚀", 2), ("❤", 1), ("❤\u{FE0F}", 2),
        ("❤\u{FE0F}❤\u{FE0F}❤\u{FE0F} ", 7), ("☝\u{1F3FD}", 2), ("👍🏽", 2), ("🇩🇪🇮🇳", 4), ("1\u{FE0F}\u{20E3}", 2),
        ("a\u{FE0F}", 1), ("👨\u{200D}👩\u{200D}👧", 2), ("❤\u{FE0F}\u{200D}🔥", 2), ("कि", 2), ("กำ", 2), ("ก้", 1),
        ("\u{1F200}", 2), ("\u{17000}", 2), ("\u{20000}", 2), ("→", 1), ("…", 1),
    ])
    func `A text fills as many columns as a terminal gives it`(text: String, columns: Int) {
        #expect(text.columns == columns)
    }

    @Test(arguments: [
        ("❤\u{FE0F}❤\u{FE0F}❤\u{FE0F} x", 7), ("☝\u{1F3FD}x", 2), ("🇩🇪🇮🇳x", 4), ("1\u{FE0F}\u{20E3}x", 2), ("กำx", 2),
        ("\u{1112}\u{1161}\u{11AB}x", 2), ("\u{2329}x", 2), ("❤\u{FE0F}\u{200D}🔥x", 12), ("\t❤\u{FE0F}\tx", 8),
        ("\u{301}x", 0), ("\t\u{301}x", 4), ("\u{202E}\u{301}x", 8),
    ])
    func `The caret is beneath what it marks`(text: String, column: Int) {
        let source = SourceText(file: FileNumber(0), name: "a", bytes: Array(text.utf8))
        let end = source.bytes.count
        let diagnostic = Diagnostic(code: "B0001", "m", at: Span(file: source.file, start: end - 1, end: end))
        let drawn = DiagnosticRenderer(sources: [source]).render(diagnostic).split(separator: "\n").map(String.init)
        #expect(drawn.last == " │ " + String(repeating: " ", count: column) + "^")
    }

    @Test func `A wide character counts as one piece of what is marked`() {
        let source = SourceText(file: FileNumber(0), name: "a", bytes: Array("a❤\u{FE0F}b".utf8))
        let diagnostic = Diagnostic(code: "B0001", "m", at: Span(file: source.file, start: 1, end: 7))
        #expect(DiagnosticRenderer(sources: [source]).render(diagnostic).hasSuffix(" │  ^^\n"))
    }
}
