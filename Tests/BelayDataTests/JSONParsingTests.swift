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
    func reads(text: String, value: DataValue) throws {
        #expect(try DataValue(parsing: text) == value)
    }

    @Test(arguments: ["0", "-0", "12", "0.5", "-12.50e3", "1E+9", "1e-400", "123456789012345678901234567890"])
    func keepsTheSpellingOfNumbers(text: String) throws {
        #expect(try DataValue(parsing: text).number?.text == text)
    }

    @Test(arguments: [
        ("", "line 1, column 1: the text ends where a value should stand"),
        ("[1,\n 2", "line 2, column 3: the text ends before the \"]\" of what was opened at line 1, column 1"),
        ("[1 2]", "line 1, column 4: \"2\" stands where \",\" or \"]\" should"),
        ("[1,]", "line 1, column 4: a comma stands before the closing \"]\""),
        ("{\"a\" 1}", "line 1, column 6: \"1\" stands where \":\" should"),
        ("{a: 1}", "line 1, column 2: \"a\" stands where a member's name in double quotes should"),
        ("{\"a\":1,}", "line 1, column 8: \"}\" stands where a member's name in double quotes should"),
        ("nul", "line 1, column 1: \"n\" begins a word other than true, false and null"),
        ("01", "line 1, column 1: the number begins with a zero, which JSON does not allow"),
        ("1.", "line 1, column 3: the end of the text stands where a digit of the number should"),
        ("-x", "line 1, column 2: \"x\" stands where a digit of the number should"),
        ("1e+", "line 1, column 4: the end of the text stands where a digit of the number should"),
        ("+1", "line 1, column 1: \"+\" stands where a value should"),
        ("1 x", "line 1, column 3: \"x\" follows the value, where the text should end"),
        ("\"a\nb\"", "line 1, column 3: a control character stands unescaped in a string"),
        ("\"é\\x\"", "line 1, column 4: \"x\" follows a backslash and is no escape"),
        ("\"\\u12\"", "line 1, column 2: \\u wants four hexadecimal digits"),
        ("\"\\ud83d\"", "line 1, column 2: half of a surrogate pair stands alone"),
        ("\"\\ude00\"", "line 1, column 2: half of a surrogate pair stands alone"),
        ("\"\\ud83d\\u0041\"", "line 1, column 2: half of a surrogate pair stands alone"),
        ("\"abc", "line 1, column 5: the text ends inside the string that was opened at line 1, column 1"),
        ("\"abc\\", "line 1, column 6: the text ends inside the string that was opened at line 1, column 1"),
        ("\u{FEFF}1", "line 1, column 1: the text begins with a byte order mark, which JSON does not allow"),
    ])
    func refuses(text: String, message: String) {
        let error = #expect(throws: JSONError.self) { try DataValue(parsing: text) }
        #expect(error?.description == message)
    }

    @Test func refusesBytesThatAreNotUTF8() {
        let error = #expect(throws: JSONError.self) { try DataValue(parsing: [0x22, 0x61, 0xC3, 0xA9, 0xFF, 0x22]) }
        #expect(error?.position.offset == 4)
        #expect(error?.message == "a byte in the string is not UTF-8")
    }

    @Test func nestsTwoHundredAndFiftySixDeep() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try DataValue(parsing: nested(256))
        let error = #expect(throws: JSONError.self) { try DataValue(parsing: nested(257)) }
        #expect(error?.position.offset == 256)
        #expect(throws: JSONError.self) { try DataValue(parsing: String(repeating: "[{\"a\":", count: 100_000)) }
    }

    @Test func theLastOfManyMembersWithOneKeyWins() throws {
        let members = (0..<1000).map { "\"k\($0 % 500)\":\($0)" }.joined(separator: ",")
        let object = try DataValue(parsing: "{\(members)}").object
        #expect(object?.count == 500)
        #expect(object?["k7"] == 507)
        #expect(object?.keys.first == "k0")
    }

    @Test func keysOfDifferentBytesAreDifferent() throws {
        let object = try DataValue(parsing: "{\"\u{E9}\":1,\"e\u{301}\":2}").object
        #expect(object?.count == 2)
        #expect(object?["e\u{301}"] == 2)
        #expect(DataValue.string("\u{E9}") != DataValue.string("e\u{301}"))
    }

    @Test func anyBytesAreReadOrRefused() {
        var dice = SeededRandom(seed: 1)
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "u", "d83d", "1", "-", ".", "e", "true", "null", " ", "é",
        ]
        for _ in 0..<3000 {
            let bytes = dice.onceIn(2) ? dice.bytes(count: dice.below(20)) : Array(dice.text(of: pieces, count: 9).utf8)
            do {
                let value = try DataValue(parsing: bytes)
                #expect(try DataValue(parsing: value.bytes) == value)
            } catch {
                #expect(error.position.offset <= bytes.count)
            }
        }
    }
}
