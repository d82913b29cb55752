@testable import BelayWorkspace
import BelayData
import BelayLanguage
import BelayRuntime
import BelaySource
import Testing

@Suite struct ParameterTests {
    @Test(
        arguments: [
            ("a \"b\" c ", ValueType.text, Value.text("a \"b\" c ")), ("line\n", .text, .text("line\n")),
            ("", .text, .text("")), ("-1", .number, .number(-1)), ("64MiB", .number, .number(67_108_864)),
            ("0.1", .number, .number(Number(Decimal("0.1")!))),
            ("9007199254740993", .number, .number(9_007_199_254_740_993)),
            ("1k", .number, .number(1000)), ("-10s", .duration, .duration(.seconds(-10))),
            ("yes", .flag, .flag(true)), ("false", .flag, .flag(false)),
            ("1h30m", .duration, .duration(.seconds(5400))),
            ("500ms", .duration, .duration(.milliseconds(500))), ("./backups", .path, .text("./backups")),
            ("admin@10.0.0.4", .host, .host(Host("admin@10.0.0.4"))),
            ("pass word", .secret, .secret(Secret("pass word"))),
            ("events", .choice(["main", "events"]), .text("events")),
            ("[a, b]", .list(.text), .list([.text("a"), .text("b")])), ("[]", .list(.text), .list([])),
            ("[10.0.0.4,admin@b]", .list(.host), .list([.host(Host("10.0.0.4")), .host(Host("admin@b"))])),
            ("[1, \"2\", '3']", .list(.number), .list([.number(1), .number(2), .number(3)])),
            ("[\"a b\", '$x']", .list(.text), .list([.text("a b"), .text("$x")])),
            ("[[1], []]", .list(.list(.number)), .list([.list([.number(1)]), .list([])])),
            ("[5s]", .list(.duration), .list([.duration(.seconds(5))])),
            (
                "[name=b, size=2, up=yes, text=\"2\", in=5s, at=none, more=[a]]", .record,
                .record([
                    .init(name: "name", value: .text("b")), .init(name: "size", value: .number(2)),
                    .init(name: "up", value: .flag(true)), .init(name: "text", value: .text("2")),
                    .init(name: "in", value: .duration(.seconds(5))), .init(name: "at", value: .none),
                    .init(name: "more", value: .list([.text("a")])),
                ])
            ),
            ("{\"a\": [1, null]}", .record, .record([.init(name: "a", value: .list([.number(1), .none]))])),
            ("[]", .record, .record([])),
        ] as [(String, ValueType, Value)])
    func `A text is read by its type`(text: String, type: ValueType, expected: Value) throws {
        #expect(try Value(argument: text, as: type) == expected)
    }

    @Test(
        arguments: [
            ("many", ValueType.number, "is not a number: “many”"),
            (
                "0.123456789012345678901234567890123456789012345", .number,
                "has more than the 38 digits that Belay keeps exactly: "
                    + "“0.123456789012345678901234567890123456789012345”"
            ),
            ("maybe", .flag, "is not a flag (yes or no): “maybe”"), ("5", .duration, "is not a duration: “5”"),
            ("-oProxyCommand=x", .host, "is not a host: “-oProxyCommand=x”"),
            ("evens", .choice(["main", "events"]), "is not one of main, events: “evens”"),
            ("a", .list(.text), "is not a list: “a”"), ("[a=1]", .list(.text), "is a record, expected a single value"),
            ("[1, x]", .list(.number), "has element 2, which is not a number: “x”"),
            (
                "[$a]", .list(.text),
                "has element 1, which contains a variable or an expression, which only a runbook can have"
            ),
            ("[a, b=1]", .record, "cannot be read: some items of this list have names and some do not"),
            ("[a=1, a=2]", .record, "has the field a twice"),
            ("x", .record, "is not a record: “x”"), ("[a]", .record, "is a list, expected a single value"),
            ("[[a]]", .list(.text), "has element 1, which is a list, expected a single value"),
        ] as [(String, ValueType, String)])
    func `What does not fit is said`(text: String, type: ValueType, message: String) {
        let problem = #expect(throws: ParameterProblem.self) { try Value(argument: text, as: type) }
        #expect(problem?.message == message)
    }

    @Test(arguments: ["[a", "[a b]", "a]", "", "[a,, b]", "[\u{0}]", "[\"a]"])
    func `A text that is not a list is told with an example`(text: String) {
        let problem = #expect(throws: ParameterProblem.self) { try Value(argument: text, as: .list(.text)) }
        #expect(problem?.help == ["[a, b], with quotes around anything longer than a word: [a, \"b c\"]"])
    }

    @Test func `The nearest choice is named`() {
        let problem = #expect(throws: ParameterProblem.self) {
            try Value(argument: "evnets", as: .choice(["main", "events"]))
        }
        #expect(problem?.help == ["events"])
    }

    private func parameter(
        _ name: String, _ type: ValueType, slot: Int, hasDefault: Bool = false, documentation: String = ""
    ) -> Parameter {
        let span = Span(file: FileNumber(0), start: 0, end: 0)
        return Parameter(
            name: name, type: type,
            defaultValue: hasDefault ? ValueExpression(.text([]), type: .text, span: span) : nil,
            documentation: documentation, slot: slot, span: span)
    }

    private var parameters: [Parameter] {
        [
            parameter("cluster", .text, slot: 0, documentation: "its name"), parameter("hosts", .list(.host), slot: 1),
            parameter("zone", .text, slot: 2, hasDefault: true), parameter("version", .text, slot: 4),
        ]
    }

    @Test func `Arguments give parameters their values`() {
        let reading = ParameterReading(parameters, arguments: ["cluster=a=b", "hosts=[x]", "zone=", #"version="""#])
        #expect(reading.values == [0: .text("a=b"), 1: .list([.host(Host("x"))]), 2: .text(""), 4: .text("")])
        #expect(reading.problems.isEmpty && reading.missing.isEmpty && reading.refusal == nil)
    }

    @Test func `A variable of the shell that is not set is not taken for a text, a path or a host`() throws {
        let reading = ParameterReading(parameters, arguments: ["cluster=", #"hosts=[""]"#, "version="])
        #expect(
            reading.problems.map(\.message) == [
                "the parameter `cluster` is empty", "the parameter `hosts` has element 1, which is empty",
                "the parameter `version` is empty",
            ])
        #expect(reading.problems[0].help == [#"for an empty string, write cluster='""'"#])
        for type in [ValueType.path, .host] {
            for isNeeded in [true, false] {
                #expect(throws: ParameterProblem.self) { try Value(given: "", as: type, isNeeded: isNeeded) }
            }
        }
        #expect(try Value(given: "", as: .text, isNeeded: false) == .text(""))
        #expect(try Value(given: #""""#, as: .text, isNeeded: true) == .text(""))
    }

    @Test func `An empty answer is not a text where the default is another`() {
        var zone = parameter("zone", .text, slot: 2)
        for (text, isRefused) in [("main", true), (" ", true), ("", false)] {
            zone.defaultValue = ValueExpression(.constant(.text(text)), type: .text, span: zone.span)
            let reading = ParameterReading([zone], arguments: ["zone="])
            #expect(reading.problems.map(\.message) == (isRefused ? ["the parameter `zone` is empty"] : []))
            #expect(ParameterReading([zone], arguments: [#"zone="""#]).values == [2: .text("")])
        }
    }

    @Test func `An answer is read as a parameter is, and written as the interpreter reads answers`() throws {
        let list = ValueType.list(.text)
        for text in ["[a, b]", "[\"a b\", c]", "[]", "[x]"] {
            let written = try GivenAnswer.written(text, as: list, isNeeded: true)
            #expect(try Value(reading: written, as: list) == Value(argument: text, as: list))
        }
        let record = try GivenAnswer.written("[name=b, size=2]", as: .record, isNeeded: true)
        #expect(try Value(reading: record, as: .record) == Value(argument: "[name=b, size=2]", as: .record))
        let problem = #expect(throws: ParameterProblem.self) {
            try GivenAnswer.written("web1, web2", as: list, isNeeded: true)
        }
        #expect(problem == ParameterProblem(message: "is not a list: “web1, web2”", help: ["[web1, web2]"]))
        for text in ["[\"a\\nb\"]", "[a, \"\"]"] {
            #expect(throws: ParameterProblem.self) { try GivenAnswer.written(text, as: list, isNeeded: true) }
        }
    }

    @Test func `What is missing is said all at once`() {
        let reading = ParameterReading(parameters, arguments: ["version=1"])
        #expect(reading.missing.map(\.name) == ["cluster", "hosts"])
        #expect(
            reading.refusal
                == ParameterProblem(
                    message: "2 parameters have no value: cluster, hosts",
                    help: [
                        "cluster=TEXT   its name", "hosts=[HOST, ...]", "or put all of them in a file: --params FILE",
                    ]))
        let one = ParameterReading(parameters, arguments: ["version=1", "cluster=c"]).refusal
        #expect(one?.message == "the parameter `hosts` has no value")
    }

    @Test func `Every mistake is reported`() {
        let reading = ParameterReading(
            parameters, arguments: ["hosts=x", "version", "=1", "cluster=a", "cluster=b", "clutser=c", "answer=d"])
        #expect(
            reading.problems.map(\.message) == [
                "the parameter `hosts` is not a list: “x”", "expected name=value, found `version`",
                "expected name=value, found `=1`", "`cluster` is given twice",
            ])
        #expect(reading.missing.map(\.name) == ["version"])
        #expect(
            reading.problems(ofOthersBut: ["answer"]) == [
                ParameterProblem(message: "there is no parameter `clutser`", help: ["cluster=c"])
            ])
        #expect(
            ParameterReading([], arguments: ["a=b"]).problems(ofOthersBut: []).first?.help
                == ["the runbook has no parameters"])
    }

    @Test func `A file gives values, and arguments come first`() throws {
        let tree = TemporaryTree()
        tree.write(
            """
            cluster: example.com   # ours
            hosts:
              - admin@10.0.0.4
              - 10.0.0.5
            version: 1.30
            answer: 5
            """, to: "work/values.yaml")
        let file = try ParameterFile("values.yaml", tree.surroundings)
        let reading = ParameterReading(parameters, arguments: ["cluster=other"], files: [file])
        #expect(
            reading.values == [
                0: .text("other"), 1: .list([.host(Host("admin@10.0.0.4")), .host(Host("10.0.0.5"))]), 4: .text("1.30"),
            ])
        #expect(reading.problems.isEmpty && reading.missing.isEmpty)
        #expect(reading.others.map(\.name) == ["answer"] && reading.others.map(\.text) == ["5"])
    }

    @Test(arguments: [
        ("hosts: x", "the parameter `hosts` in v.yaml is a string, expected a list"),
        ("hosts: [-x]", "the parameter `hosts` in v.yaml has element 1, which is not a host: “-x”"),
        ("cluster:", "the parameter `cluster` in v.yaml has no value"),
        ("cluster: true", "the parameter `cluster` in v.yaml is yes or no; put it in quotes to make it a string"),
        ("cluster: {a: b}", "the parameter `cluster` in v.yaml is a mapping, expected a single value"),
        ("cluster: [a]", "the parameter `cluster` in v.yaml is a list, expected a single value"),
    ])
    func `What does not fit in a file is said`(text: String, message: String) throws {
        let tree = TemporaryTree()
        tree.write(text, to: "work/v.yaml")
        let reading = ParameterReading(
            parameters, arguments: [], files: [try ParameterFile("v.yaml", tree.surroundings)])
        #expect(reading.problems.map(\.message) == [message])
    }

    @Test func `A file that cannot be read is said`() throws {
        let tree = TemporaryTree()
        #expect(throws: ParameterProblem(message: "the parameter file none.yaml does not exist")) {
            try ParameterFile("none.yaml", tree.surroundings)
        }
        tree.write("- a\n- b\n", to: "work/list.yaml")
        #expect(
            throws: ParameterProblem(
                message: "list.yaml is not a mapping from names to values", help: ["cluster: example.com"])
        ) { try ParameterFile("list.yaml", tree.surroundings) }
        tree.write("a: [", to: "work/broken.yaml")
        let problem = #expect(throws: ParameterProblem.self) { try ParameterFile("broken.yaml", tree.surroundings) }
        #expect(problem?.message.hasPrefix("broken.yaml:1:") == true)
        tree.write("", to: "work/empty.yaml")
        #expect(throws: Never.self) { try ParameterFile("empty.yaml", tree.surroundings) }
    }
}
