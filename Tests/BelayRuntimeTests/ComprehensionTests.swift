import BelayRuntime
import BelaySyntax
import Testing

@Suite("Lists that are made of others")
struct ComprehensionTests {
    private static let asking = """
        runbook "Try" "Tries."
        probe version on (h: text) gives text { locally { give ? version $h } }
        probe host (h: text) serves { locally { expect (? serves $h) } }
        phase "One" {
            let versions = [for h in [a, b, c] where host $h serves give version on $h]
            $ use $versions
        }
        """

    private static let world: ScriptedWorld.Reply = { effect in
        switch effect.script.shown {
        case "serves b": .failed()
        case let script where script.hasPrefix("version"): .succeeded("v\(script.dropFirst("version ".count))\n")
        default: .succeeded()
        }
    }

    @Test func `What is asked for an element has its number`() async throws {
        let test = try TestRun(Self.asking)
        let world = ScriptedWorld(reply: Self.world)
        #expect(await test.run(on: world).outcome == .done)
        #expect(
            world.effects.map { "\($0.step) \($0.script.shown)" } == [
                "1.1[a] serves a", "1.1[b] serves b", "1.1[c] serves c", "1.1[a].1 version a", "1.1[c].1 version c",
                "1.2 use va vc",
            ])
    }

    @Test func `A plan shows what is asked for every element`() async throws {
        let test = try TestRun(Self.asking)
        #expect(
            await test.plan() == [
                "1.1[a] ? serves a", "1.1[b] ? serves b", "1.1[c] ? serves c", "1.1[a].1 ? version a",
                "1.1[b].1 ? version b", "1.1[c].1 ? version c", "1.2 $ use ‹versions›",
            ])
    }

    @Test func `A plan of a list that is not known shows one element`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" {
                let hosts: list of text = ? hosts
                let states = [for h in $hosts give (? state $h)]
                $ use $states
            }
            """)
        #expect(await test.plan() == ["1.1 ? hosts", "1.2[h].1 ? state ‹h›", "1.3 $ use ‹states›"])
    }

    /// Wherever the run is cut off: what was asked before is known, and nothing is asked twice.
    @Test func `A resumed run asks only for the elements that are left`() async throws {
        let test = try TestRun(Self.asking)
        let whole = ScriptedWorld(reply: Self.world)
        #expect(await test.run(on: whole).outcome == .done)
        for count in 0..<whole.records.count {
            let before = Array(whole.records.prefix(count))
            let asked = before.filter { record in
                if case .bound(let bound) = record { bound.key == .result } else { false }
            }.count
            let rest = ScriptedWorld(knowing: .didNotHappen, after: count, reply: Self.world)
            let end = await test.request().perform(
                on: rest.dependencies, stepCount: 0, lock: nil, history: RunHistory(before))
            #expect(end.outcome == .done, "cut \(count)")
            let reads = rest.effects.filter { $0.sign == .reads }.map(\.script.shown)
            let hasList = before.contains { record in
                if case .bound(let bound) = record { bound.key == .variable("versions") } else { false }
            }
            #expect(reads == (hasList ? [] : Array(whole.scripts.dropLast().dropFirst(asked))), "cut \(count)")
        }
    }

    @Test func `A check asks again, as a check does`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" {
                expect count of [for h in [a, b] where not (? well $h)] is 0
                $ go
            }
            """)
        let ill = ScriptedWorld { $0.script.shown == "well b" ? .failed() : .succeeded() }
        #expect(await test.run(on: ill).outcome == .failed)
        let well = ScriptedWorld()
        let end = await test.request().perform(
            on: well.dependencies, stepCount: 0, lock: nil, history: RunHistory(ill.records))
        #expect(end.outcome == .done)
        #expect(well.scripts == ["well a", "well b", "go"])
    }

    @Test func `A loop keeps the elements that its “where” has chosen`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" {
                for h in [[name=a, on=yes], [name=b, on=no], [name=c, on=yes]] by name where (? serves ${h.name}) {
                    $ stop ${h.name}
                }
            }
            """)
        let broken = ScriptedWorld { effect in
            ["serves b", "stop c"].contains(effect.script.shown) ? .failed() : .succeeded()
        }
        #expect(await test.run(on: broken).outcome == .failed)
        #expect(
            broken.effects.map { "\($0.step) \($0.script.shown)" } == [
                "1.1[a] serves a", "1.1[b] serves b", "1.1[c] serves c", "1.1[a].1 stop a", "1.1[c].1 stop c",
            ])
        let repaired = ScriptedWorld { $0.sign == .reads ? .failed() : .succeeded() }
        let end = await test.request().perform(
            on: repaired.dependencies, stepCount: 0, lock: nil, history: RunHistory(broken.records))
        #expect(end.outcome == .done)
        #expect(repaired.scripts == ["stop c"])
    }

    @Test func `An element of an input is a line`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" {
                with input [a, "b c"] { $ sort }
                with input [] { $ sort }
                with input [a, "b\\nc"] { $ sort }
            }
            """)
        let world = ScriptedWorld()
        let end = await test.run(on: world)
        #expect(world.effects.map { $0.input?.text.planned.known } == ["a\nb c\n", ""])
        #expect(end.failure?.message == "`[a, \"b\\nc\"]` has an element, [1], of more than one line")
    }
}
