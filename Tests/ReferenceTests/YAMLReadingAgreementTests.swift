import BelayData
import BelayTestSupport
import Testing

/// What Belay reads of YAML is what PyYAML reads, but for the types of scalars, in which it follows YAML 1.2.
@Suite("YAML reads as in PyYAML")
struct YAMLReadingAgreementTests {
    /// Every way in which configuration files are written.
    private static let texts = [
        "", "# nothing\n", "---\n...\n", "a\n", "--- a\n--- b\n", "---\na: 1\n...\n# between\n---\n- b\n",
        "%YAML 1.1\n---\nx: y\n",
        // Anchors and aliases
        "base: &base\n  image: nginx\n  ports: [80, 443]\ncopy: *base\nfirst: &p 80\nagain: [*p, *p]\n",
        "- &a\n- *a\n", "&root\nname: x\n", "&root [a, &b b, *b]\n", "{&k key: &v value, other: *v}\n",
        "- &x a: 1\n  b: 2\n- *x\n",
        "a: &empty\nb: *empty\n", "a: &s |\n  text\nb: *s\n", "a: &q \"quoted\"\nb: *q\n", "x: &a-b_1 1\ny: *a-b_1\n",
        "a: &a 1\nb: *a\n---\nc: &a 2\nd: *a\n",
        // Merge keys
        "d: &d {a: 1, b: 2}\ne:\n  <<: *d\n  b: 3\n", "e:\n  b: 3\n  <<: {a: 1, b: 2}\n",
        "e: {<<: [{a: 1}, {a: 2, b: 2}], c: 3}\n",
        "d: &d {x: 1}\ne: &e {<<: *d, y: 2}\nf: {<<: *e, z: 3}\n", "f:\n  <<: []\n  a: 1\n", "f:\n  '<<': 1\n",
        // Tags
        "a: !!str 1\nb: !!int '7'\nc: !!float 1\nd: !!bool 'true'\ne: !!null ''\nf: !!map {}\ng: !!seq []\n",
        "! a: b\n", "- ! 12\n- !!str\n- !!str yes\n",
        "!!map\na: 1\n", "a: !<tag:yaml.org,2002:str> 5\n", "a: &x !!str 5\nb: !!str &y 6\nc: [*x, *y]\n",
        // Keys
        "? a\n: b\n", "? a\n? b\n: - c\n  - d\n", "? |\n  long key\n: v\n", "? 'q'\n:\n  x: 1\n",
        "'a b': 1\n\"c\\td\": 2\n", "1: a\ntrue: b\n~: c\n",
        "a b : c\n", "a#b: c#d\n", "http://x: 1\n", "-a: -b\n", "?a: :b\n",
        // Flow
        "[a: b, c]\n", "[? a : b, {c: d}]\n", "{a, b: , 'c': 1, \"d\":2}\n", "[\n  a,\n  b # c\n]\n",
        "{a: [b, {c: [d]}], e: {}}\n", "a: {b: c,\n    d: e}\n",
        "[a b\n  c, 'd\n  e']\n", "{a:1}\n", "[\"a\":1]\n", "[[], {}, '', ~]\n", "{? a, ? b : c}\n",
        "- [a, b]\n- {c: d}\n",
        // Blocks
        "a: |\n  x\n   y\n\n  z\n", "a: |-\n  x\n\nb: |+\n  y\n\nc: z\n", "a: >\n  x\n  y\n\n  z\n    w\n  v\n",
        "a: >-\n  x\n\n\n  y\nb: >+\n  z\n\n",
        "a: |2\n    x\n   y\n", "a: |1-\n  x\n", "- |\n x\n- >\n y\n z\n", "--- |\n x\n", "a: |\n\n  x\n",
        "a: |\nb: c\n", "a: | # why\n  x\n", "a: |\n  # no comment\n  x\n# one\n",
        "a:\n  - >\n    x\n\n  - y\n", "a: |\r\n  x\r\n  y\r\n", "a: |\n  x\n  \n  y\n   \n",
        // Plain and quoted
        "a: b\n  c\n\n  d\n", "a: 'b\n\n  c'\n", "a: \"b\\\n  c\\n\\x41\\u00e9\\U0001F600\\/\\e\"\n",
        "a: it's \"so\"\n", "a:    b   # c\n", "- a\n-   b\n- c\n", "- - a\n  - - b\n",
        "-\n  a: 1\n-\n  - b\n", "a:\n- b\n-\n  c: d\ne: f\n",
        "a: -1\nb: +2\nc: .5\nd: 1.\ne: 1e3\nf: 0x1F\ng: 0o17\nh: 007\ni: 1_000\n",
        "a: yes\nb: No\nc: TRUE\nd: Null\ne: ~\nf: 2026-03-01\ng: 1:30\nh: .inf\n", "\u{FEFF}a: b\n",
        "key:\n    - 1\n    -\n      x: [1,\n       2]\n    - 'three'\nlast: end",
    ]

    @Test func `Each way of writing reads as PyYAML reads it`() throws {
        let answers = try Reference.python("yaml_reads.py", Self.texts.map { DataValue.string($0).text })
        try #require(answers.count == Self.texts.count)
        for (text, answer) in zip(Self.texts, answers) {
            let wanted = try #require(try DataValue(parsing: answer).array, "PyYAML refuses \(text)")
            let read = try YAML.documents(text)
            #expect(DataValue.array(read).isSame(as: .array(wanted)), "\(text): \(read) instead of \(wanted)")
        }
    }

    /// What the reference manual says is refused, some of which PyYAML reads.
    @Test(arguments: [
        "a: !Ref b\n", "a: !!binary aGk=\n", "!!set {a, b}\n", "a: !!timestamp 2026-03-01\n",
        "%TAG !x! tag:x,2026:\n---\na\n", "? [a]\n: b\n", "? {a: b}\n: c\n",
        "[a, b]: c\n", ": a\n", "a: 1\na: 2\n", "{a: 1, a: 2}\n", "a: &a [*a]\n", "a: *b\n", "<<: 1\n", "[: a]\n",
    ])
    func `What is refused is refused`(text: String) {
        #expect(throws: YAMLError.self) { try YAML.documents(text) }
    }

    private static let pieces = [
        "a", "b: ", "- ", "? ", ": ", "&x ", "*x", "*x ", "!!str ", "! ", "<<: ", "\n", "\n", "\n  ", "\n    ", " ",
        "[", "]", "{", "}", ", ", "'", "\"", "|\n", ">-\n", " # c",
        "---\n", "...\n", "1", "~", "é",
    ]

    /// Of texts of any pieces, whatever both read they read alike.
    @Test func `What both read of random texts is the same`() throws {
        var dice = SeededRandom(seed: Reference.seed)
        let texts = (0..<20_000).map { _ in dice.text(of: Self.pieces, count: 1 + dice.below(10)) + "\n" }
        let answers = try Reference.python("yaml_reads.py", texts.map { DataValue.string($0).text })
        try #require(answers.count == texts.count)
        var both = 0
        for (text, answer) in zip(texts, answers) {
            guard let wanted = try DataValue(parsing: answer).array, let read = try? YAML.documents(text) else {
                continue
            }
            #expect(
                DataValue.array(read).isSame(as: .array(wanted)),
                "\(text.debugDescription): \(read) instead of \(wanted)")
            both += 1
        }
        #expect(both > 2000)
    }
}
