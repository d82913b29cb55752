import BelayData
import BelayTestSupport
import Testing

@Suite struct JSONParsingTests {
    @Test(
        arguments: [
            ("null", .null), (" true ", true), ("false\n", false), ("[]", []), ("{}", [:]),
            ("[1, 2,3]", [1, 2, 3]), (#"{"a": {"b": [null]}}"#, ["a": ["b": [.null]]]), (#""""#, ""),
            (#""a\"\\\/\b\f\n\r\tA""#, "a\"\\/\u{8}\u{C}\n\r\tA"), (#""\ud83d\ude00é""#, "😀é"), (#""😀é""#, "😀é"),
            (#"{"a":1,"b":2,"a":3}"#, ["a": 3, "b": 2]), (#"{"":0}"#, ["": 0]),
        ] as [(String, DataValue)])
    func `A document reads as what it says`(text: String, value: DataValue) throws {
        #expect(try DataValue(parsing: text) == value)
    }

    @Test(arguments: ["0", "-0", "12", "0.5", "-12.50e3", "1E+9", "1e-400", "123456789012345678901234567890"])
    func `The spelling of numbers is kept`(text: String) throws {
        #expect(try DataValue(parsing: text).number?.text == text)
    }

    @Test(arguments: [
        ("", "line 1, column 1: expected a value, found the end of the input"),
        (
            "[1,\n 2",
            "line 2, column 3: expected \"]\" for what was opened at line 1, column 1, found the end of the input"
        ),
        ("[1 2]", "line 1, column 4: expected \",\" or \"]\", found \"2\""),
        ("[1,]", "line 1, column 4: unexpected comma before the closing \"]\""),
        ("{\"a\" 1}", "line 1, column 6: expected \":\", found \"1\""),
        ("{a: 1}", "line 1, column 2: expected a member name in double quotes, found \"a\""),
        ("{\"a\":1,}", "line 1, column 8: expected a member name in double quotes, found \"}\""),
        ("nul", "line 1, column 1: expected true, false or null, found \"n\""),
        ("01", "line 1, column 1: a JSON number cannot begin with a zero"),
        ("1.", "line 1, column 3: expected a digit, found the end of the input"),
        ("-x", "line 1, column 2: expected a digit, found \"x\""),
        ("1e+", "line 1, column 4: expected a digit, found the end of the input"),
        ("+1", "line 1, column 1: expected a value, found \"+\""),
        ("1 x", "line 1, column 3: expected the end of the input, found \"x\""),
        ("\"a\nb\"", "line 1, column 3: unescaped control character in a string"),
        ("\"é\\x\"", "line 1, column 4: expected an escape after the backslash, found \"x\""),
        ("\"\\u12\"", "line 1, column 2: expected four hexadecimal digits after \\u"),
        ("\"\\ud83d\"", "line 1, column 2: half of a surrogate pair"),
        ("\"\\ude00\"", "line 1, column 2: half of a surrogate pair"),
        ("\"\\ud83d\\u0041\"", "line 1, column 2: half of a surrogate pair"),
        ("\"abc", "line 1, column 5: the string that was opened at line 1, column 1 is never closed"),
        ("\"abc\\", "line 1, column 6: the string that was opened at line 1, column 1 is never closed"),
        ("\u{FEFF}1", "line 1, column 1: JSON must not begin with a byte order mark"),
    ])
    func `What is not JSON is refused with its place`(text: String, message: String) {
        let error = #expect(throws: JSONError.self) { try DataValue(parsing: text) }
        #expect(error?.description == message)
    }

    @Test func `Bytes that are not UTF-8 are refused`() {
        let error = #expect(throws: JSONError.self) { try DataValue(parsing: [0x22, 0x61, 0xC3, 0xA9, 0xFF, 0x22]) }
        #expect(error?.position.offset == 4)
        #expect(error?.message == "a byte in the string is not UTF-8")
    }

    @Test func `Arrays nest 256 deep and no deeper`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try DataValue(parsing: nested(256))
        let error = #expect(throws: JSONError.self) { try DataValue(parsing: nested(257)) }
        #expect(error?.position.offset == 256)
        #expect(throws: JSONError.self) { try DataValue(parsing: String(repeating: "[{\"a\":", count: 100_000)) }
    }

    @Test func `The last of many members with one key wins`() throws {
        let members = (0..<1000).map { "\"k\($0 % 500)\":\($0)" }.joined(separator: ",")
        let object = try DataValue(parsing: "{\(members)}").object
        #expect(object?.count == 500)
        #expect(object?["k7"] == 507)
        #expect(object?.keys.first == "k0")
    }

    @Test func `Keys of different bytes are different`() throws {
        let object = try DataValue(parsing: "{\"\u{E9}\":1,\"e\u{301}\":2}").object
        #expect(object?.count == 2)
        #expect(object?["e\u{301}"] == 2)
        #expect(DataValue.string("\u{E9}") != DataValue.string("e\u{301}"))
    }

    @Test func `Any bytes are read or refused`() {
        var generator = SeededRandom(seed: 1)
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "u", "d83d", "1", "-", ".", "e", "true", "null", " ", "é",
        ]
        for _ in 0..<3000 {
            let bytes =
                generator.onceIn(2)
                ? generator.bytes(count: generator.below(20)) : Array(generator.text(of: pieces, count: 9).utf8)
            do {
                let value = try DataValue(parsing: bytes)
                #expect(try DataValue(parsing: value.bytes) == value)
            } catch {
                #expect(error.position.offset <= bytes.count)
            }
        }
    }
}
