import BelayData
import BelayTestSupport
import Testing

@Suite struct YAMLReadingTests {
    @Test(
        arguments: [
            ("", .null), ("# only a comment\n", .null), ("---\n", .null), ("a", "a"), ("--- a\n...\n", "a"),
            ("\u{FEFF}a: 1", ["a": 1]),
            ("a: 1\nb: two # why\n", ["a": 1, "b": "two"]), ("a:\nb: ~\n", ["a": .null, "b": .null]),
            ("a:\r\n  b: 1\r\n", ["a": ["b": 1]]),
            ("- 1\n- a\n-\n- - x\n  - y\n", [1, "a", .null, ["x", "y"]]),
            ("a:\n- 1\nb:\n  - 2\n", ["a": [1], "b": [2]]),
            ("- a: 1\n  b:\n  - 2\n- c:\n    d: 3\n", [["a": 1, "b": [2]], ["c": ["d": 3]]]),
            ("-   a: 1\n    b: 2\n", [["a": 1, "b": 2]]),
            ("a: b c\n  d\n\n  e # x\n", ["a": "b c d\ne"]), ("a:\n  b\n  c\n", ["a": "b c"]),
            ("a: http://x:80/#y", ["a": "http://x:80/#y"]),
            ("'a''b': \"c\\td\\u00e9\\x41\\U0001F600\\ud83d\\ude00\\/\"\n", ["a'b": "c\tdéA😀😀/"]),
            ("\"a:\\\" b\": ' x '", ["a:\" b": " x "]),
            ("a: \"b  \n  c\n\n  d\\\n   e \\n \n f\"", ["a": "b c\nde \n f"]), ("a: 'b\n  c'", ["a": "b c"]),
            ("a: |\n  b\n   c\n\n  d\n\n# end\ne: 1\n", ["a": "b\n c\n\nd\n", "e": 1]), ("a: |-\n  b\n\n", ["a": "b"]),
            ("a: |+\n  b\n\n", ["a": "b\n\n"]),
            ("a: >\n  b\n  c\n\n  d\n   e\n  f\n", ["a": "b c\nd\n e\nf\n"]),
            ("a: |2 # x\n    b\n   c\n", ["a": "  b\n c\n"]), ("- |\n b\n-   >-\n c\n d", ["b\n", "c d"]),
            ("a: |\nb: 1", ["a": "", "b": 1]), ("a: |", ["a": ""]), ("a: |\n  b", ["a": "b\n"]), ("|\na\n", "a\n"),
            ("a: |\n\n  b\n", ["a": "\nb\n"]),
            ("a: [1, b c, \"d\", [e], {f: g}, ]", ["a": [1, "b c", "d", ["e"], ["f": "g"]]]),
            ("{a: 1, \"b\":2, 'c': , d: [],}", ["a": 1, "b": 2, "c": .null, "d": []]),
            ("a: [\n  b, # c\n  d\n]\ne: {}\n", ["a": ["b", "d"], "e": [:]]),
            ("{\n\t\"a\": [\n\t\t1\n\t]\n}", ["a": [1]]), ("[a\n b, c:d]", ["a b", "c:d"]),
            ("a: &x 1\nb: *x\n", ["a": 1, "b": 1]), ("a: !!str 1", ["a": "1"]),
            ("a: &x\n  b: 1\nc: *x\n", ["a": ["b": 1], "c": ["b": 1]]), ("- &x a: 1\n- *x\n", [["a": 1], "a"]),
            ("&x\na: &y !!int \"7\"\nb: *y", ["a": 7, "b": 7]),
            ("&k a: &v b\nc: {*k : *v}", ["a": "b", "c": ["a": "b"]]),
            ("a: &m {x: 1, y: 2}\nb:\n  <<: *m\n  y: 3\n", ["a": ["x": 1, "y": 2], "b": ["x": 1, "y": 3]]),
            ("<<: [{x: 1}, {x: 2, y: 3}]\nz: 4", ["x": 1, "y": 3, "z": 4]), ("\"<<\": 1", ["<<": 1]),
            ("? a\n: b\n? c\n", ["a": "b", "c": .null]), ("? >-\n  a\n  b\n: - c\n", ["a b": ["c"]]),
            ("[a: b, ? c : d, \"e\":f]", [["a": "b"], ["c": "d"], ["e": "f"]]),
            ("{a, b:1, \"c\"}", ["a": .null, "b:1": .null, "c": .null]),
            ("%YAML 1.2\n---\na\n...\n", "a"), ("a: &x\nb: *x\n", ["a": .null, "b": .null]),
            ("true: 1\n0x10: 2\nnull: 3", ["true": 1, "0x10": 2, "null": 3]),
            ("a: yes\nb: True\nc: FALSE\nd: Null", ["a": "yes", "b": true, "c": false, "d": .null]),
        ] as [(String, DataValue)])
    func `A document reads as what it says`(text: String, value: DataValue) throws {
        #expect(try YAML.read(text) == value)
    }

    @Test(arguments: [
        ("1", "1"), ("-1", "-1"), ("+12", "12"), ("007", "7"), ("0o17", "15"), ("0x1F", "31"), ("1.50", "1.50"),
        (".5", "0.5"), ("-.5e3", "-0.5e3"), ("1.", "1.0"),
        ("1e3", "1e3"), ("1E-3", "1E-3"), ("12345678901234567890123", "12345678901234567890123"), ("00", "0"),
        ("-0", "-0"),
    ])
    func `Plain scalars that are numbers read as numbers`(text: String, number: String) throws {
        #expect(try YAML.read(text).number?.text == number)
        #expect(DataValue.Number(number) != nil)
    }

    @Test(arguments: [
        "yes", "No", "on", "1.10.3", "10.0.0.4", "100.64.0.0/10", "2026-11-23T09:23:42Z", "2026-11-23", "1_000",
        "12:30", ".inf", "-.INF", ".nan", "1e", ".",
        "+", "e3", "0x", "0xfffffffffffffffffffff", "0o8", "0b1", "tRue", "nuLL", "---a", "a'b\"c", "a#b", "a:b", "-a",
        "?a", ":a", "<<",
    ])
    func `Everything else reads as a string`(text: String) throws {
        #expect(try YAML.read(text) == .string(text))
    }

    @Test(arguments: KopsSample.allCases)
    func `Reads the samples`(sample: KopsSample) throws {
        let value = try YAML.read(sample.text)
        #expect(value["apiVersion"]?.string != nil)
        #expect(value["metadata"]?["name"]?.string != nil)
    }

    @Test func `Reads what matters in the samples`() throws {
        let cluster = try YAML.read(KopsSample.clusterOfThree.text)
        #expect(
            cluster["spec"]?["etcdClusters"]?[1]?["etcdMembers"]?[2] == [
                "instanceGroup": "master-eu-west-1c", "name": "c",
            ])
        #expect(cluster["metadata"]?["creationTimestamp"] == "2026-11-23T09:23:42Z")
        #expect(cluster["spec"]?["kubernetesVersion"] == "1.10.3")
        #expect(cluster["spec"]?["api"]?["dns"] == [:])
        let container = try YAML.read(KopsSample.secondMain.text)["spec"]?["containers"]?[0]
        let command =
            "mkfifo /tmp/pipe; (tee -a /var/log/etcd.log < /tmp/pipe & ) ; exec /usr/local/bin/etcd  > /tmp/pipe 2>&1"
        #expect(container?["command"]?[2] == .string(command))
        #expect(container?["env"]?.array?.count == 9)
    }

    @Test(arguments: [
        ("a: *x", "line 1, column 4: no anchor named x ends before this"),
        ("&x [*x]", "line 1, column 5: no anchor named x ends before this"),
        ("a: &x 1\n---\nb: *x", "line 2, column 1: only one document is supported"),
        ("a: !Ref b", "line 1, column 4: the tag !Ref is not supported; put a string in quotes"),
        ("a: !!binary aGk=", "line 1, column 4: the tag !!binary is not supported; put a string in quotes"),
        ("a: !!int b", "line 1, column 4: !!int does not fit this value"),
        ("a: &x &y 1", "line 1, column 7: a value has only one anchor"),
        ("a: &x 1\nb: &y *x", "line 2, column 7: an alias cannot have an anchor or a tag of its own"),
        ("<<: 1", "line 1, column 1: `<<` takes a mapping or a list of mappings; put a key in quotes"),
        ("? [a]\n: 1", "line 1, column 1: a key must be a string, not a list or a mapping"),
        ("%TAG ! tag:x,2000:\n---\na", "line 1, column 1: the directive %TAG is not supported"),
        ("%YAML 1.2\na", "line 2, column 1: expected `---` after the directives"),
        ("a: 1\n---\nb: 2", "line 2, column 1: only one document is supported"),
        ("a: 1\na: 2", "line 2, column 1: duplicate key a, first at line 1, column 1"),
        ("{a: 1, a: 2}", "line 1, column 8: duplicate key a, first at line 1, column 2"),
        ("a: b: c", "line 1, column 4: unexpected second key on the line of a key"),
        ("a: - b", "line 1, column 4: a list cannot begin on the line of its key"),
        ("a: b\n  c: d", "line 2, column 4: unexpected key on a line that continues the value before it"),
        (
            "a: \"b\"\n  c",
            "line 2, column 3: this line is indented deeper than the entry before it, but is not part of its value"
        ),
        (
            "a: 1\nb",
            "line 2, column 1: expected a key with a colon and a space after it"
        ),
        ("a: 1\n- b", "line 2, column 1: unexpected list element among the keys of a mapping"),
        ("- a\nb: 1", "line 2, column 1: unexpected indentation before \"b\""),
        (
            "a:\n    b: 1\n  c: 2",
            "line 3, column 3: this line is indented deeper than the entry before it, but is not part of its value"
        ),
        ("a:\n\tb: 1", "line 2, column 1: this line is indented with a tab; use spaces"),
        ("-\ta: 1", "line 1, column 2: expected spaces after the dash, found a tab"),
        ("a: [1, 2", "line 1, column 4: this bracket is never closed"),
        ("a: [1 2]]", "line 1, column 9: unexpected \"]\" after the value"),
        ("[a, , b]", "line 1, column 5: a value cannot begin with \",\"; put a string in quotes"),
        ("[a}", "line 1, column 3: expected a comma or \"]\", found \"}\""),
        ("[a]: 1", "line 1, column 1: a key must be a string, not a list or a mapping"),
        ("a: 'b", "line 1, column 4: this quote is never closed"),
        ("a: \"b\n---\n\"", "line 1, column 4: this quote is never closed"),
        (
            "a: \"\\q\"",
            "line 1, column 5: this backslash does not begin an escape; inside double quotes, write a backslash twice"
        ),
        ("a: \"\\u12\"", "line 1, column 5: expected 4 hexadecimal digits in this escape"),
        ("a: \"\\ud83d\"", "line 1, column 5: no character has this code"),
        ("a: \"b\" c", "line 1, column 8: unexpected \"c\" after the value"),
        ("a: @b", "line 1, column 4: a value cannot begin with \"@\"; put a string in quotes"),
        ("a: | x\n  b", "line 1, column 6: unexpected \"x\" after the beginning of a block scalar"),
        ("a: |\n    \n  b", "line 3, column 1: a blank line above is wider than the first line of this block scalar"),
        ("a: \u{1}", "line 1, column 4: unexpected control character"),
        ("a: 1\rb", "line 1, column 5: carriage return without a newline"),
        (": a", "line 1, column 1: unexpected colon without a key before it"),
        (
            "é: 1\né 2",
            "line 2, column 1: expected a key with a colon and a space after it"
        ),
    ])
    func `What Belay does not read is refused with its place`(text: String, message: String) {
        let error = #expect(throws: YAMLError.self) { try YAML.read(text) }
        #expect(error?.description == message)
    }

    @Test func `Collections nest 256 deep and no deeper`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try YAML.read(nested(256))
        #expect(throws: YAMLError.self) { try YAML.read(nested(257)) }
        _ = try YAML.read(String(repeating: "- ", count: 256) + "a")
        #expect(throws: YAMLError.self) { try YAML.read(String(repeating: "- ", count: 100_000)) }
        #expect(throws: YAMLError.self) { try YAML.read(String(repeating: "{a: ", count: 100_000)) }
    }

    @Test(
        arguments: [
            ("", []), ("# none\n", []), ("a\n", ["a"]), ("---\na\n---\nb: 1\n", ["a", ["b": 1]]),
            ("a\n...\nb\n...\n", ["a", "b"]), ("---\n---\n", [.null, .null]), ("--- |\n x\n--- [y]\n", ["x\n", ["y"]]),
            ("a: &x 1\nb: *x\n--- &x 2\n", [["a": 1, "b": 1], 2]), ("...\n...\n", []),
        ] as [(String, [DataValue])])
    func `A stream reads as its documents`(text: String, documents: [DataValue]) throws {
        #expect(try YAML.documents(text) == documents)
    }

    @Test func `An anchor belongs to its document`() {
        let error = #expect(throws: YAMLError.self) { try YAML.documents("a: &x 1\n---\nb: *x") }
        #expect(error?.description == "line 3, column 4: no anchor named x ends before this")
    }

    /// Nine lists of nine aliases each stand for more values than a machine has room for.
    @Test func `Aliases do not fill the memory`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...8 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        let error = #expect(throws: YAMLError.self) { try YAML.read(text) }
        #expect(error?.message == "aliases make this longer than a million values")
    }

    @Test func `What aliases stand for nests no deeper either`() {
        let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        let error = #expect(throws: YAMLError.self) {
            try YAML.read(
                "a: &a \(deep)\nb: \(String(repeating: "[", count: 100))*a\(String(repeating: "]", count: 100))")
        }
        #expect(error?.message == "lists and mappings are nested more than 256 deep")
    }

    /// Nearly all JSON is YAML: all that has no lone surrogates and no member twice.
    @Test func `JSON reads as YAML`() throws {
        var generator = SeededRandom(seed: 5)
        for _ in 0..<500 {
            let value = randomTree(&generator, depth: 4)
            #expect(try YAML.read(value.text) == value)
        }
    }

    @Test func `Any text is read or refused`() {
        var generator = SeededRandom(seed: 6)
        let pieces = [
            "a", "b: ", "- ", "-", ": ", ":", "\n", "\n", "\n  ", "\n    ", "  ", " ", "\t", "\"", "'", "|", ">", "+",
            "2", "[", "]", "{", "}", ", ", ",", "#", " # c", "&", "*", "!", "?", "---",
            "...", "%", "\\", "x41", "é", "\r\n", "~", "0x1", "1.5", "\u{FEFF}",
        ]
        for _ in 0..<5000 {
            let text = generator.text(of: pieces, count: generator.below(14))
            do {
                _ = try YAML.read(text)
            } catch {
                #expect(error.position.offset <= text.utf8.count)
            }
        }
    }
}
