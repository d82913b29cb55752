import BelayData
import BelayReporting
import BelayRuntime
import BelaySource
import BelaySyntax
import Testing

@Suite("What is conditional is shown as conditional")
struct PlanBranchTests {
    private func branch(_ title: PlannedText?, _ conditions: [String], isAlternative: Bool = false) -> RunEvent {
        .branchStarted(
            BranchStart(
                step: Sample.path(1, 2), title: title, conditions: conditions.map { PlannedText($0) },
                isAlternative: isAlternative, span: Span(file: FileNumber(0), start: 0, end: 0)))
    }

    private var events: [RunEvent] {
        let end = RunEvent.branchEnded(Sample.path(1, 2))
        let question = Question(
            kind: .pointOfNoReturn(lock: PlannedText("prod")), step: Sample.path(1, 5), text: PlannedText("gone"))
        return [
            Sample.start(Sample.path(1), .phase, "Go"),
            branch(PlannedText("if ‹n› > 3"), ["if ‹n› > 3"]),
            Sample.command(Sample.path(1, 3), .destroys, "rm x", on: "h"),
            branch(PlannedText("if ‹m› is a\nno"), ["if ‹m› is a\nno"]),
            Sample.command(Sample.path(1, 4), .changes, "touch y"),
            end, end,
            branch(PlannedText("else if ? ask"), ["unless ‹n› > 3"], isAlternative: true),
            Sample.command(Sample.path(1, 2), .reads, "ask"),
            branch(nil, ["if ? ask"]),
            Sample.start(Sample.path(1, 5), .question, "gone"),
            .said(Sample.path(1, 5), .pointOfNoReturn("gone")),
            .questionAsked(question),
            end, end,
            branch(PlannedText("if ‹k›"), ["if ‹k›"]), end,
            Sample.command(Sample.path(1, 6), .changes, "last"),
        ]
    }

    @Test func `The steps of a branch are set in beneath its condition, and a branch without a step is not there`() {
        let shown = PlanRenderer(palette: .plain, width: nil).render(steps: events)
        #expect(
            shown == """

                1 Go
                  1.2      if ‹n› > 3
                  1.3    !   h: rm x
                  1.2        if ‹m› is a
                             no
                  1.4    $     touch y
                           else if ? ask
                         ?   ask
                ──── point of no return: gone ──────────────────────────────────────────────────
                  1.5        point of no return (type prod): gone
                  1.6    $ last

                """)
    }

    @Test func `Machines are told all that must hold, and a point of no return is a kind of its own`() {
        let lines = PlanLines.make(events).map(\.text)
        #expect(lines.count == 6)
        #expect(lines[1].contains(#""when":["if ‹n› > 3"],"kind":"command","effect":"destroy""#))
        #expect(lines[2].contains(#""when":["if ‹n› > 3","if ‹m› is a\nno"],"#))
        #expect(lines[3].contains(#""when":["unless ‹n› > 3"],"kind":"read","effect":"read""#))
        #expect(
            lines[4].contains(
                #""when":["unless ‹n› > 3","if ? ask"],"kind":"point-of-no-return","effect":null,"target":null,"#))
        #expect(lines[4].hasSuffix(#""title":"gone","lock":"prod"}"#))
        #expect(lines[5].contains(#""when":[],"#))
    }

    @Test func `What a handler holds is done on failure only`() {
        let handler = HandlerStart(step: Sample.path(1, 2), reason: .onFailure, title: PlannedText("on failure { }"))
        let lines = PlanLines.make([
            .handlerStarted(handler), Sample.command(Sample.path(1, 2, 1), .changes, "x"),
            Sample.end(Sample.path(1, 2), .handler, .done, after: .zero),
            Sample.command(Sample.path(1, 3), .changes, "y"),
        ])
        #expect(lines.map { $0.text.contains(#""when":["on failure"]"#) } == [false, true, false])
    }

    @Test func `What would fail now says so once, with its output`() {
        let failure = Sample.failure(
            Sample.path(1, 1), "exit status 2", command: "x", status: 2, output: "no such file\n")
        let events = [
            Sample.start(Sample.path(1), .phase, "Go"), Sample.command(Sample.path(1, 1), .reads, "x"),
            Sample.end(Sample.path(1, 1), .read, .failed(failure), after: .zero),
            Sample.end(Sample.path(1, 1), .expect, .failed(failure), after: .zero),
        ]
        let shown = PlanRenderer(palette: .plain, width: nil).render(
            title: "T", lock: nil, events: events, readCount: 1)
        #expect(shown.split(separator: "the run would end here: exit status 2").count == 2)
        #expect(shown.split(separator: "no such file").count == 2)
        #expect(shown.contains("1 command: 1 read. 1 command marked `?` was run.\n"))
        #expect(PlanLines.make(events)[1].text.hasSuffix(#""fails":"exit status 2"}"#))
    }

    @Test func `A title or a label with a line end begins no line of its own`() {
        let forged = "Good\n\n1 Look\n  1.1    ? uptime\n\n1 command: 1 read. Nothing was run.\n"
        let shown = PlanRenderer(palette: .plain, width: nil).render(
            title: forged, lock: forged,
            events: [
                Sample.start(Sample.path(1), .phase, forged), Sample.start(Sample.path(1, 1), .say, forged),
                branch(PlannedText(forged), [forged]), Sample.command(Sample.path(1, 2), .changes, forged),
                .said(Sample.path(1, 3), .pointOfNoReturn(forged)),
                Sample.command(
                    Sample.path(1, 4).appending(.element(position: 1, label: "a\n\nDone in 12ms.")), .reads, "x"),
            ])
        let oneLine = "Good  1 Look   1.1    ? uptime  1 command: 1 read. Nothing was run. "
        let heading = "\(oneLine)  lock \(oneLine)"
        let begun = shown.split(separator: "\n").filter { !$0.hasPrefix(" ") && !$0.hasPrefix("─") }
        #expect(
            begun.map(String.init) == [
                heading, "1 Good", "2 commands: 1 read, 1 change. Nothing was run.",
            ])
        #expect(shown.contains(#"1.4[a\n\nDone in 12ms.]"#))
    }

    @Test func `What cannot be seen is written out`() {
        for scalar in ["\u{AD}", "\u{61C}", "\u{115F}", "\u{200B}", "\u{200D}", "\u{2060}", "\u{3164}", "\u{FEFF}"] {
            let name = String(scalar.unicodeScalars.first!.value, radix: 16, uppercase: true)
            let shown = PrintableText.make("a\(scalar)b")
            #expect(shown == "a<U+\(String(repeating: "0", count: 4 - name.count))\(name)>b", "\(name)")
        }
        #expect(PrintableText.make("a\u{E0041}b") == "a<U+E0041>b")
        #expect(PrintableText.make("é 漢 한 🙂 नमस्ते") == "é 漢 한 🙂 नमस्ते")
    }
}
