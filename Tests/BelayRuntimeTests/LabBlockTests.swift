import BelayData
import BelayLanguage
import BelayRuntime
import Testing

@Suite("The blocks of a lab run one after the other")
struct LabBlockTests {
    private static let text = """
        lab "Web" "A web server."
        param old: text = 1
        machine web1 { runs nginx }
        let page = http://web1/
        begin {
            let before: number = ? count $page
            on web1 as root { $ put $old }
        }
        meanwhile pages every 50ms { ? get $page }
        found pages {
            let extra = ? extra
            on web1 { if $extra is yes { give ? turns } else { give [] } }
        }
        ends served "the page is there" when done {
            let after: number = ? count $page
            expect $after > $before else "$after is not more than $before"
        }
        ends down "nothing is there" { expect (? gone) }
        fault slow "all is slow" { on web1 { $ slow $before } }

        """

    private let test: TestRun
    private let lab: LabDefinition
    private var session: Session
    private let world: ScriptedWorld

    init() throws {
        test = try TestRun(Self.text)
        lab = try #require(test.program.labDefinition)
        world = ScriptedWorld { effect in
            switch effect.script.shown.split(separator: " ").first {
            case "count": .succeeded("3\n")
            case "extra": .succeeded("yes\n")
            case "turns": .succeeded("1\n2\n")
            case "gone": CommandOutcome(ending: .exited(1))
            default: .succeeded()
            }
        }
        let parameter = try #require(test.program.parameters.first)
        session = Session(
            on: world.dependencies, identity: try #require(test.request().identity),
            parameters: [parameter.slot: .text("1")], of: test.program)
    }

    private mutating func perform(_ block: Block) async -> RunEnd.Outcome {
        await session.perform(block, in: test.program).end.outcome
    }

    @Test mutating func `What begin binds is there in all others, and a found binds its list`() async throws {
        #expect(await session.prepare(test.program) == nil)
        let begin = try #require(lab.begin)
        #expect(await perform(begin) == .done)
        #expect(world.changes == ["put 1"])
        #expect(await perform(lab.clients[0].body) == .done)
        #expect(await perform(lab.faults[0].body) == .done)
        #expect(world.changes == ["put 1", "slow 3"])
        let found = try #require(lab.clients[0].found)
        let slot = try #require(lab.clients[0].foundSlot)
        #expect(session.value(of: slot) == nil)
        #expect(await perform(found) == .done)
        #expect(session.value(of: slot) == .list([.text("1"), .text("2")]))
    }

    @Test mutating func `A state that does not hold says why, and may be asked again`() async throws {
        #expect(await session.prepare(test.program) == nil)
        let begin = try #require(lab.begin)
        #expect(await perform(begin) == .done)
        for _ in 0..<3 {
            let end = await session.perform(lab.states[0].body, in: test.program).end
            #expect(end.failure?.message == "3 is not more than 3")
            #expect(await perform(lab.states[1].body) != .done)
        }
    }
}
