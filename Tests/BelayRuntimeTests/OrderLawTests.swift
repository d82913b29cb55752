import BelayData
import BelayRuntime
import Testing

/// Thousands of random programs of blocks, handlers and failures: Belay and a plain model of the rules must give the
/// same effects in the same order, and the same end.
struct OrderLawTests {
    @Test(arguments: 0..<8)
    func `Effects come in the order of the rules`(part: Int) async {
        var outcomes: Set<RunEnd.Outcome> = []
        var effectCount = 0
        for seed in (part * 500)..<(part * 500 + 500) {
            var maker = SketchMaker(seed: UInt64(seed))
            let sketch = maker.block(depth: 4)
            let model = ReferenceModel(sketch)
            let dependencies = ScriptedWorld(answers: Array(repeating: .text("target"), count: 200)) {
                SketchProgram.reply(to: $0)
            }
            let request = RunRequest(
                program: SketchProgram.program(sketch), parameters: [:],
                identity: RunIdentity(id: "sketch", started: Timestamp(sinceEpoch: .seconds(1_772_357_400))))
            let end = await request.perform(on: dependencies.dependencies, stepCount: 0, lock: "target")
            let ran = dependencies.changes.map { $0.replacing(" fails", with: "") }
            #expect(ran == model.sequence, "seed \(seed): \(sketch)")
            #expect(end.outcome == model.outcome, "seed \(seed): \(sketch)")
            outcomes.insert(end.outcome)
            effectCount += ran.count
            if ran != model.sequence || end.outcome != model.outcome { return }
        }
        #expect(outcomes == [.done, .failed, .handled, .handlerFailed], "the sample must reach every ending")
        #expect(effectCount > 2000)
    }

    /// No attempt begins and no pause continues when the time limit around it is over.
    @Test(arguments: 0..<4)
    func `Time limits bound what is in them`(part: Int) async {
        for seed in (part * 500)..<(part * 500 + 500) {
            var maker = SketchMaker(seed: UInt64(seed), isTimed: true)
            let sketch = maker.block(depth: 4)
            let model = ReferenceModel(sketch)
            let dependencies = ScriptedWorld(answers: Array(repeating: .text("target"), count: 200)) {
                SketchProgram.reply(to: $0)
            }
            let request = RunRequest(
                program: SketchProgram.program(sketch), parameters: [:],
                identity: RunIdentity(id: "sketch", started: Timestamp(sinceEpoch: .seconds(1_772_357_400))))
            let end = await request.perform(on: dependencies.dependencies, stepCount: 0, lock: "target")
            let ran = dependencies.changes.map { $0.replacing(" fails", with: "") }
            #expect(ran == model.sequence, "seed \(seed): \(sketch)")
            #expect(end.outcome == model.outcome, "seed \(seed): \(sketch)")
            #expect(dependencies.now == .seconds(model.now), "seed \(seed): \(sketch)")
            if ran != model.sequence || dependencies.now != .seconds(model.now) { return }
        }
    }

    @Test(arguments: 0..<4)
    func `What ran was planned under the same number`(part: Int) async {
        for seed in (part * 250)..<(part * 250 + 250) {
            var maker = SketchMaker(seed: UInt64(seed))
            let sketch = maker.block(depth: 4)
            let dependencies = ScriptedWorld(answers: Array(repeating: .text("target"), count: 200)) {
                SketchProgram.reply(to: $0)
            }
            let request = RunRequest(
                program: SketchProgram.program(sketch), parameters: [:],
                identity: RunIdentity(id: "sketch", started: Timestamp(sinceEpoch: .seconds(1_772_357_400))))
            let planned = Set(
                (await request.plan()).effects.map { "\($0.step.withoutLaterAttempts) \($0.script.shown)" })
            _ = await request.perform(on: dependencies.dependencies, stepCount: 0, lock: "target")
            for effect in dependencies.effects {
                let ran = "\(effect.step.withoutLaterAttempts) \(effect.script.shown)"
                #expect(planned.contains(ran), "seed \(seed) ran \(ran), which was not planned")
            }
        }
    }
}

extension StepPath {
    /// A plan shows one attempt of a `retry` and of an undo block.
    var withoutLaterAttempts: StepPath {
        var path = StepPath()
        for component in components {
            switch (component, path.components.last) {
            case (.attempt, .undo?): break
            case (.attempt, _): path = path.appending(.attempt(1))
            default: path = path.appending(component)
            }
        }
        return path
    }
}
