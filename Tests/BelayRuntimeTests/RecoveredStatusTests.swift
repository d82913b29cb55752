import BelayRuntime
import BelaySyntax
import Testing

/// The decision about a change whose outcome is unknown, by its `done when` and by what the machine knows that it was
/// begun on.
@Suite("The fate of a change")
struct RecoveredStatusTests {
    private static let runbook = """
        runbook "Try" "Tries."
        action one (name: text) {
            done when (? look $name)
            $ make $name
        }
        action two (name: text) {
            done when (? look $name)
            $ make $name
            $ finish $name
        }
        action told (name: text) gives text {
            let printed = $ make $name
            give $printed
        }
        phase "One" {
            on box { ACTION }
        }
        """

    struct Case: Sendable, CustomStringConvertible {
        var action: String
        /// Its end in the journal.
        var seen: CommandOutcome.Ending?
        var recoveredStatus: RecoveredStatus
        var outcome: RunEnd.Outcome
        /// The action when the run is resumed.
        var changes: [String] = []
        /// Nil where nobody is asked and nothing fails.
        var message: String?

        var description: String { "\(action), \(seen.map { "\($0), " } ?? "")\(recoveredStatus)" }
    }

    private static let unseen = "the run was interrupted during this command on box; its outcome is unknown"

    private static let cases = [
        Case(action: "one it", recoveredStatus: .ended(0), outcome: .done),
        Case(action: "one it", recoveredStatus: .notStarted, outcome: .done, changes: ["make it"]),
        Case(action: "one it", recoveredStatus: .ended(3), outcome: .done, changes: ["make it"]),
        Case(action: "one it", recoveredStatus: .unknown("lost"), outcome: .done, changes: ["make it"]),
        Case(
            action: "one it", recoveredStatus: .unreachable("no route"), outcome: .needsDecision,
            message: "\(unseen): no route"),
        Case(
            action: "one it", recoveredStatus: .runs(processes: [7], elapsed: nil), outcome: .needsDecision,
            message: "\(unseen): it is still running"),
        Case(action: "two it", recoveredStatus: .ended(0), outcome: .done, changes: ["finish it"]),
        Case(action: "two it", recoveredStatus: .notStarted, outcome: .done, changes: ["make it", "finish it"]),
        Case(
            action: "two it", recoveredStatus: .ended(3), outcome: .failed,
            message: "exit status 3 on box"),
        Case(action: "two it", recoveredStatus: .unknown("lost"), outcome: .needsDecision, message: "\(unseen): lost"),
        Case(action: "$ make it", recoveredStatus: .ended(0), outcome: .done),
        Case(
            action: "with input \"all\" { $ make it }", recoveredStatus: .ended(0), outcome: .needsDecision,
            message: "\(unseen): it ended there with status 0, and it is not known if all of its input had arrived"),
        Case(action: "$ make it", recoveredStatus: .notStarted, outcome: .done, changes: ["make it"]),
        Case(
            action: "$ make it", recoveredStatus: .ended(3), outcome: .failed,
            message: "exit status 3 on box"),
        Case(action: "! make it", recoveredStatus: .ended(0), outcome: .done),
        Case(action: "! make it", recoveredStatus: .notStarted, outcome: .done, changes: ["make it"]),
        Case(action: "! make it", recoveredStatus: .unknown(""), outcome: .needsDecision, message: unseen),
        Case(
            action: "$ make it", seen: .timedOut, recoveredStatus: .ended(1), outcome: .needsDecision,
            message: "\(unseen): it was ended there with status 1"),
        Case(
            action: "! make it", seen: .cancelled, recoveredStatus: .ended(143), outcome: .needsDecision,
            message: "\(unseen): it was ended there with status 143"),
        Case(action: "one it", seen: .timedOut, recoveredStatus: .ended(143), outcome: .done, changes: ["make it"]),
        Case(
            action: "on box as root { ! make it }", recoveredStatus: .ended(137, doubt: .foreignSignal),
            outcome: .needsDecision,
            message: "\(unseen.replacing("on box", with: "on box as root")): it was ended there with status 137"),
        Case(
            action: "on box as root { ! make it }", recoveredStatus: .ended(3), outcome: .failed,
            message: "exit status 3 on box"),
        Case(
            action: "! make it", recoveredStatus: .ended(141, doubt: .lostConnection), outcome: .needsDecision,
            message: "\(unseen): it ended there with status 141, which the lost connection may have caused"),
        Case(
            action: "$ make it", recoveredStatus: .ended(141, doubt: .lostConnection), outcome: .needsDecision,
            message: "\(unseen): it ended there with status 141, which the lost connection may have caused"),
        Case(
            action: "$ make it", recoveredStatus: .ended(129, doubt: .lostConnection), outcome: .needsDecision,
            message: "\(unseen): it ended there with status 129, which the lost connection may have caused"),
        Case(
            action: "one it", recoveredStatus: .ended(141, doubt: .lostConnection), outcome: .done, changes: ["make it"]
        ),
        Case(
            action: "with input \"all\" { $ make it }", recoveredStatus: .ended(3), outcome: .needsDecision,
            message: "\(unseen): it ended there with status 3, and it is not known if all of its input had arrived"),
        Case(
            action: "let value = told it", recoveredStatus: .ended(1), outcome: .needsDecision,
            message: "\(unseen): it ended there with status 1, and its output is lost"),
        Case(
            action: "let value = told it", recoveredStatus: .ended(141, doubt: .lostConnection),
            outcome: .needsDecision,
            message: "\(unseen): it ended there with status 141, and its output is lost"),
        Case(
            action: "let value = told it", recoveredStatus: .ended(0), outcome: .needsDecision,
            message:
                "it happened, but its output is needed and was lost: give the value of `printed`, or run it again"
        ),
        Case(action: "let value = told it", recoveredStatus: .notStarted, outcome: .done, changes: ["make it"]),
    ]

    /// At a terminal too. The change is not done again, and when Belay is killed once more before the value is written down it
    /// is asked for again.
    @Test(arguments: [RecoveredStatus.unknown("lost"), .ended(0)])
    func `What it printed is given`(recoveredStatus: RecoveredStatus) async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" {
                on box { let count: number = $ make it }
                $ use $count
            }
            """)
        let first = ScriptedWorld { _ in .succeeded("7") }
        _ = await test.run(on: first)
        let made = try #require(first.records.firstIndex { if case .intent = $0 { true } else { false } })
        let killed = Array(first.records[...made])
        let second = ScriptedWorld(
            answers: [.text("many"), .text("7")], holdsFailures: true, knowing: .happened,
            recoveredStatus: recoveredStatus)
        let end = await test.request().perform(
            on: second.dependencies, stepCount: 0, lock: nil, history: RunHistory(killed))
        #expect(end.outcome == .done)
        #expect(second.changes == ["use 7"])
        #expect(RunHistory(killed + second.records).undecided.isEmpty)
        let settled = try #require(second.records.firstIndex { if case .outcome = $0 { true } else { false } })
        let again = killed + second.records[...settled]
        let third = ScriptedWorld(answers: [.text("7")], recoveredStatus: recoveredStatus)
        let last = await test.request().perform(
            on: third.dependencies, stepCount: 0, lock: nil, history: RunHistory(again))
        #expect(last.outcome == .done)
        #expect(third.changes == ["use 7"])
        let unasked = ScriptedWorld(recoveredStatus: recoveredStatus)
        let stopped = await test.request().perform(
            on: unasked.dependencies, stepCount: 0, lock: nil, history: RunHistory(again))
        #expect(stopped.failure?.lostOutput?.name == "count")
        #expect(unasked.changes == [])
    }

    @Test(arguments: cases)
    func `A change whose end is unknown is settled`(_ given: Case) async throws {
        let test = try TestRun(Self.runbook.replacing("ACTION", with: given.action))
        let first = ScriptedWorld { $0.sign == .reads ? .failed() : .succeeded() }
        _ = await test.run(on: first)
        var kept: [JournalRecord] = []
        for record in first.records {
            kept.append(record)
            if case .intent(let intent) = record, intent.command == "make it" {
                #expect(intent.isRecorded)
                if let seen = given.seen {
                    kept.append(.outcome(.init(number: intent.number, ending: seen, tail: "", duration: .zero)))
                }
                break
            }
        }
        let asked = Counter()
        let rest = ScriptedWorld(recoveredStatus: given.recoveredStatus) { effect in
            // False when it is asked about what was interrupted, and true when the action has ended.
            effect.sign == .reads && asked.next() == 1 ? .failed() : .succeeded()
        }
        let end = await test.request().perform(
            on: rest.dependencies, stepCount: 0, lock: nil, history: RunHistory(kept))
        #expect(end.outcome == given.outcome, "\(String(describing: end.failure))")
        #expect(end.failure?.message == given.message)
        #expect(rest.changes == given.changes)
        // What was settled is written down, and says by whom.
        let sources = rest.records.compactMap { record -> JournalRecord.OutcomeSource? in
            if case .outcome(let settled) = record { settled.source } else { nil }
        }
        #expect(sources.count == (given.outcome == .needsDecision ? 0 : 1))
    }

    @Test func `A true “done when” needs no record`() async throws {
        let test = try TestRun(Self.runbook.replacing("ACTION", with: "two it"))
        let first = ScriptedWorld { $0.sign == .reads ? .failed() : .succeeded() }
        _ = await test.run(on: first)
        let cut = first.records.prefix { if case .outcome = $0 { false } else { true } }
        let rest = ScriptedWorld(recoveredStatus: .notStarted)
        let end = await test.request().perform(
            on: rest.dependencies, stepCount: 0, lock: nil, history: RunHistory(Array(cut)))
        #expect(end.outcome == .done)
        #expect(rest.changes == [])
    }

    @Test func `What no host can record is done without`() async throws {
        let test = try TestRun(Self.runbook.replacing("ACTION", with: "$ make it"))
        let full = ScriptedWorld(lacksRoom: true)
        #expect(await test.run(on: full).outcome == .done)
        #expect(full.changes == ["make it", "make it"])
        let intents = full.records.compactMap { if case .intent(let intent) = $0 { intent } else { nil } }
        #expect(intents.map(\.isRecorded) == [true, false])
        // Interrupted between the two nothing has happened; in the second nobody knows.
        let refused = full.records.firstIndex { if case .outcome = $0 { true } else { false } } ?? 0
        let again = full.records.firstIndex(of: .intent(intents[1])) ?? 0
        for (last, outcome, changes) in [(refused, RunEnd.Outcome.done, ["make it"]), (again, .needsDecision, [])] {
            let rest = ScriptedWorld()
            let end = await test.request().perform(
                on: rest.dependencies, stepCount: 0, lock: nil, history: RunHistory(Array(full.records[...last])))
            #expect(end.outcome == outcome)
            #expect(rest.changes == changes)
        }
    }
}
