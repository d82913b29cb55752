import BelayRuntime
import Synchronization
import Testing

@Suite("A manual step until a condition")
struct ManualTests {
    private func run(
        _ clauses: String, truths: [Bool], then last: Bool, attended: Bool, answers: [Answer] = []
    ) async throws -> (end: Redacted<RunEnd>, world: ScriptedWorld) {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" { manual "Plug it in" until (? plugged) \(clauses)
                $ after }
            """)
        let asked = Counter()
        let world = ScriptedWorld(answers: answers, holdsFailures: attended) { effect in
            guard effect.script.shown == "plugged" else { return .succeeded() }
            let number = asked.next()
            return (number <= truths.count ? truths[number - 1] : last) ? .succeeded() : .failed()
        }
        return (await test.run(on: world), world)
    }

    @Test func `Without a person it waits as an await does`() async throws {
        let (end, world) = try await run("every 10s", truths: [false, false], then: true, attended: false)
        #expect(end.outcome == .done)
        #expect(world.now == .seconds(20))
        #expect(world.changes == ["after"])
        let answered = world.records.compactMap {
            if case .answered(let answered) = $0 { answered.answer } else { nil }
        }
        #expect(answered == [.seen])
    }

    @Test func `Its limit is that of an await, unless it says another`() async throws {
        let usual = try await run("", truths: [], then: false, attended: false)
        #expect(usual.end.failure?.kind == .deadline)
        #expect(usual.world.now == .seconds(300))
        let own = try await run("within 1h", truths: [], then: false, attended: false)
        #expect(own.world.now == .seconds(3600))
        #expect(own.world.changes == [])
    }

    @Test func `Whoever says that it is done is believed when it is seen`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" { manual "Plug it in" until (? plugged)
                $ after }
            """)
        let person = HastyPerson()
        let world = ScriptedWorld { effect in
            effect.script.shown == "plugged" && person.count < 2 ? .failed() : .succeeded()
        }
        var dependencies = world.dependencies
        dependencies.prompter = person
        let end = await test.request().perform(on: dependencies, stepCount: 0, lock: nil)
        #expect(end.outcome == .done)
        let questions = world.events.compactMap {
            if case .questionAsked(let question) = $0 { question.text.shown } else { nil }
        }
        #expect(questions == ["Plug it in", "Plug it in (not done yet: `plugged` says no)"])
    }

    @Test func `Whoever gives up is not overruled`() async throws {
        let (end, _) = try await run("", truths: [], then: false, attended: true, answers: [.no, .stop])
        #expect(end.failure?.message == "not done: “Plug it in”")
    }

    @Test func `What is done already is not asked about`() async throws {
        let (end, world) = try await run("", truths: [], then: true, attended: true)
        #expect(end.outcome == .done)
        #expect(world.scripts == ["plugged", "after"])
    }

    @Test(.timeLimit(.minutes(1))) func `A question ends when its condition comes true`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" { manual "Plug it in" until (? plugged) every 1s
                $ after }
            """)
        let asked = Counter()
        let world = ScriptedWorld { effect in
            effect.script.shown == "plugged" && asked.next() < 4 ? .failed() : .succeeded()
        }
        var dependencies = world.dependencies
        let silent = SilentPerson()
        dependencies.prompter = silent
        let end = await test.request().perform(on: dependencies, stepCount: 0, lock: nil)
        #expect(end.outcome == .done)
        #expect(world.changes == ["after"])
        #expect(silent.wasAsked)
        let answers = world.events.compactMap { if case .questionAnswered(_, let answer) = $0 { answer } else { nil } }
        #expect(answers == [.seen])
    }

    @Test func `A resumed run does not ask again what was seen`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" { manual "Plug it in" until (? plugged)
                $ after }
            """)
        let broken = ScriptedWorld { $0.script.shown == "after" ? .failed() : .succeeded() }
        await test.run(on: broken)
        let world = ScriptedWorld { $0.script.shown == "plugged" ? .failed() : .succeeded() }
        let end = await test.request().perform(
            on: world.dependencies, stepCount: 0, lock: nil, history: RunHistory(broken.records))
        #expect(end.outcome == .done)
        #expect(world.scripts == ["after"])
    }
}

/// Is there, and says nothing until nobody wants to know.
private final class SilentPerson: Prompter {
    private let asked = Mutex(false)

    var wasAsked: Bool { asked.withLock { $0 } }
    var holdsFailures: Bool { true }

    func answer(_ question: Redacted<Question>) async -> Answer {
        asked.withLock { $0 = true }
        while !Task.isCancelled { await Task.yield() }
        return .none
    }
}

/// Says at once that it is done.
private final class HastyPerson: Prompter {
    private let asked = Mutex(0)

    var count: Int { asked.withLock { $0 } }
    var holdsFailures: Bool { true }

    func answer(_ question: Redacted<Question>) async -> Answer {
        asked.withLock { $0 += 1 }
        return .yes
    }
}
