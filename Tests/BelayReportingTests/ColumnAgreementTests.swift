import BelayReporting
import BelaySource
import Testing

@Suite struct ColumnAgreementTests {
    private static let texts = [
        "plain", "日本語", "ﾊﾝｶｸ Ａ", "한국 \u{1112}\u{1161}\u{11AB}", "e\u{301}", "❤\u{FE0F}❤\u{FE0F}❤\u{FE0F} $nmae",
        "☝\u{1F3FD}👍🏽",
        "🇩🇪🇮🇳", "1\u{FE0F}\u{20E3}", "👨\u{200D}👩\u{200D}👧", "❤\u{FE0F}\u{200D}🔥", "कि क्ष", "กำ ก้",
        "\u{202E}\u{301}",
        "\u{2329}\u{1F200}\u{17000}", "→…",
    ]

    /// Side by side in one terminal, a text is as wide in a table of a session as above the caret of a diagnostic.
    @Test(arguments: texts)
    func `Diagnostics and reports measure a text alike`(text: String) {
        let source = SourceText(file: FileNumber(0), name: "a", bytes: Array((text + "x").utf8))
        let end = source.bytes.count
        let diagnostic = Diagnostic(code: "B0001", "m", at: Span(file: source.file, start: end - 1, end: end))
        let drawn = DiagnosticRenderer(sources: [source]).render(diagnostic).split(separator: "\n").map(String.init)
        let styled = StyledText(text)
        #expect(drawn.last == " │ " + String(repeating: " ", count: styled.columns) + "^")
        #expect(drawn.dropLast().last == "1│ \(styled.text)x")
    }
}
