import BelayRuntime
import BelaySyntax
import Testing

@Suite("Resuming a run")
struct ResumeTests {
    private func resume(
        _ test: TestRun, after records: [JournalRecord], on dependencies: ScriptedWorld,
        _ parameters: [String: Value] = [:]
    ) async -> Redacted<RunEnd> {
        await test.request(parameters).perform(
            on: dependencies.dependencies, stepCount: 0, lock: nil, history: RunHistory(records))
    }

    /// The records up to and with the intent of a command.
    private func records(_ dependencies: ScriptedWorld, through command: String) -> [JournalRecord] {
        var kept: [JournalRecord] = []
        for record in dependencies.records {
            kept.append(record)
            if case .intent(let intent) = record, intent.command == command { break }
        }
        return kept
    }

    @Test func `The step that failed is tried again, and “always” runs again`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" {
                always { $ tidy }
                $ first
                $ second
            }
            """)
        let broken = ScriptedWorld { $0.script.shown == "second" ? .failed() : .succeeded() }
        #expect(await test.run(on: broken).outcome == .failed)
        #expect(broken.scripts == ["first", "second", "tidy"])
        let repaired = ScriptedWorld()
        #expect(await resume(test, after: broken.records, on: repaired).outcome == .done)
        #expect(repaired.scripts == ["second", "tidy"])
        let all = broken.records + repaired.records
        let third = ScriptedWorld()
        #expect(await resume(test, after: all, on: third).outcome == .done)
        #expect(third.scripts == [])
    }

    /// Each attempt of an undo block is a step of its own, so what is known of one is not taken for the other.
    @Test func `An undo that is tried again is tried again when the run is resumed`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            action put { $ put
                undo { $ take } }
            phase "One" {
                on failure { retry 3 times { undo } }
                put
                fail "enough"
            }
            """)
        let broken = ScriptedWorld { $0.script.shown == "take" ? .failed() : .succeeded() }
        #expect(await test.run(on: broken).outcome == .handlerFailed)
        #expect(broken.scripts == ["put", "take", "take", "take"])
        #expect(
            broken.effects.map { "\($0.step)" } == [
                "1.2.1", "1.2.undo.1", "1.2.undo~2.1", "1.2.undo~3.1",
            ])
        for count in 0..<broken.records.count {
            let before = Array(broken.records.prefix(count))
            let history = RunHistory(before)
            let done = history.effects.filter { !$0.isUndecided }.map(\.intent.command)
            let rest = ScriptedWorld(knowing: .didNotHappen, after: count) {
                $0.script.shown == "take" ? .failed() : .succeeded()
            }
            #expect(await resume(test, after: before, on: rest).outcome == .handlerFailed, "cut \(count)")
            #expect(done + rest.scripts == broken.scripts, "cut \(count)")
        }
    }

    @Test func `A cancelled run resumes where it was`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" {
                always { $ tidy }
                $ first
                $ second
            }
            """)
        let cancellation = Cancellation()
        let scripted = ScriptedWorld { effect in
            if effect.script.shown == "first" { cancellation.request() }
            return .succeeded()
        }
        var dependencies = scripted.dependencies
        dependencies.cancellation = cancellation
        let end = await test.request().perform(on: dependencies, stepCount: 0, lock: nil)
        #expect(end.outcome == .cancelled)
        #expect(scripted.scripts == ["first", "tidy"])
        let rest = ScriptedWorld()
        #expect(await resume(test, after: scripted.records, on: rest).outcome == .done)
        #expect(rest.scripts == ["second", "tidy"])
    }

    private static let acting = """
        runbook "Try" "Tries."
        action one (name: text) {
            done when (? look $name)
            $ make $name
            undo { $ remove $name }
        }
        action two (name: text) {
            done when (? look $name)
            $ make $name
            $ finish $name
            undo { $ remove $name }
        }
        phase "One" {
            on failure undo
            ACTION it
        }
        """

    @Test(arguments: [("one", 0, [String]()), ("one", 1, ["make it"]), ("two", 0, [])])
    func `“done when” decides about a change whose outcome is unknown`(action: String, status: Int, done: [String])
        async throws
    {
        let test = try TestRun(Self.acting.replacing("ACTION", with: action))
        let first = ScriptedWorld { $0.sign == .reads ? .failed() : .succeeded() }
        _ = await test.run(on: first)
        let asked = Counter()
        let rest = ScriptedWorld { effect in
            guard effect.sign == .reads else { return .succeeded() }
            return asked.next() == 1 && status != 0 ? .failed(status) : .succeeded()
        }
        let end = await resume(test, after: records(first, through: "make it"), on: rest)
        #expect(end.outcome == .done)
        #expect(rest.changes == done)
    }

    @Test func `Several effects under a false “done when” are a person's to decide`() async throws {
        let test = try TestRun(Self.acting.replacing("ACTION", with: "two"))
        let first = ScriptedWorld { $0.sign == .reads ? .failed() : .succeeded() }
        _ = await test.run(on: first)
        let cut = records(first, through: "make it")
        let nobody = ScriptedWorld { $0.sign == .reads ? .failed() : .succeeded() }
        let end = await resume(test, after: cut, on: nobody)
        #expect(end.outcome == .needsDecision)
        #expect(nobody.changes == [])
        let asked = Counter()
        let somebody = ScriptedWorld(knowing: .happened) { effect in
            effect.sign == .reads && asked.next() == 1 ? .failed() : .succeeded()
        }
        #expect(await resume(test, after: cut + nobody.records, on: somebody).outcome == .done)
        #expect(somebody.changes == ["finish it"])
    }

    @Test func `A destruction is never repeated unasked`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            action wipe (name: text) {
                done when (? look $name)
                locally { ! wipe $name }
            }
            phase "One" { wipe it }
            """)
        let first = ScriptedWorld { $0.sign == .reads ? .failed() : .succeeded() }
        _ = await test.run(on: first)
        let rest = ScriptedWorld { $0.sign == .reads ? .failed() : .succeeded() }
        let end = await resume(test, after: records(first, through: "wipe it"), on: rest)
        #expect(end.outcome == .needsDecision)
        #expect(rest.changes == [])
    }

    @Test func `A secret is read again and no value else`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" {
                let token: secret = ? read token
                let name = ? read name
                with env TOKEN=$token { $ first $name }
                with env TOKEN=$token { $ second $name }
            }
            """)
        let dependencies = ScriptedWorld { $0.sign == .reads ? .succeeded($0.script.shown + " it") : .succeeded() }
        _ = await test.run(on: dependencies)
        let rest = ScriptedWorld { $0.sign == .reads ? .succeeded($0.script.shown + " it") : .succeeded() }
        var kept = records(dependencies, through: "second 'read name it'")
        kept.removeLast()
        // In the journal a secret is an empty one.
        kept = kept.map { record in
            guard case .bound(var bound) = record, case .value(.secret) = bound.content else { return record }
            bound.content = .value(.secret(Secret("")))
            return .bound(bound)
        }
        #expect(await resume(test, after: kept, on: rest).outcome == .done)
        #expect(rest.scripts == ["read token", "second 'read name it'"])
        #expect(rest.effects.last?.environment.first?.value.performed == "read token it")
    }

    @Test func `What was read and looped over stays as it was`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            probe nodes gives list of text {
                let found: list of text = ? nodes
                give $found
            }
            phase "One" {
                if (? many) { $ take many } else { $ take few }
                for node in (nodes) { $ stop $node }
            }
            """)
        let dependencies = ScriptedWorld { $0.script.shown == "nodes" ? .succeeded("a\nb\n") : .succeeded() }
        _ = await test.run(on: dependencies)
        var kept = records(dependencies, through: "stop b")
        kept.removeLast()
        let rest = ScriptedWorld { $0.sign == .reads ? .failed() : .succeeded() }
        #expect(await resume(test, after: kept, on: rest).outcome == .done)
        #expect(rest.scripts == ["stop b"])
    }

    @Test func `A runbook that no longer has what was done is not resumed`() async throws {
        func test(_ body: String) throws -> TestRun {
            try TestRun("runbook \"Try\" \"Tries.\"\nphase \"One\" {\n\(body)\n}\n")
        }
        let dependencies = ScriptedWorld { $0.script.shown == "second" ? .failed() : .succeeded() }
        _ = await (try test("$ first\n$ second")).run(on: dependencies)
        let history = RunHistory(dependencies.records)
        func resumeCheck(_ body: String) async throws -> ResumeCheck {
            await (try test(body)).request().recall(history)
        }
        #expect(try await resumeCheck("# a comment\n$ first\n$ another second").isWhole)
        #expect(try await resumeCheck("$ first\n$ second\n$ third").isWhole)
        #expect(try await resumeCheck("$ other\n$ second").contradiction?.contains("`first`") == true)
        #expect(try await resumeCheck("say \"new\"\n$ first").lost?.command == "first")
    }

    /// Its `done when` was asked before the guard was, and the answer is in the journal; the world of today is not asked.
    @Test func `An action that a guard has refused is found again, and what was undone after it`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            probe led { expect (? led) }
            probe well { expect (? well) }
            action put { $ put
                undo { $ take } }
            action keep { $ keep
                undo { $ drop } }
            action lead { done when led
                $ lead
                undo { $ follow } }
            phase "One" {
                on failure { undo }
                put
                keep
                guard well { retry 2 times { lead } }
            }
            """)
        let broken = ScriptedWorld { ["put", "keep", "drop"].contains($0.script.shown) ? .succeeded() : .failed() }
        #expect(await test.run(on: broken).outcome == .handlerFailed)
        #expect(broken.scripts.suffix(2) == ["drop", "take"])
        let check = await test.request().recall(RunHistory(broken.records))
        #expect(check.isWhole)
        #expect(check.undoable.map(\.step.description) == ["1.2"])
    }

    @Test func `A run of ten thousand steps is resumed within a second`() async throws {
        let test = try TestRun(
            """
            runbook "Long" "Long."
            phase "One" {
                for number in [\((1...5000).map(String.init).joined(separator: ", "))] {
                    $ first $number
                    $ second $number
                }
            }
            """)
        let dependencies = ScriptedWorld()
        _ = await test.run(on: dependencies)
        let records = dependencies.records.dropLast(8)
        let clock = ContinuousClock()
        let rest = ScriptedWorld(knowing: .didNotHappen)
        var end: Redacted<RunEnd>?
        let taken = await clock.measure { end = await resume(test, after: Array(records), on: rest) }
        #expect(end?.outcome == .done)
        #expect(rest.scripts.count < 5)
        // Without optimization it takes longer, and the tests share the machine.
        #expect(taken < .seconds(10))
    }
}
