import BelayData
import BelayRuntime
import Testing

/// Random programs of blocks, handlers and failures, killed at every record that they write: resumed, each must do
/// what the undisturbed run did, in the same order, and nothing twice.
struct ResumeLawTests {
    private func dependencies(after earlier: Int = 0) -> ScriptedWorld {
        // What was begun and not seen to end has not happened, a person says.
        ScriptedWorld(answers: Array(repeating: .text("target"), count: 200), knowing: .didNotHappen, after: earlier) {
            SketchProgram.reply(to: $0)
        }
    }

    @Test(arguments: 0..<8)
    func `A run cut at any record resumes as if nothing had happened`(part: Int) async {
        var cuts = 0
        for seed in (part * 20)..<(part * 20 + 20) {
            var maker = SketchMaker(seed: UInt64(seed))
            let sketch = maker.block(depth: 4)
            let request = RunRequest(
                program: SketchProgram.program(sketch), parameters: [:],
                identity: RunIdentity(id: "sketch", started: Timestamp(sinceEpoch: .seconds(1_772_357_400))))
            let whole = dependencies()
            let end = await request.perform(on: whole.dependencies, stepCount: 0, lock: "target")
            for count in 0..<whole.records.count {
                let before = Array(whole.records.prefix(count))
                cuts += 1
                guard await resumes(request, after: before, like: whole.changes, end, "seed \(seed), cut \(count)")
                else { return }
            }
        }
        #expect(cuts > 300)
    }

    private func resumes(
        _ request: RunRequest, after before: [JournalRecord], like scripts: [String], _ end: Redacted<RunEnd>,
        _ place: String
    ) async -> Bool {
        let rest = dependencies(after: before.count)
        let resumed = await request.perform(
            on: rest.dependencies, stepCount: 0, lock: "target", history: RunHistory(before))
        let settled = RunHistory(before).effects.filter { !$0.isUndecided }.map(\.intent.command)
        let both = settled + rest.changes
        #expect(both == scripts, "\(place)")
        #expect(resumed.outcome == end.outcome, "\(place)")
        return both == scripts && resumed.outcome == end.outcome
    }
}
