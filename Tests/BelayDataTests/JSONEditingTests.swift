import BelayData
import Testing

@Suite struct JSONEditingTests {
    @Test(
        arguments: [
            (#"{"a":1,"b":2}"#, ["a"], 3, #"{"a":3,"b":2}"#),
            (#"{"a": 1, "b": 2}"#, ["c"], [1, 2], #"{"a": 1, "b": 2, "c": [1, 2]}"#),
            (#"{"a":1,"b":2}"#, ["c"], ["x": [1, 2]], #"{"a":1,"b":2,"c":{"x":[1,2]}}"#),
            ("{}", ["a", "b"], true, #"{"a":{"b":true}}"#),
            (
                "{\n  \"a\": 1\n}\n", ["b"], ["x": [1]],
                "{\n  \"a\": 1,\n  \"b\": {\n    \"x\": [\n      1\n    ]\n  }\n}\n"
            ),
            (
                "{\n\t\"a\": {\n\t\t\"b\": [1, 2]\n\t}\n}", ["a", "c"], "é\"",
                "{\n\t\"a\": {\n\t\t\"b\": [1, 2],\n\t\t\"c\": \"é\\\"\"\n\t}\n}"
            ),
            ("{\r\n  \"a\": []\r\n}\r\n", ["a"], [1], "{\r\n  \"a\": [\r\n    1\r\n  ]\r\n}\r\n"),
        ] as [(String, [String], DataValue, String)])
    func `A value is set, and nothing else changes`(before: String, path: [String], value: DataValue, after: String)
        throws
    {
        var document = try JSONDocument(before)
        try document.set(YAMLPath(path.map { .field($0) }), to: value)
        #expect(document.text == after)
    }

    @Test func `Elements are added and removed`() throws {
        var document = try JSONDocument("{\n  \"hosts\": [\n    \"a\",\n    \"b\"\n  ],\n  \"n\": 1\n}\n")
        try document.append("c", to: YAMLPath([.field("hosts")]))
        #expect(document.text == "{\n  \"hosts\": [\n    \"a\",\n    \"b\",\n    \"c\"\n  ],\n  \"n\": 1\n}\n")
        try document.remove(YAMLPath([.field("hosts"), .index(0)]))
        try document.remove(YAMLPath([.field("n")]))
        #expect(document.text == "{\n  \"hosts\": [\n    \"b\",\n    \"c\"\n  ]\n}\n")
        try document.remove(YAMLPath([.field("absent")]))
        try document.remove(YAMLPath([.field("hosts"), .index(1)]))
        try document.remove(YAMLPath([.field("hosts"), .index(0)]))
        #expect(document.tree == ["hosts": []])
    }

    @Test(arguments: [
        ("{'a': 1}", "line 1, column 2: expected a member name in double quotes, found \"'\""),
        (#"{"a": 1, "a": 2}"#, "line 1, column 10: duplicate key a, first at line 1, column 2"),
        ("", "line 1, column 1: expected a value, found the end of the input"),
        ("{\n  \"a\": 1,\n}", "line 3, column 1: expected a member name in double quotes, found \"}\""),
    ])
    func `What is not JSON is refused with its place`(text: String, message: String) {
        let error = #expect(throws: JSONError.self) { try JSONDocument(text) }
        #expect(error?.description == message)
    }

    @Test func `An edit that the text has no place for says so`() throws {
        var document = try JSONDocument(#"{"a": [1]}"#)
        let error = #expect(throws: YAMLEditError.self) { try document.set(YAMLPath([.field("a"), .index(4)]), to: 1) }
        #expect(error?.message == "a has one element")
    }
}
