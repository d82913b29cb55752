import BelayData
import BelayTestSupport
import Testing

@Suite struct JSONWritingTests {
    @Test(
        arguments: [
            (.null, "null"), (true, "true"), ([1, "a", [:], []], #"[1,"a",{},[]]"#),
            (["b": 1, "a": [.null]], #"{"b":1,"a":[null]}"#),
            ("\"\\/\u{8}\u{C}\n\r\t", #""\"\\/\b\f\n\r\t""#), ("\u{0}\u{1B}[31m", #""\u0000\u001b[31m""#),
            ("\u{7F}\u{80}\u{9F}\u{A0}", "\"\\u007f\\u0080\\u009f\u{A0}\""),
            ("a\u{2028}\u{2029}\u{202A}", "\"a\\u2028\\u2029\u{202A}\""),
            ("é 😀 漢", "\"é 😀 漢\""),
        ] as [(DataValue, String)])
    func `Each value is written as JSON`(value: DataValue, text: String) {
        #expect(value.text.unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    @Test func `Sorted is the same for every order`() {
        let one: DataValue = ["b": ["y": 1, "x": 2], "a": 0, "é": 3]
        let other: DataValue = ["é": 3, "a": 0, "b": ["x": 2, "y": 1]]
        #expect(one != other)
        #expect(one.sorted == other.sorted)
        #expect(one.sorted.text == #"{"a":0,"b":{"x":2,"y":1},"é":3}"#)
    }

    @Test func `Numbers have their limits`() {
        #expect(DataValue.Number(Double.infinity) == nil)
        #expect(DataValue.Number(Double.nan) == nil)
        #expect(DataValue.Number(0.1)?.text == "0.1")
        #expect(DataValue.Number("1 ") == nil)
        #expect(DataValue.Number("1e2")?.int == 100)
        #expect(DataValue.Number("1.5")?.int == nil)
        #expect(DataValue.Number("1e999")?.double == nil)
        #expect(DataValue.Number("99999999999999999999")?.int == nil)
        #expect(DataValue.number(Int.min).int == Int.min)
    }

    @Test func `A member is found by its name, and nothing is found in a scalar`() {
        let value: DataValue = ["a": [1, "x"], "n": .null]
        #expect(value["a"]?[1]?.string == "x")
        #expect(value["a"]?[2] == nil)
        #expect(value["a"]?[-1] == nil)
        #expect(value["n"]?.isNull == true)
        #expect(value["b"] == nil)
        #expect(value["a"]?["b"] == nil)
    }

    @Test func `Setting members keeps their order`() {
        var object = DataValue.Object()
        object["a"] = 1
        object["b"] = 2
        object["a"] = 3
        #expect(DataValue.object(object).text == #"{"a":3,"b":2}"#)
        object["a"] = nil
        #expect(object.keys == ["b"])
    }

    @Test func `What is written reads back the same`() throws {
        var generator = SeededRandom(seed: 2)
        for _ in 0..<500 {
            let value = randomTree(&generator, depth: 4)
            #expect(try DataValue(parsing: value.bytes) == value)
            #expect(!value.bytes.contains { $0 < 0x20 })
        }
    }
}
