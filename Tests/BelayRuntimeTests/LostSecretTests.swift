import BelaySyntax
import Testing

@testable import BelayRuntime

@Suite("Secrets of a run that is resumed")
struct LostSecretTests {
    private func resume(
        _ test: TestRun, after records: [JournalRecord], on dependencies: ScriptedWorld
    ) async -> Redacted<RunEnd> {
        // A journal has none.
        let kept = records.map { record in
            guard case .bound(var bound) = record, case .value(let value) = bound.content else { return record }
            bound.content = .value(value.withoutSecrets)
            return .bound(bound)
        }
        return await test.request().perform(
            on: dependencies.dependencies, stepCount: 0, lock: nil, history: RunHistory(kept))
    }

    private func asked(_ dependencies: ScriptedWorld) -> [String] {
        dependencies.events.compactMap { event in
            guard case .questionAsked(let question) = event, case .ask(let name, _, _) = question.kind else {
                return nil
            }
            return name
        }
    }

    private static let minting = """
        runbook "Try" "Tries."
        phase "One" {
            let s: secret = $ mint
            $ between
            with env S=$s { $ use }
        }
        """

    private func broken(at script: String) -> ScriptedWorld {
        ScriptedWorld { $0.script.shown == script ? .failed() : .succeeded("of " + $0.script.shown + "\n") }
    }

    @Test func `What a change made is asked for where it is needed`() async throws {
        let test = try TestRun(Self.minting)
        let first = broken(at: "between")
        #expect(await test.run(on: first).outcome == .failed)
        let silent = ScriptedWorld()
        let end = await resume(test, after: first.records, on: silent)
        #expect(end.outcome == .needsDecision)
        #expect(end.failure?.missingSecret == "s")
        #expect(silent.scripts == ["between"], "the run goes as far as it can")
        let second = ScriptedWorld(answers: [.text("of mint")])
        #expect(await resume(test, after: first.records + silent.records, on: second).outcome == .done)
        #expect(second.scripts == ["use"])
        #expect(second.effects.last?.environment.first?.value.performed == "of mint")
        #expect(asked(second) == ["s"])
    }

    @Test func `A run that was killed before it had its name is listed too`() async throws {
        let test = try TestRun(Self.minting)
        let first = broken(at: "between")
        _ = await test.run(on: first)
        let end = first.records.firstIndex { if case .bound = $0 { true } else { false } }
        let dependencies = ScriptedWorld(answers: [.text("anything")])
        #expect(await resume(test, after: Array(first.records[..<(end ?? 0)]), on: dependencies).outcome == .done)
        #expect(dependencies.scripts == ["between", "use"])
    }

    @Test func `Another folder is not taken for it`() async throws {
        let test = try TestRun(Self.minting)
        let first = broken(at: "between")
        _ = await test.run(on: first)
        let dependencies = ScriptedWorld(answers: [.text("of mint, mistyped")])
        let end = await resume(test, after: first.records, on: dependencies)
        #expect(end.failure?.missingSecret == "s")
        #expect(!dependencies.scripts.contains("use"))
    }

    @Test func `What nothing needs is not asked for`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            action make (name: text) {
                let s: secret = $ mint $name
                with env S=$s { $ use $name }
            }
            phase "One" {
                for name in [a, b] { make $name }
                $ between
                $ after
            }
            """)
        let first = broken(at: "between")
        _ = await test.run(on: first)
        let dependencies = ScriptedWorld()
        #expect(await resume(test, after: first.records, on: dependencies).outcome == .done)
        #expect(dependencies.scripts == ["between", "after"])
        #expect(asked(dependencies) == [])
    }

    @Test func `A read that differs is not used`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" {
                let old: secret = ? read
                $ between
                $ later
                with env OLD=$old { $ use }
            }
            """)
        let first = broken(at: "later")
        _ = await test.run(on: first)
        let dependencies = ScriptedWorld(answers: [.text("of read")]) { effect in
            effect.sign == .reads ? .succeeded("another one\n") : .succeeded()
        }
        #expect(await resume(test, after: first.records, on: dependencies).outcome == .done)
        #expect(dependencies.effects.last?.environment.first?.value.performed == "of read")
        let same = ScriptedWorld { $0.sign == .reads ? .succeeded("of read\n") : .succeeded() }
        #expect(await resume(test, after: first.records, on: same).outcome == .done)
        #expect(asked(same) == [])
    }

    @Test func `The undo of each iteration knows its secret`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            action add (token: secret) {
                with env T=$token { $ add }
                undo { with env T=$token { $ remove } }
            }
            phase "Mint" { let tokens: list of secret = $ mint }
            phase "One" {
                on failure undo
                for token in $tokens { add $token }
                expect (? ready)
            }
            """)
        let first = ScriptedWorld { $0.script.shown == "mint" ? .succeeded("one\ntwo\n") : .succeeded() }
        _ = await test.run(on: first)
        let checked = first.records.firstIndex {
            if case .ended(let ended) = $0 { ended.step == StepPath([.ordinal(2), .ordinal(3)]) } else { false }
        }
        let dependencies = ScriptedWorld(answers: [.text("two"), .text("one")]) { effect in
            effect.script.shown == "ready" ? .failed() : .succeeded()
        }
        let end = await resume(test, after: Array(first.records[..<(checked ?? 0)]), on: dependencies)
        #expect(end.outcome == .handled)
        #expect(dependencies.changes == ["remove", "remove"])
        #expect(dependencies.effects.suffix(2).map { $0.environment.first?.value.performed } == ["two", "one"])
        #expect(asked(dependencies) == ["tokens2", "tokens1"])
    }

    @Test func `A command is compared around what is hidden`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" {
                let word: secret = ? read
                $ echo new and new
                $ later
            }
            """)
        let first = ScriptedWorld { effect in
            effect.sign == .reads ? .succeeded("echo\n") : effect.script.shown == "later" ? .failed() : .succeeded()
        }
        _ = await test.run(on: first)
        let dependencies = ScriptedWorld { $0.sign == .reads ? .succeeded("new\n") : .succeeded() }
        #expect(await resume(test, after: first.records, on: dependencies).outcome == .done)
        let edited = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" {
                let word: secret = ? read
                $ echo new and old
                $ later
            }
            """)
        let other = ScriptedWorld { $0.sign == .reads ? .succeeded("echo\n") : .succeeded() }
        #expect(await resume(edited, after: first.records, on: other).outcome == .failed)
        #expect(other.scripts == ["read"])
    }
}

extension Value {
    fileprivate var withoutSecrets: Value {
        switch self {
        case .secret: .secret(Secret(""))
        case .list(let elements): .list(elements.map(\.withoutSecrets))
        case .record(let fields): .record(fields.map { Field(name: $0.name, value: $0.value.withoutSecrets) })
        case .text, .number, .flag, .duration, .time, .host, .none, .unknown: self
        }
    }
}
