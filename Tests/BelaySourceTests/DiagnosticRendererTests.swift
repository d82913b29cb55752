import BelaySource
import Testing

/// A source text in one file, and spans by the words in it.
struct Sample {
    let source: SourceText

    init(_ text: String, file: Int = 0, name: String = "a.runbook") {
        source = SourceText(file: FileNumber(file), name: name, bytes: Array(text.utf8))
    }

    /// Where the words stand first.
    func span(of words: String) -> Span {
        let all = source.bytes
        let wanted = Array(words.utf8)
        let start = all.indices.first { all[$0...].starts(with: wanted) } ?? all.count
        return Span(file: source.file, start: start, end: start + wanted.count)
    }

    func render(_ diagnostic: Diagnostic, width: Int = 120) -> String {
        DiagnosticRenderer(sources: [source], width: width).render(diagnostic)
    }
}

@Suite struct DiagnosticRendererTests {
    @Test func `A diagnostic is drawn in order`() {
        let lines = String(repeating: "\n", count: 30)
        let sample = Sample(lines + "    backup ectd main on $master\n", name: "multi-master.runbook")
        let diagnostic = Diagnostic(
            code: "B0203", "no action or probe matches this", at: sample.span(of: "ectd"),
            label: "the nearest phrase has `etcd` here",
            help: ["backup etcd (which) on (node)   lib/etcd.runbook:12"])
        #expect(
            sample.render(diagnostic) == """
                error[B0203]: no action or probe matches this
                  ┌ multi-master.runbook:31:12
                31│     backup ectd main on $master
                  │            ^^^^ the nearest phrase has `etcd` here
                  = help: backup etcd (which) on (node)   lib/etcd.runbook:12

                """)
    }

    @Test func `Further places follow`() {
        let sample = Sample("phase \"a\" {\n    say b\n")
        let other = Sample("say x\n", file: 1, name: "lib/b.runbook")
        let end = Span(file: sample.source.file, start: 21, end: 21)
        let diagnostic = Diagnostic(
            .warning, code: "B0001", "the block is open", at: end,
            further: [
                .init(span: sample.span(of: "say"), label: "in this line"),
                .init(span: sample.span(of: "{"), label: "opened here"),
                .init(span: other.span(of: "x"), label: "like this one"),
            ])
        let renderer = DiagnosticRenderer(sources: [sample.source, other.source])
        #expect(
            renderer.render(diagnostic) == """
                warning[B0001]: the block is open
                 ┌ a.runbook:2:10
                2│     say b
                 │          ^
                 │     --- in this line
                 ├ a.runbook:1:11
                1│ phase "a" {
                 │           - opened here
                 ├ lib/b.runbook:1:5
                1│ say x
                 │     - like this one

                """)
    }

    @Test func `Carets align after tabs and wide characters`() {
        for (text, column) in [("\tx", 4), ("a\tx", 4), ("日本 x", 5), ("e\u{301} x", 2), ("👨‍👩‍👧 x", 23), ("\u{1B}x", 8)] {
            let sample = Sample(text)
            let lines = sample.render(Diagnostic(code: "B0001", "m", at: sample.span(of: "x")))
                .split(separator: "\n").map(String.init)
            #expect(lines.last == " │ " + String(repeating: " ", count: column) + "^", "\(text)")
        }
    }

    @Test func `Nothing that a terminal obeys is printed`() {
        let sample = Sample("say \"\u{1B}[2J\u{202E}\" \u{0}\n", name: "a\u{1B}.runbook")
        let drawn = sample.render(
            Diagnostic(code: "B0001", "a\u{1B}b", at: sample.span(of: "say"), label: "\u{7}", help: ["x\ny"]))
        #expect(!drawn.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || $0.value == 0x202E })
        #expect(drawn.contains("<U+001B>[2J<U+202E>"))
        #expect(drawn.contains("help: x y"))
    }

    @Test(arguments: [0, 40, 500, 990, 1000])
    func `Long lines are cut around the place`(place: Int) {
        let text = String(repeating: "abcdefghi ", count: 100)
        let sample = Sample(text)
        let span = Span(file: sample.source.file, start: place, end: min(place + 3, 1000))
        let lines = sample.render(Diagnostic(code: "B0001", "m", at: span), width: 60).split(separator: "\n")
        let excerpt = Array(lines[2])
        let marks = Array(lines[3])
        #expect(excerpt.count <= 60)
        #expect(excerpt.contains("…"))
        let first = marks.firstIndex(of: "^") ?? 0
        let shown = marks.indices.filter { marks[$0] == "^" && $0 < excerpt.count }.map { excerpt[$0] }
        #expect(String(shown) == String(text.dropFirst(place).prefix(3)).trimmingBlanks, "from \(first)")
    }

    @Test func `A line of megabytes is drawn`() {
        let text = String(repeating: "x", count: 4_000_000)
        let sample = Sample(text)
        let span = Span(file: sample.source.file, start: 3_000_000, end: 3_000_001)
        let drawn = sample.render(Diagnostic(code: "B0001", "m", at: span), width: 80)
        #expect(drawn.contains("a.runbook:1:3000001"))
        #expect(drawn.utf8.count < 400)
    }

    @Test func `Bytes that are no text are drawn`() {
        let source = SourceText(file: FileNumber(0), name: "a", bytes: [0x61, 0xFF, 0xC3, 0x20, 0x62, 0xE2, 0x82])
        for start in 0...source.bytes.count {
            let span = Span(file: source.file, start: start, end: start + 1)
            let drawn = DiagnosticRenderer(sources: [source]).render(Diagnostic(code: "B0001", "m", at: span))
            #expect(drawn.contains("^"))
        }
    }

    @Test func `Colours stand around the parts only`() {
        let sample = Sample("say b\n")
        let diagnostic = Diagnostic(code: "B0001", "m", at: sample.span(of: "b"), label: "l", help: ["h"])
        let coloured = DiagnosticRenderer(sources: [sample.source], style: .coloured).render(diagnostic)
        #expect(coloured.hasPrefix("\u{1B}[1;31merror[B0001]\u{1B}[0m"))
        var plain = ""
        var isInside = false
        for character in coloured {
            if character == "\u{1B}" { isInside = true }
            if !isInside { plain.append(character) }
            if character == "m", isInside { isInside = false }
        }
        #expect(plain == sample.render(diagnostic))
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
