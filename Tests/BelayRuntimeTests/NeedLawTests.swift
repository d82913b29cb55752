import BelayLanguage
import BelayRuntime
import BelayTestSupport
import Testing

/// Thousands of random runbooks whose reads fail and are recovered from, or whose value a person gives: no condition, guard, loop or command
/// ever proceeds on a value that was not had.
struct NeedLawTests {
    /// Gives the value of a read that failed where the runbook does not recover, and lets all else take its way.
    private struct Person: Prompter {
        var given: Set<String>
        var holdsFailures: Bool { true }

        func answer(_ question: Redacted<Question>) async -> Answer {
            switch question.kind {
            case .hold(let held):
                given.contains(held.failure.command ?? "") ? .give(RandomNeed.given) : .runHandlers
            case .confirm: .yes
            case .outcome: .didNotHappen
            case .ask, .approval, .manual, .pointOfNoReturn: .none
            }
        }
    }

    private func dependencies(_ need: RandomNeed) -> ScriptedWorld {
        ScriptedWorld { effect in
            let words = effect.script.shown.split(separator: " ")
            guard words.first == "read", let index = Int(words[1]) else { return .succeeded() }
            return need.reads[index].value.map { .succeeded($0) } ?? .failed()
        }
    }

    private func request(_ need: RandomNeed) throws -> RunRequest {
        var request = try TestRun(need.text).request()
        request.program.body = request.program.body.recovering
        return request
    }

    private func perform(
        _ request: RunRequest, _ need: RandomNeed, on scripted: ScriptedWorld, history: RunHistory? = nil
    ) async -> Redacted<RunEnd> {
        var dependencies = scripted.dependencies
        let given = need.reads.indices.filter { !need.reads[$0].recovers }.map { "read \($0)" }
        dependencies.prompter = Person(given: Set(given))
        return await request.perform(on: dependencies, stepCount: 0, lock: nil, history: history)
    }

    @Test(arguments: 0..<8)
    func `Nothing proceeds on a value that was not had`(part: Int) async throws {
        var failed = 0
        for seed in (part * 250)..<(part * 250 + 250) {
            let need = RandomNeed(seed: UInt64(seed))
            let expected = need.expected()
            let dependencies = dependencies(need)
            let end = await perform(try request(need), need, on: dependencies)
            #expect(dependencies.changes == expected.changes, "seed \(seed): \(need.text)")
            #expect(end.outcome == expected.outcome, "seed \(seed): \(need.text)")
            if let failure = end.failure { #expect(failure.message.contains("has no value"), "seed \(seed)") }
            failed += expected.outcome == .done ? 0 : 1
        }
        #expect(failed > 20, "the sample must reach what is missing")
    }

    @Test func `A let is not skipped`() async throws {
        let test = try TestRun(
            """
            runbook "Skip" "A value whose command was skipped."
            phase "One" {
                let n: number = ? cat mode
                expect $n is 3 else "n is not 3"
                expect $n > 3 else "n is not more than 3"
                await $n is 5 within 2s
                let l: list of text = ? cat nolist
                guard ($n is 5) { $ guarded }
                for x in $l { $ turn }
                if not ($n is 5) { $ not }
                $ last $n
            }
            """)
        let dependencies = ScriptedWorld(
            answers: Array(repeating: .skip(reason: "no"), count: 5), holdsFailures: true
        ) { $0.script.shown.hasPrefix("cat") ? .failed() : .succeeded() }
        let end = await test.run(on: dependencies)
        #expect(dependencies.changes == [])
        #expect(dependencies.now == .zero)
        #expect(end.failure?.command == "cat mode")
    }

    @Test(arguments: 0..<4)
    func `Nothing proceeds on a value that was not had in a resumed run either`(part: Int) async throws {
        for seed in (part * 100)..<(part * 100 + 100) {
            let need = RandomNeed(seed: UInt64(seed))
            let request = try request(need)
            let first = dependencies(need)
            _ = await perform(request, need, on: first)
            var generator = SeededRandom(seed: UInt64(seed))
            var records = Array(first.records.prefix(Int.random(in: 0...first.records.count, using: &generator)))
            if case .intent? = records.last { records.removeLast() }
            let history = RunHistory(records)
            let second = dependencies(need)
            let end = await perform(request, need, on: second, history: history)
            let done = history.effects.map(\.intent.command)
            let expected = need.expected()
            #expect(
                done + second.changes.filter { !done.contains($0) } == expected.changes, "seed \(seed): \(need.text)")
            #expect(
                end.outcome == expected.outcome, "seed \(seed): \(String(describing: end.failure)) \(need.text)")
        }
    }
}

extension Block {
    /// With a `recover` for each handler that says so.
    fileprivate var recovering: Block {
        var block = self
        block.statements = block.statements.map { statement in
            switch statement.kind {
            case .phase(var outline):
                outline.body = outline.body.recovering
                return Statement(ordinal: statement.ordinal, kind: .phase(outline), span: statement.span)
            case .onFailure(var handler):
                let first = handler.statements[0]
                handler.statements[0] = Statement(ordinal: first.ordinal, kind: .recover, span: first.span)
                return Statement(ordinal: statement.ordinal, kind: .onFailure(handler), span: statement.span)
            default: return statement
            }
        }
        return block
    }
}
