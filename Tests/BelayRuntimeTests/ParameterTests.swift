import BelayData
import BelayLanguage
import BelayRuntime
import Testing

@Suite("Parameters before the first step")
struct ParameterTests {
    private func settle(
        _ parameters: String, _ given: [String: Value] = [:], reads world: ScriptedWorld? = nil
    ) async throws -> (values: [String: Value], mistakes: [String]) {
        let test = try TestRun("runbook \"Try\" \"Tries.\"\n\(parameters)\nphase \"One\" { say \"x\" }")
        let settled = await test.request(given).settle(reads: world)
        var values: [String: Value] = [:]
        for parameter in test.program.parameters { values[parameter.name] = settled.values[parameter.slot] }
        return (values, settled.mistakes.map(\.message))
    }

    @Test func `A default is made of the parameters above it`() async throws {
        let parameters = """
            param app: text = shop
            param folder: path = "/srv/$app"
            param copies: number = 2
            param most: number = ($copies * 2)
            """
        #expect(
            try await settle(parameters).values == [
                "app": .text("shop"), "folder": .text("/srv/shop"), "copies": .number(.init(2)),
                "most": .number(.init(4)),
            ])
        let given = try await settle(parameters, ["app": .text("blog")])
        #expect(given.values["folder"] == .text("/srv/blog"))
    }

    @Test func `A default is what a command prints, and only where nobody gives the value`() async throws {
        let parameters = """
            param user: text = ? whoami
            param token: secret = (? pass show $user)
            """
        let world = ScriptedWorld { .succeeded($0.script.shown == "whoami" ? "ann\n" : "hunter22\n") }
        let settled = try await settle(parameters, reads: world)
        #expect(settled.values["user"] == .text("ann"))
        #expect(world.scripts == ["whoami", "pass show ann"])
        guard case .secret? = settled.values["token"] else { throw Missing() }
        let other = ScriptedWorld { _ in .succeeded("x") }
        _ = try await settle(parameters, ["user": .text("bo")], reads: other)
        #expect(other.scripts == ["pass show bo"])
    }

    @Test func `A plan runs no command, and does not know the value`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            param user: text = ? whoami
            phase "One" { $ greet $user }
            """)
        #expect(await test.plan() == ["0 ? whoami", "1.1 $ greet ‹user›"])
        #expect(await test.request().settle(reads: nil).values.isEmpty)
    }

    @Test func `All that is wrong is said at once`() async throws {
        let parameters = """
            param tries: number where $tries > 0 else "there must be one"
            param name: text where $name matches '^[a-z]+$'
            param user: text = ? whoami
            """
        let world = ScriptedWorld { _ in .failed(2) }
        let settled = try await settle(
            parameters, ["tries": .number(.init(0)), "name": .text("A1")], reads: world)
        #expect(
            settled.mistakes == [
                "the parameter `tries` is 0: there must be one",
                "the parameter `name` cannot be used: `$name matches '^[a-z]+$'` does not hold: $name is A1",
                "the default of the parameter `user` is not known: `? whoami`: exit status 2",
            ])
    }

    @Test func `Defaults are checked too, and nothing is made of one that cannot be used`() async throws {
        let parameters = """
            param name: text = "a b" where not ($name contains " ") else "it has a space"
            param found: text = ? find $name
            """
        let world = ScriptedWorld()
        let settled = try await settle(parameters, reads: world)
        #expect(settled.mistakes == ["the parameter `name` is a b: it has a space"])
        #expect(world.scripts == [])
    }

    @Test func `A secret that is refused is not shown`() async throws {
        let parameters = """
            param token: secret where (? check) else "it is too old"
            """
        let world = ScriptedWorld { _ in .failed() }
        let settled = try await settle(parameters, ["token": .secret(Secret("hunter22"))], reads: world)
        #expect(settled.mistakes == ["the parameter `token` cannot be used: it is too old"])
    }

    private struct Missing: Error {}
}
