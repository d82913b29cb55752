import BelayRuntime
import BelaySyntax
import Testing

@Suite("Values in commands")
struct ValueTests {
    private func ran(_ body: String, _ parameters: [String: Value] = [:], head: String = "") async throws -> [String] {
        let test = try TestRun("runbook \"Values\"\n\(head)\nphase \"One\" {\n\(body)\n}\n")
        let dependencies = ScriptedWorld()
        await test.run(on: dependencies, parameters)
        return dependencies.scripts
    }

    private func failure(_ body: String, _ parameters: [String: Value] = [:], head: String = "") async throws -> String?
    {
        let test = try TestRun("runbook \"Values\"\n\(head)\nphase \"One\" {\n\(body)\n}\n")
        return await test.run(on: ScriptedWorld(), parameters).failure?.message
    }

    @Test func `A value is one word`() async throws {
        let head = "param x: text"
        #expect(try await ran("$ use $x", ["x": .text("a b")], head: head) == ["use 'a b'"])
        #expect(try await ran("$ use $x", ["x": .text("")], head: head) == ["use ''"])
        #expect(try await ran("$ use $x", ["x": .text("it's")], head: head) == [#"use 'it'\''s'"#])
        #expect(
            try await ran(#"$ use "in $x""#, ["x": .text(#"a "b" $c `d` \e"#)], head: head)
                == [#"use "in a \"b\" \$c \`d\` \\e""#])
        #expect(try await ran("$ use pre-$x/post", ["x": .text("*")], head: head) == ["use pre-'*'/post"])
    }

    @Test func `A string is a host where one is expected`() async throws {
        let head = """
            param first: host = admin@one
            probe who runs (node: host) gives text { give "${node.user} at ${node.address}" }
            probe next of (node: host) gives host { give "${node.user}@two" }
            """
        let body = """
            let name = "admin@three"
            for node in [$first, (next of $first), $name] {
                let who = who runs $node
                $ use $who
            }
            $ use ${first.address}
            """
        #expect(
            try await ran(body, head: head)
                == ["use 'admin at one'", "use 'admin at two'", "use 'admin at three'", "use one"])
    }

    @Test func `A list is one word per element`() async throws {
        #expect(try await ran("$ use $all", head: "let all = [a, \"b c\", 3]") == ["use a 'b c' 3"])
    }

    @Test func `A value that looks like an option is refused`() async throws {
        let message = try await failure("$ rm $x", ["x": .text("-rf")], head: "param x: text")
        #expect(message == "$x is `-rf`, which the command would read as an option; put `--` before it")
        #expect(try await ran("$ rm -- $x", ["x": .text("-rf")], head: "param x: text") == ["rm -- -rf"])
        #expect(try await ran("$ rm --f=$x", ["x": .text("-rf")], head: "param x: text") == ["rm --f=-rf"])
    }

    @Test func `An empty value is refused where things are destroyed`() async throws {
        let message = try await failure("locally { ! rm -r /data/$x }", ["x": .text("")], head: "param x: text")
        #expect(message == "$x is empty, and a `!` may not have an empty value")
    }

    @Test func `A secret reaches a command by its environment alone`() async throws {
        let test = try TestRun(
            """
            runbook "Secret"
            param key: secret
            phase "One" {
                with env KEY=$key { $ login }
                with input $key { $ login --stdin }
            }
            """)
        let dependencies = ScriptedWorld { effect in
            CommandOutcome(ending: .exited(1), tail: "bad key hunter2/x, aHVudGVyMi94, hunter2%2Fx")
        }
        let end = await test.run(on: dependencies, ["key": .secret(Secret("hunter2/x"))])
        #expect(dependencies.effects[0].environment.map(\.name) == ["KEY"])
        #expect(dependencies.effects[0].environment.map(\.isSecret) == [true])
        #expect(end.failure?.output == "bad key [secret], [secret], [secret]")
    }

    @Test func `Output is read as its type`() async throws {
        let test = try TestRun(
            """
            runbook "Types"
            phase "One" {
                let count: number = ? number
                let lines: list of text = ? lines
                let state: record = ? record
                let ready: flag = ? flag
                $ use $count $lines ${state.a.b} ${state.list[name=two].port}
                if $ready { $ ready }
            }
            """)
        let dependencies = ScriptedWorld { effect in
            switch effect.script.shown {
            case "number": .succeeded("42\n")
            case "lines": .succeeded("a\nb c\n")
            case "record": .succeeded(#"{"a":{"b":"x y"},"list":[{"name":"one","port":1},{"name":"two","port":2}]}"#)
            case "flag": .succeeded("yes\n")
            default: .succeeded()
            }
        }
        await test.run(on: dependencies)
        #expect(dependencies.changes == ["use 42 a 'b c' 'x y' 2", "ready"])
    }

    @Test func `Output that does not fit fails the step`() async throws {
        let test = try TestRun(
            """
            runbook "Misfit"
            phase "One" {
                let count: number = ? number
                $ use $count
            }
            """)
        let dependencies = ScriptedWorld { _ in .succeeded("many\n") }
        let end = await test.run(on: dependencies)
        #expect(end.failure?.message == "the output of `? number` is not a number: “many”")
    }

    @Test func `Places reach the command`() async throws {
        let test = try TestRun(
            """
            runbook "Places"
            target box (name: text) on (node: host) {
                let id = id of $name on $node
                on $node as root { via docker exec -i $id }
            }
            probe id of (name: text) on (node: host) gives text { on $node { give ? find $name } }
            param machine: host
            phase "One" {
                $ here
                on $machine { $ there }
                on $machine as postgres { $ there as another }
                in box "a b" on $machine {
                    $ inside
                    locally { $ here again }
                }
            }
            """)
        let dependencies = ScriptedWorld { $0.sign == .reads ? .succeeded("4f 2a\n") : .succeeded() }
        await test.run(on: dependencies, ["machine": .host(Host("admin@10.0.0.4"))])
        let places = dependencies.effects.map { "\($0.script.shown) | \($0.location.shown)" }
        #expect(
            places == [
                "here | ", "there | admin@10.0.0.4", "there as another | admin@10.0.0.4 as postgres",
                "find 'a b' | admin@10.0.0.4", "inside | admin@10.0.0.4 as root, docker exec -i 4f 2a", "here again | ",
            ])
    }
}
