import BelayData
import BelayRuntime
import Testing

/// Conditional steps are shown as conditional: over random programs, a step of the plan runs exactly when
/// all its conditions in the plan hold, and nothing else runs.
struct BranchLawTests {
    @Test(arguments: 0..<4)
    func `A step runs when the conditions of the plan hold`(part: Int) async throws {
        var counts = (certain: 0, taken: 0, untaken: 0)
        for seed in (part * 150)..<(part * 150 + 150) {
            let sample = BranchProgram(seed: UInt64(seed))
            let test = try TestRun(sample.text)
            let dependencies = ScriptedWorld { effect in
                let (status, output) = sample.reply(to: effect)
                return status == 0 ? .succeeded(output) : .failed(status)
            }
            let plan = await test.request().plan()
            let end = await test.run(on: dependencies)
            #expect(end.outcome == .done, "seed \(seed): \(sample.text)")
            let ran = Set(dependencies.effects.map { "\($0.step.withoutLaterAttempts) \($0.script.shown)" })
            var planned: Set<String> = []
            for (effect, conditions) in plan.conditionalEffects {
                // A guard says no before the change that it is asked for, and the samples have none that does.
                let truths = conditions.map { sample.holds($0) }
                #expect(!truths.contains(nil), "seed \(seed): \(conditions)")
                let line = "\(effect.step) \(effect.script.shown)"
                planned.insert(line)
                let isTaken = !truths.contains(false)
                #expect(ran.contains(line) == isTaken, "seed \(seed): \(line) when \(conditions)\n\(sample.text)")
                if conditions.isEmpty {
                    counts.certain += 1
                } else if isTaken {
                    counts.taken += 1
                } else {
                    counts.untaken += 1
                }
            }
            #expect(ran.isSubset(of: planned), "seed \(seed): \(ran.subtracting(planned))\n\(sample.text)")
        }
        #expect(counts.certain > 100 && counts.taken > 100 && counts.untaken > 100, "\(counts)")
    }

    /// A list that the plan does not know may be empty.
    @Test func `What comes after a loop over an unknown list is planned, whatever ends its body`() async throws {
        let test = try TestRun(
            """
            action choose gives text {
                let names: list of text = ? names
                for name in $names {
                    $ take $name
                    give $name
                }
                $ make one
                give "one"
            }
            phase "P" {
                on failure {
                    let rest: list of text = ? rest
                    for name in $rest {
                        $ save $name
                        recover
                    }
                    $ nothing to save
                }
                let chosen = choose
                $ use it
                fail "enough"
            }
            """)
        let dependencies = ScriptedWorld()
        await test.run(on: dependencies)
        let planned = await test.request().plan().effects.map(\.script.shown)
        #expect(
            planned == [
                "names", "take ‹name›", "make one", "use it", "rest", "save ‹name›", "nothing to save",
            ])
        #expect(dependencies.scripts == ["names", "make one", "use it", "rest", "nothing to save"])
    }

    @Test func `A branch that the plan can decide is the only one in it, and is certain`() async throws {
        let test = try TestRun(
            """
            param size: number
            phase "P" {
                if $size > 3 { $ large } else { $ small }
                let x = if $size > 3 then (? a) else (? b)
                $ use $x
            }
            """)
        let plan = await test.request(["size": .number(4)]).plan()
        #expect(
            plan.conditionalEffects.map { "\($0.effect.script.shown) \($0.conditions)" } == [
                "large []", "a []", "use ‹x› []",
            ])
    }

    @Test func `What a branch asks is under the branches before it`() async throws {
        let test = try TestRun(
            """
            phase "P" {
                let x = ? x
                if $x is 1 { $ one } else if (? two) { $ two } else { $ three }
                $ four
            }
            """)
        let plan = await test.request().plan()
        #expect(
            plan.conditionalEffects.map { "\($0.effect.step) \($0.effect.script.shown) \($0.conditions)" } == [
                "1.1 x []", #"1.3 one ["if ‹x› is 1"]"#, #"1.2 two ["unless ‹x› is 1"]"#,
                #"1.4 two ["unless ‹x› is 1", "if ? two"]"#, #"1.5 three ["unless ‹x› is 1", "unless ? two"]"#,
                "1.6 four []",
            ])
    }

    @Test
    func `What an action does is done unless its “done when” holds, and so is what asks again after it`() async throws {
        let test = try TestRun(
            """
            action make {
                done when (? there)
                $ make
            }
            phase "P" {
                make
                $ after
            }
            """)
        let plan = await test.request().plan()
        #expect(
            plan.conditionalEffects.map { "\($0.effect.script.shown) \($0.conditions)" } == [
                "there []", #"make ["unless ? there"]"#, #"there ["unless ? there"]"#, "after []",
            ])
        #expect(plan.events.allSatisfy { if case .branchStarted(let start) = $0 { start.title == nil } else { true } })
    }

    @Test func `A plan of a run that no one would see the end of stops, and says where`() async throws {
        let doubling = (1..<27).map { "action a\($0) {\n    a\($0 - 1)\n    a\($0 - 1)\n}\n" }.joined()
        let test = try TestRun("action a0 { $ x }\n\(doubling)phase \"P\" { a26 }\n")
        let plan = await test.request().plan()
        #expect(plan.excess?.message == "the plan has more than 200000 steps")
        let long = String(repeating: "x", count: 4 << 20)
        let lines = (0..<70).map { _ in "    with input $x { $ cat }\n" }.joined()
        let wide = try TestRun("param x: text\nphase \"P\" {\n\(lines)}\n")
        #expect(
            await wide.request(["x": .text(long)]).plan().excess?.message
                == "the commands of the plan are longer than 256 MiB")
        let chain = (1..<1000).map { "action b\($0) { b\($0 - 1) }\n" }.joined()
        let deep = try TestRun("action b0 { $ x }\n\(chain)phase \"P\" { b999 }\n")
        #expect(await deep.request().plan().excess?.message == "the plan is deeper than 256 levels")
    }
}

extension Plan {
    /// Every effect with the conditions around it.
    var conditionalEffects: [(effect: CommandEffect, conditions: [String])] {
        var open: [BranchStart] = []
        var found: [(effect: CommandEffect, conditions: [String])] = []
        for event in events {
            switch event {
            case .branchStarted(let start): open.append(start)
            case .branchEnded: open.removeLast()
            case .stepStarted(let start):
                guard let effect = start.effect else { continue }
                found.append((effect, open.flatMap { $0.conditions.map(\.shown) }))
            default: continue
            }
        }
        return found
    }
}
