import BelayData
import BelayLanguage
@testable import BelayReporting
import BelayRuntime
import BelaySource
import BelaySyntax
import Foundation
import Testing

@Suite("A run as a page")
struct ReportPageTests {
    /// What somebody may have printed, named or typed to leave the place where it is shown.
    private static let hostile =
        "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&lt; --> ]]> `|\u{1B}[31m\u{202E}\u{0}\u{FFFD}</pre></svg>"

    private let span = Span(file: FileNumber(0), start: 3, end: 9)
    private let clock = ClockTime { _ in .seconds(3600) }

    private func started(_ text: String) -> JournalRecord {
        .started(
            .init(
                run: "r1", title: text, stepCount: 3, runbook: text, digests: ["00"],
                parameters: [Value.Field(name: "name", value: .text(text))], lock: text, folder: text,
                begun: Timestamp(sinceEpoch: .zero), version: "1", host: text, user: text, process: 1))
    }

    /// A run in which every text is this one.
    private func records(_ text: String) -> [JournalRecord] {
        let phase = StepPath([.ordinal(1)])
        let loop = phase.appending(.ordinal(1))
        let place = Location(host: PlannedText(text), user: PlannedText(text))
        func element(_ number: Int) -> StepPath {
            loop.appending(.element(position: number, label: text + "\(number)")).appending(.ordinal(1))
        }
        var intent = JournalRecord.Intent(
            number: 1, step: element(1), sign: .destroys, place: place, command: text, limit: .seconds(60), span: span)
        intent.outputFile = text
        let failure = Failure(
            kind: .command, message: text, step: element(1), command: text, status: 1, output: text, location: place,
            span: span)
        var report = RunReport()
        report.notes = [Finding(step: phase, text: text)]
        report.skipped = [SkippedStep(step: phase, title: text, reason: text)]
        report.recovered = [failure]
        report.idleHandlers = [text]
        let undo = PendingUndo(
            step: phase, title: text,
            lines: [.words(text), .command(Sample.effect(phase, .changes, PlannedText(text), at: place))])
        func account(_ kind: StepKind) -> JournalRecord.Account {
            .init(kind: kind, title: text, place: place, duration: .seconds(1), shown: text, span: span)
        }
        return [
            started(text), .entered(.init(step: phase, kind: .phase, title: text, span: span)),
            .entered(.init(step: loop, kind: .loop, title: text, span: span)), .intent(intent),
            .outcome(.init(number: 1, ending: .exited(1), tail: text, duration: .seconds(1))),
            .ended(.init(step: element(2), ending: .done, account: account(.command))),
            .ended(.init(step: phase.appending(.ordinal(2)), ending: .done, account: account(.await))),
            .ended(.init(step: phase.appending(.ordinal(3)), ending: .done, account: account(.say))),
            .entered(.init(step: phase.appending(.ordinal(4)), kind: .edit, title: text, span: span)),
            .ended(.init(step: phase.appending(.ordinal(4)), ending: .done, account: account(.edit))),
            .entered(.init(step: phase.appending(.ordinal(5)), kind: .question, title: text, span: span)),
            .answered(
                .init(
                    step: phase.appending(.ordinal(5)), asked: .pointOfNoReturn(lock: text), question: text,
                    answer: .text(text))),
            .ended(.init(step: phase.appending(.ordinal(5)), ending: .skipped(text))),
            .resumed(.init(digests: [text], version: text, host: text, user: text, process: 2)),
            .finished(
                .init(
                    outcome: .failed, pendingUndo: [undo], handlerFailures: [failure], report: report)),
        ]
    }

    private func run(_ records: [JournalRecord]) -> ReportedRun {
        var run = ReportedRun()
        for (index, record) in records.enumerated() {
            run.take(record, at: Timestamp(sinceEpoch: .seconds(1_772_350_200 + index)))
        }
        run.keep(sources: [Array(Self.hostile.utf8)])
        return run
    }

    private func page(_ records: [JournalRecord], lines: [String] = []) -> RunPage {
        RunPage(
            run(records), id: "r1",
            verification: JournalVerification(path: "/tmp/\(Self.hostile)", count: 1, lastLink: "00", trouble: nil),
            records: lines, clock: clock, spelling: { $0.script.shown })
    }

    @Test func `Nothing that a run has printed or was given becomes markup`() {
        let json = "{\"text\":\"</script><!-- \u{202E}\"}"
        let html = page(records(Self.hostile), lines: [json]).html
        let check = MarkupCheck(html)
        #expect(check.problems == [])
        #expect(!html.unicodeScalars.contains { $0.isHidden && $0 != "\n" })
        #expect(html.contains("\\u003c/script>"))
        #expect(html.components(ofText: "<script").count == 2, "the records are the one element that is a script")
        #expect(check.text.contains("&lt;img src=x onerror=alert(2)&gt;"))
    }

    /// As WCAG 2 has it: 4.5 to 1 for texts.
    @Test func `Each colour of a text can be read on each ground, light and dark`() {
        let rules = "\(ReportStyle.rules)".split(separator: "@media")
        let light = colours(in: rules[0])
        let dark = light.merging(colours(in: rules[1])) { $1 }
        for (name, colours) in [("light", light), ("dark", dark)] {
            for text in ["ink", "muted", "good", "bad", "caution", "reads", "changes", "destroys", "link", "place"] {
                for ground in ["ground", "raised", "badground", "goodground", "cautionground"] {
                    guard let one = colours[text], let other = colours[ground] else {
                        Issue.record("\(text) on \(ground)")
                        continue
                    }
                    let (bright, dim) = (max(one, other), min(one, other))
                    #expect((bright + 0.05) / (dim + 0.05) >= 4.5, "\(text) on \(ground), \(name)")
                }
            }
        }
    }

    /// The relative luminance of each named colour.
    private func colours(in rules: Substring) -> [String: Double] {
        var found: [String: Double] = [:]
        for match in rules.matches(of: /--([a-z]+):#([0-9a-f]{3,6})/) {
            let digits = match.output.2.count == 3 ? match.output.2.flatMap { [$0, $0] } : Array(match.output.2)
            let parts = stride(from: 0, to: 6, by: 2).map { first -> Double in
                let part = Double(Int(String(digits[first...(first + 1)]), radix: 16) ?? 0) / 255
                return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
            }
            found[String(match.output.1)] = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        }
        return found
    }

    @Test func `The headings are in order, and every link leads to a place of the page`() {
        let check = MarkupCheck(page(records("word")).html)
        #expect(check.problems == [])
        #expect(check.headings.first == 1)
        #expect(check.headings.filter { $0 == 1 }.count == 1)
        #expect(zip(check.headings, check.headings.dropFirst()).allSatisfy { $1 <= $0 + 1 })
        #expect(check.targets.count > 5)
    }

    @Test func `The page says what the screen said, who answered, and the time with its zone`() {
        let text = MarkupCheck(page(records("word")).html).text
        #expect(text.contains("Failed after") || text.contains("Failed at"))
        #expect(text.contains("word on word"))
        #expect(text.contains("2026-03-01 08:30:00 to 08:30:14 +01:00"))
        #expect(text.contains("the chain holds from the first to the last"))
        #expect(text.contains("point of no return"))
        #expect(text.contains("To undo it by hand, in this order:"))
    }

    @Test func `Ten thousand steps on forty hosts stay under five megabytes`() {
        let html = page(long, lines: Array(repeating: String(repeating: "x", count: 700), count: 30_000)).html
        #expect(MarkupCheck(html).problems == [])
        #expect(html.utf8.count < 5 << 20, "\(html.utf8.count) bytes")
    }

    private var long: [JournalRecord] {
        let phase = StepPath([.ordinal(1)])
        var records = [started("word"), .entered(.init(step: phase, kind: .phase, title: "All", span: span))]
        records.append(.entered(.init(step: phase.appending(.ordinal(1)), kind: .loop, title: "for", span: span)))
        for number in 1...10_000 {
            let host = number % 40
            let step = phase.appending(.ordinal(1)).appending(.element(position: host + 1, label: "node\(host)"))
                .appending(.ordinal(number / 40 + 1))
            records += [
                .intent(
                    .init(
                        number: number, step: step, sign: .changes, place: Location(host: PlannedText("node\(host)")),
                        command: "systemctl restart unit-\(number) && systemctl is-active unit-\(number)",
                        limit: .seconds(60), span: span)),
                .outcome(.init(number: number, ending: .exited(0), tail: "active\n", duration: .milliseconds(300))),
            ]
        }
        return records
    }

    @Test func `A run that has not ended is told as far as it went`() {
        let text = MarkupCheck(page(Array(records("word").prefix(4))).html).text
        #expect(text.contains("not finished"))
        #expect(text.contains("Outcome unknown"))
    }

    @Test func `In Markdown nothing that a run has printed becomes markup, and a row is a row`() {
        let text = RunMarkdown(run(records(Self.hostile)), id: "r1", clock: clock, spelling: { $0.script.shown }).text
        #expect(!text.unicodeScalars.contains { $0.isHidden && $0 != "\n" })
        for line in text.split(separator: "\n") where line.hasPrefix("| 1") {
            #expect(line.replacing("\\|", with: "").count { $0 == "|" } == 6, "\(line)")
        }
        #expect(!text.contains("### Rehearsal"))
        // Outside of code every `<` has a backslash.
        let head = text.prefix { $0 != "\n" }
        #expect(!head.replacing("\\<", with: "").contains("<"))
    }

    @Test func `In Markdown a rehearsal says how it ended, and why not well`() {
        var markdown = RunMarkdown(run(records("word")), id: "r1", clock: clock, spelling: { $0.script.shown })
        markdown.rehearsal = ReportedRehearsal(state: nil, reasons: ["*one* key is lost"], rows: [("keys", "3 | 2")])
        #expect(
            markdown.text.contains(
                """
                ### Rehearsal

                The lab is in none of the states that a procedure may end in.

                - \\*one\\* key is lost

                """))
        #expect(markdown.text.contains("| keys | 3 \\| 2 |"))
    }

    @Test func `JUnit has a case for each step that does something`() {
        let text = RunJUnit(run(records(Self.hostile)), id: "r1").text
        #expect(text.contains("<failure message="))
        #expect(text.contains("<skipped message="))
        #expect(!text.contains("<img"))
        #expect(text.components(ofText: "<testcase").count - 1 == 6)
    }

    @Test func `An index has the newest first, and links to the pages that there are`() {
        let runs = ["a", "b"].map { id in
            ReportedSummary(
                id: id, state: Self.hostile, look: .bad, subject: Self.hostile, begun: "", took: "", hasPage: id == "a",
                isResumable: id == "b")
        }
        let html = RunIndexPage(runs).html
        #expect(MarkupCheck(html).problems == [])
        #expect(html.contains("href=\"./a.html\""))
        #expect(!html.contains("href=\"./b.html\""))
        #expect(html.contains("2 runs, 2 failed, 1 can be resumed."))
    }

    @Test func `The table of all faults names those that ended in no state`() {
        let rows = [
            FaultPage.Row(
                step: "1.1", title: Self.hostile,
                cells: [
                    .ended(letter: "d", isFirst: true, words: "done"), .otherState(Self.hostile), .notStruck(""),
                    .sameAs("1.2"), .notRun,
                ])
        ]
        let faults = (1...5).map { (name: "fault-\($0)", explanation: Self.hostile) }
        let html = FaultPage(runbook: Self.hostile, faults: faults, rows: rows, summary: "5 rehearsals").html
        let check = MarkupCheck(html)
        #expect(check.problems == [])
        #expect(check.text.contains("In none of the states"))
        #expect(check.text.contains("fault-2@1.1"))
    }
}

extension String {
    fileprivate func components(ofText separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
