import BelayReporting
import BelayRuntime
import BelaySource
import BelaySyntax
import Testing

@Suite("A plan for a reviewer")
struct PlanDetailTests {
    private func shown(_ events: [RunEvent], _ change: (inout PlanDetail) -> Void = { _ in }) -> [String] {
        var detail = PlanDetail.review
        change(&detail)
        let text = PlanRenderer(palette: .plain, width: nil, detail: detail).render(steps: events)
        return text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    }

    private func element(_ label: String, _ position: Int, _ number: Int) -> StepPath {
        StepPath([.ordinal(1), .ordinal(1), .element(position: position, label: label), .ordinal(number)])
    }

    /// A loop over these, each with its commands.
    private func loop(_ elements: [(label: String, commands: [String])]) -> [RunEvent] {
        var events = [
            Sample.start(Sample.path(1), .phase, "Go"), Sample.start(Sample.path(1, 1), .loop, "for h in $hosts"),
        ]
        for (index, entry) in elements.enumerated() {
            for (number, command) in entry.commands.enumerated() {
                events.append(
                    Sample.command(
                        element(entry.label, index + 1, number + 1), .changes, command, on: entry.label))
            }
        }
        return events + [Sample.end(Sample.path(1, 1), .loop), Sample.end(Sample.path(1), .phase)]
    }

    private let handler = [
        Sample.start(Sample.path(1), .phase, "Go"), Sample.command(Sample.path(1, 2), .changes, "go"),
        .handlerStarted(
            HandlerStart(step: Sample.path(1, 1), reason: .onFailure, title: PlannedText("on failure { }"))),
        Sample.command(Sample.path(1, 1, 1), .reads, "look"), Sample.command(Sample.path(1, 1, 2), .changes, "a"),
        Sample.command(Sample.path(1, 1, 3), .changes, "b"), Sample.command(Sample.path(1, 1, 4), .destroys, "c"),
        Sample.start(Sample.path(1, 1, 5), .expect, "done"), Sample.end(Sample.path(1, 1), .handler),
        Sample.end(Sample.path(1), .phase),
    ]

    @Test func `What a step asks is left out, and the totals say so`() {
        let events = [
            Sample.start(Sample.path(1), .phase, "Go"), Sample.command(Sample.path(1, 1), .reads, "look"),
            Sample.command(Sample.path(1, 2), .changes, "touch x"),
        ]
        #expect(shown(events) == ["1 Go", "1.2 $ touch x"])
        #expect(shown(events) { $0.showsReads = true } == ["1 Go", "1.1 ? look", "1.2 $ touch x"])
        let text = PlanRenderer(palette: .plain, width: nil, detail: .review)
            .render(title: "T", lock: nil, events: events)
        #expect(text.hasSuffix("2 commands: 1 read, 1 change. Nothing was run.\n" + Self.hint))
        #expect(
            !PlanRenderer(palette: .plain, width: nil).render(title: "T", lock: nil, events: events).contains(Self.hint)
        )
    }

    private static let hint = "What steps read for values and conditions is shown with -v.\n"

    @Test func `A handler is a line with what it would change, and a short one is shown`() {
        #expect(shown(handler) == ["1 Go", "1.2 $ go", "1.1 on failure: 2 changes, 1 destructive"])
        #expect(shown(handler) { $0.showsHandlers = true }.count == 7)
        let short = handler.filter { event in
            guard case .stepStarted(let start) = event else { return true }
            return ![Sample.path(1, 1, 3), Sample.path(1, 1, 5)].contains(start.step)
        }
        #expect(shown(short) == ["1 Go", "1.2 $ go", "1.1 on failure", "1.1.2 $ a", "1.1.4 ! c"])
    }

    @Test func `Elements that are the same but for their names are shown once`() {
        let events = loop(["a", "b", "c", "d", "e"].map { ($0, ["stop \($0).x", "start"]) })
        #expect(
            shown(events) == [
                "1 Go", "1.1 for h in $hosts", "1.1[a].1 $ a: stop a.x", "1.1[a].2 $ a: start",
                "the same for 4 others: b, c, d, e",
            ])
        #expect(shown(events) { $0.folds = false }.count == 12)
    }

    @Test func `Another word is named, and another command is shown`() {
        let events = loop([
            ("a", ["join east-1", "start"]), ("b", ["join east-2", "start"]), ("c", ["join east-1", "start"]),
            ("d", ["join east-1", "start", "drain"]), ("e", ["join east-2", "start"]),
        ])
        #expect(
            shown(events) == [
                "1 Go", "1.1 for h in $hosts", "1.1[a].1 $ a: join east-1", "1.1[a].2 $ a: start",
                "the same for b, e, with 2 for 1", "the same for c",
                "1.1[d].1 $ d: join east-1", "1.1[d].2 $ d: start", "1.1[d].3 $ d: drain",
            ])
    }

    @Test func `A word that only happens to be an element's name keeps the elements apart`() {
        #expect(shown(loop([("a", ["copy a to a"]), ("b", ["copy b to a"])])).count == 4)
        #expect(shown(loop([("1", ["set 1 of 1"]), ("2", ["set 2 of 1"])])).count == 4)
        #expect(shown(loop([("a", ["echo 'x  y'"]), ("b", ["echo 'x y'"])])).count == 4, "a space more")
        #expect(shown(loop([("a", ["echo a"]), ("ab", ["echo ab"])])).count == 4)
        // Two words of one element that are one word of the other.
        #expect(shown(loop([("a", ["cp x y"]), ("b", ["cp z z"])])).count == 4)
    }

    @Test func `Only what changes something, with the steps around it`() {
        var events = handler
        events.insert(Sample.start(Sample.path(1, 3), .expect, "fine"), at: 2)
        events.insert(Sample.start(Sample.path(1, 4), .action, "look around"), at: 2)
        events.insert(.said(Sample.path(1, 5), .pointOfNoReturn("gone")), at: 2)
        #expect(
            shown(events) { $0.onlyChanges = true }.map { String($0.prefix(35)) } == [
                "1 Go", "1.2 $ go", "──── point of no return: gone ─────", "1.1 on failure: 2 changes, 1 destru",
            ])
    }

    @Test func `Deeper steps are counted where they would be, and a question stays`() {
        let deep = Sample.path(1, 2, 1)
        let question = Question(kind: .confirm, step: Sample.path(1, 2, 2), text: PlannedText("Sure?"))
        let events = [
            Sample.start(Sample.path(1), .phase, "Go"), Sample.start(Sample.path(1, 2), .action, "grow"),
            Sample.command(deep, .changes, "a"), Sample.command(Sample.path(1, 2, 3), .reads, "b"),
            Sample.start(Sample.path(1, 2, 2), .question, "Sure?"), .questionAsked(question),
        ]
        #expect(shown(events) { $0.depth = 2 } == ["1 Go", "1.2 grow: 1 change", "1.2.2 confirm: Sure?"])
        #expect(shown(events) { $0.depth = 1 } == ["1 Go: 1 change", "1.2.2 confirm: Sure?"])
        #expect(
            shown(loop([("a", ["x"]), ("b", ["x"])])) { $0.depth = 2 } == ["1 Go", "1.1 for h in $hosts: 1 change"])
    }

    @Test func `One phase, and what each of three comes to`() {
        let events = (1...3).flatMap { number in
            [
                Sample.start(Sample.path(number), .phase, "P\(number)"),
                Sample.command(Sample.path(number, 1), .changes, "go \(number)"),
                Sample.end(Sample.path(number), .phase),
            ]
        }
        #expect(shown(events) { $0.phases = [2] } == ["2 P2", "2.1 $ go 2"])
        var detail = PlanDetail.review
        detail.phases = [2]
        let text = PlanRenderer(palette: .plain, width: nil, detail: detail)
            .render(title: "T", lock: nil, events: events + handler)
        #expect(text.contains("  2 P2  1 change\n"))
        #expect(text.contains("  1 Go  1 change, on failure 2 changes, 1 destructive\n"))
        #expect(text.contains("\n8 commands: 1 read, 6 changes, 1 destructive."))
    }

    @Test func `An else is never without its if`() {
        func branch(_ title: String, isAlternative: Bool) -> RunEvent {
            .branchStarted(
                BranchStart(
                    step: Sample.path(1, 1), title: PlannedText(title), conditions: [PlannedText(title)],
                    isAlternative: isAlternative, span: Sample.nowhere))
        }
        let end = RunEvent.branchEnded(Sample.path(1, 1))
        let events = [
            Sample.start(Sample.path(1), .phase, "Go"), branch("if ‹a›", isAlternative: false),
            Sample.command(Sample.path(1, 2), .reads, "look"), end, branch("else", isAlternative: true),
            Sample.command(Sample.path(1, 3), .changes, "go"), end,
        ]
        #expect(shown(events) == ["1 Go", "1.1 if ‹a›", "else", "1.3 $ go"])
    }

    @Test func `In Markdown each phase is a block that nothing in it closes`() {
        let events = [
            Sample.start(Sample.path(1), .phase, "Go <b>*"),
            Sample.command(Sample.path(1, 1), .changes, "echo ```\n```"),
            Sample.end(Sample.path(1), .phase),
        ]
        let text = PlanMarkdown(detail: .review).make(title: "T|x", lock: "a`b", events: events)
        #expect(
            text == """
                ## Plan: T\\|x

                Lock: ``a`b``

                |  | Phase | What it does |
                | --- | --- | --- |
                | 1 | Go \\<b\\>\\* | 1 change |

                ### 1 Go \\<b\\>\\*

                ````text
                1 Go <b>*
                  1.1    $ echo ```
                           ```
                ````

                1 command: 1 change. Nothing was run.

                """)
    }
}
