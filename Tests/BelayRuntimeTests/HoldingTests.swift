import BelayLanguage
import BelayRuntime
import Testing

@Suite("Not passing is not skipping")
struct HoldingTests {
    private func ran(
        _ body: String, _ answers: [Answer], reply: @escaping ScriptedWorld.Reply = { _ in .succeeded() }
    ) async throws -> (end: Redacted<RunEnd>, dependencies: ScriptedWorld) {
        let test = try TestRun(
            """
            runbook "Held"
            lock site
            \(body)
            """)
        let dependencies = ScriptedWorld(answers: answers, holdsFailures: true, reply: reply)
        return (await test.run(on: dependencies), dependencies)
    }

    private func choices(_ dependencies: ScriptedWorld) -> [HeldStep.Passing] {
        dependencies.events.compactMap { event in
            guard case .questionAsked(let question) = event, case .hold(let held) = question.kind else { return nil }
            return held.passing
        }
    }

    /// Whoever answers, by a key, a flag or a script.
    @Test(arguments: [
        #"point of no return "What is out is out""#, #"confirm "Delete the data?""#, #"manual "Pull the plug""#,
    ])
    func `A question that was refused is not skipped`(question: String) async throws {
        let (end, dependencies) = try await ran(
            "phase \"One\" { \(question)\n $ destroy }", [.no, .skip(reason: "walk around")])
        #expect(dependencies.scripts == [])
        #expect(end.outcome == .failed)
        #expect(choices(dependencies) == [.refused])
    }

    @Test func `What a guard has stopped is not skipped`() async throws {
        let (end, dependencies) = try await ran(
            """
            action work (name: text) { $ work $name }
            phase "One" { guard (? safe) { work a
                work b } }
            """, [.skip(reason: "walk around")]
        ) { $0.script.shown == "safe" ? .failed() : .succeeded() }
        #expect(dependencies.changes == [])
        #expect(end.outcome == .failed)
        #expect(choices(dependencies) == [.refused])
        let (_, unasked) = try await ran(
            "phase \"One\" { guard (? safe) { let x = $ work\n say $x } }", [.give("x")]
        ) { $0.script.shown == "safe" ? .failed(3) : .succeeded() }
        #expect(unasked.changes == [])
        #expect(choices(unasked) == [.refused])
    }

    /// Nor is what tries it again until its time is over.
    @Test func `What tries a refused step again is not skipped`() async throws {
        let (_, dependencies) = try await ran(
            """
            phase "One" {
                within 3s { retry 9 times every 1s { guard (? safe) { $ work } } }
                $ after
            }
            """, [.skip(reason: "walk around")]
        ) { $0.script.shown == "safe" ? .failed() : .succeeded() }
        #expect(dependencies.changes == [])
        #expect(choices(dependencies) == [.refused])
    }

    @Test func `Whether it is done already is not skipped`() async throws {
        let (_, dependencies) = try await ran(
            """
            action put { done when (? there)
                $ put }
            phase "One" { put }
            """, [.skip(reason: "surely not")]
        ) { $0.script.shown == "there" ? .failed(3) : .succeeded() }
        #expect(dependencies.changes == [])
    }

    /// Nor what has run and still is not done, at whatever depth, also when it cannot be asked.
    @Test(arguments: [1, 3])
    func `What is not done after it ran is not skipped`(status: Int) async throws {
        let asked = Counter()
        let reply: ScriptedWorld.Reply = { effect in
            guard effect.script.shown == "there" else { return .succeeded() }
            return .failed(asked.next() == 1 ? 1 : status)
        }
        let (end, dependencies) = try await ran(
            """
            action put { done when (? there)
                $ put }
            action outer { put
                $ more }
            phase "One" { outer
                $ after }
            """, [.skip(reason: "walk around")], reply: reply)
        #expect(dependencies.changes == ["put"])
        #expect(end.outcome == .failed)
        #expect(choices(dependencies) == [.refused])
    }

    /// A condition that cannot be asked holds like any step, and is asked again.
    @Test func `A condition that cannot be asked holds`() async throws {
        let tries = Counter()
        let (end, dependencies) = try await ran("phase \"One\" { if (? look) { $ yes } else { $ no } }", [.retry]) {
            effect in
            effect.script.shown == "look" && tries.next() == 1 ? .failed(3) : .succeeded()
        }
        #expect(end.outcome == .done)
        #expect(dependencies.changes == ["yes"])
    }

    @Test func `A list that cannot be read holds`() async throws {
        let tries = Counter()
        let (end, dependencies) = try await ran(
            """
            probe hosts gives list of text {
                let found: list of text = ? hosts
                give $found
            }
            phase "One" { for x in (hosts) { $ work $x } }
            """, [.retry]
        ) { effect in
            guard effect.script.shown == "hosts" else { return .succeeded() }
            return tries.next() == 1 ? .failed(3) : .succeeded("a\nb\n")
        }
        #expect(end.outcome == .done)
        #expect(dependencies.changes == ["work a", "work b"])
    }

    /// An action that is not done after its body is run again, and undone once.
    @Test func `An action is tried again`() async throws {
        let asked = Counter()
        let (end, dependencies) = try await ran(
            """
            action put (name: text) {
                done when (? there)
                $ put $name
                undo { $ take $name }
            }
            phase "One" {
                on failure undo
                put a
                fail "enough"
            }
            """, [.retry, .runHandlers]
        ) { effect in
            guard effect.script.shown == "there" else { return .succeeded() }
            // Not before, not after the first time, not before the second; then it is there, and at last gone.
            return [4].contains(asked.next()) ? .succeeded() : .failed()
        }
        #expect(dependencies.changes == ["put a", "put a", "take a"])
        #expect(end.outcome == .handled)
    }

    /// The question is asked once, where the failure arose.
    @Test func `A failure is asked about once`() async throws {
        let (end, dependencies) = try await ran(
            """
            phase "One" {
                on failure { $ handled }
                let all = [[name=a]]
                step "Inner" { with env A=${all[3].name} { $ work } }
            }
            """, [.runHandlers])
        #expect(choices(dependencies) == [.refused])
        #expect(dependencies.changes == ["handled"])
        #expect(end.outcome == .handled)
    }

    /// Every step that fails has a line that says so, and a record.
    @Test(arguments: [
        "let x = ? bad", "let n: number = ? bad", "if (? bad) { $ x }", "expect (? bad)", "? bad", "$ bad",
        "await (? bad) within 1s", #"fail "bad""#, "let x = ? bad\n say $x",
    ])
    func `Whatever fails is told and written down`(statement: String) async throws {
        let (end, dependencies) = try await ran("phase \"One\" { \(statement) }", [.stop]) {
            $0.script.shown == "bad" ? .failed(3) : .succeeded()
        }
        let failure = try #require(end.failure)
        let told = dependencies.events.filter { event in
            guard case .stepFinished(let end) = event, case .failed(failure) = end.ending else { return false }
            return end.kind != .read && end.kind.canFailByItself && end.step == failure.step
        }
        #expect(told.count == 1)
        let written = dependencies.records.contains { record in
            switch record {
            case .stepFailed(let failed): failed.failure == failure
            case .outcome(let outcome): outcome.ending == .exited(3)
            default: false
            }
        }
        #expect(written)
    }

    /// Of many that look alike.
    @Test func `What a guard has stopped is shown with its values`() async throws {
        let (_, dependencies) = try await ran(
            """
            phase "One" { guard (? safe) { for x in [a, "b c"] { $ work $x }
                let y = $ last ${run.id} } }
            """, [.stop]
        ) { $0.script.shown == "safe" ? .failed() : .succeeded() }
        let titles = dependencies.events.compactMap { event in
            if case .stepStarted(let start) = event, start.kind == .statement { start.title.shown } else { nil }
        }
        #expect(titles == ["$ work a"])
    }

    @Test func `A value is asked for in place of a step`() async throws {
        let body = """
            phase "One" {
                let n: number = ? count
                $ use $n
                fail "here"
            }
            """
        let (end, dependencies) = try await ran(body, [.skip(reason: "no"), .none]) {
            $0.script.shown == "count" ? .failed() : .succeeded()
        }
        #expect(choices(dependencies) == [.value(name: "n", type: .number)])
        #expect(dependencies.changes == [])
        #expect(end.outcome == .failed)
        let (_, given) = try await ran(body, [.give("many"), .give("7"), .stop]) {
            $0.script.shown == "count" ? .failed() : .succeeded()
        }
        #expect(given.changes == ["use 7"])
        // The given value is kept when the run is resumed.
        let test = try TestRun("runbook \"Held\"\nlock site\n\(body)")
        let rest = ScriptedWorld()
        _ = await test.request().perform(
            on: rest.dependencies, stepCount: 0, lock: nil, history: RunHistory(given.records))
        #expect(rest.scripts == [])
    }

    @Test func `A secret that is given is told nobody`() async throws {
        let (_, dependencies) = try await ran(
            "phase \"One\" { let t: secret = ? token\n with env T=$t { $ use }\n fail \"here\" }",
            [.give("hunter2"), .stop]
        ) { $0.script.shown == "token" ? .failed() : .succeeded() }
        #expect(dependencies.changes == ["use"])
        let answers = dependencies.events.compactMap { event in
            if case .questionAnswered(_, let answer) = event { answer } else { nil }
        }
        #expect(answers == [.give("[secret]"), .stop])
    }

    @Test func `What was skipped and recovered stands at the end`() async throws {
        let (end, _) = try await ran(
            """
            phase "One" {
                $ one
                step "Inner" {
                    on failure recover
                    expect (? two)
                }
            }
            """, [.skip(reason: "known issue 123"), .runHandlers]
        ) { ["one", "two"].contains($0.script.shown) ? .failed() : .succeeded() }
        #expect(end.outcome == .done)
        #expect(end.report.skipped.map(\.reason) == ["known issue 123"])
        #expect(end.report.skipped.map(\.title) == ["$ one"])
        #expect(end.report.recovered.map(\.step.description) == ["1.2.2"])
    }

    @Test func `Who stops is told what stays`() async throws {
        let (end, _) = try await ran(
            """
            action put (name: text) { $ put $name
                undo { $ take $name } }
            phase "One" {
                on failure undo
                put a
                fail "here"
            }
            """, [.stop])
        #expect(end.outcome == .failed)
        #expect(end.report.idleHandlers == ["on failure undo"])
        #expect(end.pendingUndo.flatMap(\.commands).map(\.script.shown) == ["take a"])
    }

    @Test func `Every failed element is named`() async throws {
        let (end, _) = try await ran(
            """
            phase "One" {
                for x in [a, b, c, d] together { if $x in [b, d] { $ bad $x } else { $ good $x } }
            }
            """, [.stop, .stop]
        ) { $0.script.shown.hasPrefix("bad") ? .failed() : .succeeded() }
        #expect(Set(end.report.failures.map(\.step.description)) == ["1.1[b].1", "1.1[d].1"])
        #expect(end.report.loops.first?.done == 2)
        #expect(Set(end.report.loops.first?.failed ?? []) == ["b", "d"])
        #expect(end.report.othersWentOn)
    }
}
