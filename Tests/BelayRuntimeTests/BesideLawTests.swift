import BelayData
import BelayRuntime
import Testing

/// Random programs whose loops run side by side, with undo blocks of which some fail: which effects happen does not depend
/// on who is first, and a run that is cut anywhere is found again in its runbook.
struct BesideLawTests {
    private func dependencies(after earlier: Int = 0) -> ScriptedWorld {
        ScriptedWorld(answers: Array(repeating: .text("target"), count: 200), knowing: .didNotHappen, after: earlier) {
            SketchProgram.reply(to: $0)
        }
    }

    private func request(_ sketch: [ModelProgram]) -> RunRequest {
        RunRequest(
            program: SketchProgram.program(sketch), parameters: [:],
            identity: RunIdentity(id: "sketch", started: Timestamp(sinceEpoch: .seconds(1_772_357_400))))
    }

    /// One dead element stops the undo of its own, and of what its loop leans on; the others are unwound.
    @Test(arguments: 0..<8)
    func `What is done and undone follows the rules`(part: Int) async {
        var outcomes: Set<RunEnd.Outcome> = []
        for seed in (part * 250)..<(part * 250 + 250) {
            var maker = SketchMaker(seed: UInt64(seed), isConcurrent: true)
            let sketch = maker.block(depth: 4)
            let model = ReferenceModel(sketch)
            let dependencies = dependencies()
            let end = await request(sketch).perform(on: dependencies.dependencies, stepCount: 0, lock: "target")
            let ran = dependencies.changes.map { $0.replacing(" fails", with: "") }.sorted()
            #expect(ran == model.sequence.sorted(), "seed \(seed): \(sketch)")
            #expect(end.outcome == model.outcome, "seed \(seed): \(sketch)")
            outcomes.insert(end.outcome)
            if ran != model.sequence.sorted() || end.outcome != model.outcome { return }
        }
        #expect(outcomes == [.done, .failed, .handled, .handlerFailed], "the sample must reach every ending")
    }

    /// Whoever unwinds side by side comes to each step once.
    @Test func `Nothing is undone twice`() async throws {
        let test = try TestRun(
            """
            runbook "Twice"
            action put (name: text) { $ put $name
                undo { $ take $name } }
            phase "One" {
                on failure { for x in [1, 2, 3, 4] together { undo } }
                for x in [a, b, c, d, e] { put $x }
                fail "enough"
            }
            """)
        for _ in 0..<50 {
            let dependencies = ScriptedWorld()
            await test.run(on: dependencies)
            #expect(
                dependencies.changes.filter { $0.hasPrefix("take") } == ["e", "d", "c", "b", "a"].map { "take \($0)" })
        }
    }

    @Test(arguments: 0..<8)
    func `A run cut at any record is found again and resumes`(part: Int) async {
        for seed in (part * 20)..<(part * 20 + 20) {
            var maker = SketchMaker(seed: UInt64(seed), isConcurrent: true)
            let sketch = maker.block(depth: 3)
            let whole = dependencies()
            let request = request(sketch)
            let end = await request.perform(on: whole.dependencies, stepCount: 0, lock: "target")
            for count in 0..<whole.records.count {
                let history = RunHistory(Array(whole.records.prefix(count)))
                let resumeCheck = await request.recall(history)
                #expect(resumeCheck.isWhole, "seed \(seed), cut \(count): \(sketch)")
                let rest = dependencies(after: count)
                let resumed = await request.perform(
                    on: rest.dependencies, stepCount: 0, lock: "target", history: history)
                let settled = history.effects.filter { !$0.isUndecided }.map(\.intent.command)
                let both = (settled + rest.changes).sorted()
                #expect(both == whole.changes.sorted(), "seed \(seed), cut \(count): \(sketch)")
                #expect(resumed.outcome == end.outcome, "seed \(seed), cut \(count)")
                if !resumeCheck.isWhole || both != whole.changes.sorted() { return }
            }
        }
    }
}
