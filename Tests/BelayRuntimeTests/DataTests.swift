import BelayData
import BelayRuntime
import BelaySyntax
import Testing

@Suite("Values out of texts, and times")
struct DataTests {
    private func said(_ body: String, _ output: String = "", _ parameters: [String: Value] = [:], head: String = "")
        async throws -> (said: [String], failure: String?)
    {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            \(head)
            phase "One" {
                \(body)
            }
            """)
        let world = ScriptedWorld { _ in .succeeded(output) }
        let end = await test.run(on: world, parameters)
        let titles = world.events.compactMap { event -> String? in
            if case .stepStarted(let start) = event, start.kind == .say { start.title.shown } else { nil }
        }
        return (titles, end.content.failure?.message)
    }

    @Test(
        arguments: [
            ("let x: list of record = ? S\nsay $x.a", #"[{"a": 1}, {"a": "b"}]"#, "[1, b]"),
            ("let x: list of record = ? S\nsay $x.a", "{\"a\": 1}\n{\"a\": 2}\n", "[1, 2]"),
            ("let x: list of record = ? S\nsay (count of $x)", "  [\n  ]\n", "0"),
            ("let x: list of number = ? S\nsay $x", "[1, 2.50]", "[1, 2.50]"),
            ("let x: list of list of text = ? S\nsay $x", #"[["a"], []]"#, "[[a], []]"),
            ("let x: list of text = ? S\nsay $x", #"["a", "b"]"#, #"[["a", "b"]]"#),
            (
                "let x: list of time = ? S\nsay $x", #"["2026-03-01T00:00:00Z", 0]"#,
                "[2026-03-01T00:00:00Z, 1970-01-01T00:00:00Z]"
            ),
            ("let x: list of text = (? S) read as json\nsay $x", #"["a", "b"]"#, "[a, b]"),
            ("let x = (? S) read as yaml\nsay ${x.a[0].b}", "a: [{b: 01}]", "01"),
            ("let x = (? S) read as yaml documents\nsay $x", "a\n--- [b]\n", "[a, [b]]"),
            ("let x: time = ? S\nsay ($x + 1d)", "1772330400.5\n", "2026-03-02T02:00:00.500Z"),
            ("let x: record = ? S\nlet t: time = $x.exp\nsay $t", #"{"exp": 1772330400}"#, "2026-03-01T02:00:00Z"),
            ("say ((? S) filled with [a=5, b=[c=x]])", "$a ${a} \\${a} ${b.c}$", "$a 5 ${a} x$"),
            (
                "let x: list of record = ? S\nsay (first of [for y in $x give \"\"\"\n\\${n}!\n\"\"\" filled with $y])",
                "[{\"n\": 1}]", "1!"
            ),
            (
                "let x: record = ? S\nlet t: time = $x.at\nsay ($t - 1h)", #"{"at": "2026-03-01T02:00:00+02:00"}"#,
                "2026-03-01T01:00:00+02:00"
            ),
        ])
    func `An output is read as its type`(body: String, output: String, wanted: String) async throws {
        let (said, failure) = try await said(body, output)
        #expect(failure == nil)
        #expect(said == [wanted])
    }

    @Test(
        arguments: [
            (
                "let x: list of record = ? S\nsay $x", "[{}, 1]",
                "the output of `? S` has a number, 1 at [1], expected a record"
            ),
            (
                "let x: list of record = ? S\nsay $x", "[{}",
                "the output of `? S` is not JSON: expected \"]\" for what was opened at line 1, column 1, found the end of the input, at line 1, column 4"
            ),
            (
                "let x: record = ? S\nsay $x", "[{}]",
                "the output of `? S` is a JSON array, not an object; read it as `list of record`"
            ),
            (
                "let x: record = (? S) read as yaml\nsay $x", "a",
                "`(? S) read as yaml` is the string “a”, expected a record for `x`"
            ),
            (
                "let x = (? S) read as yaml\nsay $x", "a: [\nb",
                "`? S` is not YAML that Belay reads: this bracket is never closed, at line 1, column 4"
            ),
            (
                "let x = (? S) read as json\nsay $x", "{a",
                "`? S` is not JSON: expected a member name in double quotes, found \"a\", at line 1, column 2"
            ),
            ("let x: time = ? S\nsay $x", "noon", "the output of `? S` is not a time: “noon”"),
            (
                "say ((? S) filled with [a=1])", "a\n ${b}",
                "`? S` has `${b}` at line 2, column 2, and nothing gives `b`; a `${` that stays is written `\\${`"
            ),
            (
                "say ((? S) filled with [a=[1, 2]])", "${a}",
                "`? S` has `${a}` at line 1, column 1, which is a list of 2, expected one word"
            ),
            (
                "say ((? S) filled with [a=[b=1]])", "${a.c}",
                "`? S` has `${a.c}` at line 1, column 1, which is none here"
            ),
            (
                "say ((? S) filled with [a=1])", "${a:-x}",
                "`? S` has a `${` without a name and a `}` at line 1, column 1; a `${` that stays is written `\\${`"
            ),
            (
                "let x: record = ? S\nlet t: time = $x.at\nsay $t", #"{"at": "noon"}"#,
                "`$x.at` is the string “noon”, expected a time for `t`"
            ),
        ])
    func `What does not fit fails the step and says where`(body: String, output: String, message: String) async throws {
        let (said, failure) = try await said(body, output)
        #expect(said == [])
        #expect(failure == message)
    }

    @Test func `A resumed run has the time that it read`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            phase "One" {
                let begun = $run.now
                if $run.now < 2026-03-02T00:00:00Z { $ soon }
                $ mark $begun
                $ after
            }
            """)
        let broken = ScriptedWorld { $0.script.shown == "after" ? .failed() : .succeeded() }
        #expect(await test.run(on: broken).outcome == .failed)
        #expect(broken.scripts == ["soon", "mark 2026-03-01T09:30:00.000Z", "after"])
        let later = ScriptedWorld(start: "2027-01-01T00:00:00Z")
        let end = await test.request().perform(
            on: later.dependencies, stepCount: 0, lock: nil, history: RunHistory(broken.records))
        #expect(end.outcome == .done)
        #expect(later.scripts == ["after"])
    }

    @Test func `A secret text is made again from its secret when a run is resumed`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            param token: secret
            phase "One" {
                let login = [user=app, password=$token] written as json
                with input $login { $ first }
                with input "token=$token" { $ second }
            }
            """)
        let parameters = ["token": Value.secret(Secret("hunter2-and-more"))]
        let broken = ScriptedWorld { $0.script.shown == "second" ? .failed() : .succeeded() }
        #expect(await test.run(on: broken, parameters).outcome == .failed)
        let whole = ScriptedWorld()
        let end = await test.request(parameters).perform(
            on: whole.dependencies, stepCount: 0, lock: nil, history: RunHistory(broken.records))
        #expect(end.outcome == .done)
        #expect(
            (broken.effects + whole.effects).compactMap { $0.input?.text.performed } == [
                "{\"user\":\"app\",\"password\":\"hunter2-and-more\"}\n", "token=hunter2-and-more\n",
                "token=hunter2-and-more\n",
            ])
        for told in ["\(broken.records)", "\(broken.events)", "\(whole.records)", "\(whole.events)"] {
            #expect(!told.contains("hunter2"))
        }
    }

    @Test func `Only the secrets of a secret text are hidden, and not its other lines`() async throws {
        let test = try TestRun(
            """
            runbook "Try" "Tries."
            param token: secret
            phase "One" {
                with input "listen = everywhere\\npassword = $token" { $ store }
            }
            """)
        let world = ScriptedWorld { _ in .succeeded("listen = everywhere\npassword = hunter2-and-more\n") }
        #expect(await test.run(on: world, ["token": .secret(Secret("hunter2-and-more"))]).outcome == .done)
        let shown = world.events.compactMap { event -> String? in
            if case .stepOutput(_, let piece) = event { String(decoding: piece.bytes, as: UTF8.self) } else { nil }
        }
        #expect(shown.joined() == "listen = everywhere\npassword = [secret]\n")
    }
}
