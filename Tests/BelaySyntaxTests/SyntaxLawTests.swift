import BelaySource
import BelaySyntax
import BelayTestSupport
import Testing

/// What holds for every text, and what holds for every valid one.
@Suite struct SyntaxLawTests {
    @Test(arguments: Corpus.valid)
    func `Tokens cover the file`(_ entry: Corpus.Entry) {
        expectCovered(entry.source)
    }

    @Test(arguments: Corpus.valid)
    func `Every prefix gives only curable errors`(_ entry: Corpus.Entry) {
        for statement in statements(of: entry) {
            let ends = Lexer.lex(statement).tokens.flatMap { [$0.start, ($0.start + $0.end) / 2, $0.end] }
            for end in sample(Set(ends).sorted(), of: statement) {
                let parsed = Parser.parse(source(Array(statement.bytes[..<end])))
                for diagnostic in parsed.diagnostics where !diagnostic.isCurable {
                    let prefix = String(decoding: statement.bytes[..<end], as: UTF8.self)
                    Issue.record("\(diagnostic.code) \(diagnostic.message) in \(prefix.suffix(80))")
                }
            }
        }
    }

    @Test(arguments: Corpus.valid)
    func `Deleting any token traps nothing`(_ entry: Corpus.Entry) {
        for statement in statements(of: entry) {
            for token in sample(Lexer.lex(statement).tokens, of: statement) {
                expectSound(source(Array(statement.bytes[..<token.start] + statement.bytes[token.end...])))
            }
        }
    }

    /// Some of the places in a statement that is long: to look at all of them takes the square of its length.
    private func sample<Place>(_ places: [Place], of statement: SourceText) -> [Place] {
        let step = max(1, places.count * statement.bytes.count / 20_000)
        return stride(from: 0, to: places.count, by: step).map { places[$0] }
    }

    /// The statements of a file, each as a text of its own; those that only a lab has below the head of one.
    private func statements(of entry: Corpus.Entry) -> [SourceText] {
        Parser.parse(entry.source).file.statements.map { statement in
            let text = entry.source.bytes[statement.span.start..<statement.span.end] + [UInt8(ascii: "\n")]
            let isBelowHead = statement.form.isOfLab && statement.form != .lab
            return source((isBelowHead ? Array("lab \"Title\" \"Text\"\n".utf8) : []) + text)
        }
    }

    @Test(arguments: Corpus.valid)
    func `Line ends of two bytes change nothing`(_ entry: Corpus.Entry) {
        let lines = String(decoding: entry.source.bytes, as: UTF8.self)
        let longer = parse(lines.replacing("\n", with: "\r\n"))
        #expect(longer.diagnostics.isEmpty)
        let commands = { (file: FileSyntax) in file.statements.flatMap(commandTexts) }
        #expect(commands(longer.file) == commands(Parser.parse(entry.source).file))
    }

    @Test(arguments: 0..<40)
    func `Random bytes trap nothing`(seed: Int) {
        var generator = SeededRandom(seed: UInt64(seed))
        for _ in 0..<25 {
            expectSound(source(generator.bytes(count: generator.below(200))))
            expectSound(source(Array(generator.text(of: Self.pieces, count: generator.below(80)).utf8)))
        }
    }

    /// What the fuzzer has found worth keeping.
    @Test func `Texts of the fuzzer trap nothing`() {
        let texts = Corpus.files(in: "Tests/Fuzz/Corpus")
        #expect(texts.count > 100)
        for text in texts { expectSound(source(text)) }
    }

    @Test(arguments: 0..<20)
    func `Changed runbooks trap nothing`(seed: Int) {
        var generator = SeededRandom(seed: UInt64(seed))
        for _ in 0..<4 {
            var bytes = generator.pick(Corpus.valid).source.bytes
            for _ in 0..<generator.below(8) + 1 {
                let place = generator.below(bytes.count)
                switch generator.below(3) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                default: bytes.insert(contentsOf: generator.pick(Self.pieces).utf8, at: place)
                }
            }
            expectSound(source(bytes))
        }
    }

    @Test(arguments: [
        "{", "(", "[", "if ", "on failure ", "always ", "if a {\n", "let x = (", "let x = [", "let x = not ",
        "let x: list of ", "let x = if ", "$ ( ", "$ $(", "$ \"$(", "$ ${x:-", "on failure {", "say [a=", "$a[$a[",
        "\"${a[\"", "let x = $a[b=$", "guard (? x) {\n", "${", "$ `\"", "if (", "let x = edit yaml $a {\n",
    ])
    func `Deep nesting is refused and traps nothing`(opening: String) {
        for count in [255, 256, 257, 5000] {
            let parsed = parse(String(repeating: opening, count: count))
            #expect(!parsed.diagnostics.isEmpty)
        }
    }

    @Test(arguments: [" and $a", " or $a", " + 1", " matching 'a'", " replacing 'a' with 'b'"])
    func `Long operator chains are refused`(link: String) {
        #expect(parse("let x = $a" + String(repeating: link, count: 200)).diagnostics.isEmpty)
        let parsed = parse("let x = $a" + String(repeating: link, count: 20_000) + "\nsay b\n")
        #expect(parsed.diagnostics.map(\.code) == ["B0124"])
    }

    /// The block of the phase and 255 parentheses stand around the innermost ones.
    @Test func `Nesting up to the bound is read`() {
        for (opening, closing) in [("(", ")"), ("[", "]")] {
            for (count, codes) in [(256, []), (257, ["B0124"])] {
                let nested = String(repeating: opening, count: count) + "$a" + String(repeating: closing, count: count)
                #expect(parse("phase \"P\" { let x = \(nested) }\n").diagnostics.map(\.code) == codes)
            }
        }
    }

    @Test func `Nesting below the bound is read`() {
        let blocks = String(repeating: "locally {\n", count: 200) + String(repeating: "}\n", count: 200)
        #expect(parse(blocks).diagnostics.isEmpty)
        let lists = "let x = " + String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(parse(lists).diagnostics.isEmpty)
        let elses = "if $a { b }" + String(repeating: " else if $a { b }", count: 2000)
        #expect(parse(elses).diagnostics.isEmpty)
    }

    /// No node of the tree stands deeper than the bound, however chains and brackets are mixed.
    @Test func `Chains in brackets count together`() {
        let chain = String(repeating: " and $a", count: 100)
        #expect(parse("let x = (($a\(chain))\(chain))").diagnostics.isEmpty)
        #expect(parse("let x = ((($a\(chain))\(chain))\(chain))").diagnostics.map(\.code) == ["B0124"])
    }

    @Test(arguments: ["a", "a ", "$a", "'a' ", "[a] ", "$a.", "${a", "$a[", "\\", "=", "\"", "é", "#", " #", "a=b "])
    func `Long lines are read`(piece: String) {
        expectSound(source(Array(("let x = " + String(repeating: piece, count: 30_000)).utf8)))
        expectSound(source(Array(("$ " + String(repeating: piece, count: 30_000)).utf8)))
    }

    private static let pieces = [
        "\n", " ", "{", "}", "(", ")", "[", "]", "\"", "'", "\"\"\"", "'''", "$", "${", "$(", "$((", "`", "\\", "\\\n",
        "#", " # ", "? ", "$ ", "! ", "via ", "let ", "x", " = ", "=", "if ", "else ", "and ", "or ", "not ", "in ",
        "is ", "on ", "failure ", "await ", "within ", "5m ", "$a", "$a.b", "$a[0]", "list of ", ": ", "|", ",",
        "<<EOF\n",
        "edit yaml ", "set a.b = c\n", "é", "\u{202E}", "\u{0}", "count of ", "phase ", "action ", "probe ", "gives ",
    ]

    private func source(_ bytes: [UInt8]) -> SourceText {
        SourceText(file: FileNumber(0), name: "law.runbook", bytes: bytes)
    }

    /// Lexes and parses; every place lies in the file, and drawing works on each.
    private func expectSound(_ source: SourceText) {
        expectCovered(source)
        let parsed = Parser.parse(source)
        let spans = parsed.diagnostics.flatMap { [$0.span] + $0.further.map(\.span) }
        #expect(spans.allSatisfy { 0 <= $0.start && $0.start <= $0.end && $0.end <= source.bytes.count })
        if let first = parsed.diagnostics.first {
            #expect(DiagnosticRenderer(sources: [source]).render(first).contains("^"))
        }
    }

    /// Tokens follow each other, with only spaces between them. One expectation for all: each costs more than lexing does.
    private func expectCovered(_ source: SourceText) {
        var end = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var wrong: Token?
        for token in Lexer.lex(source).tokens {
            let isBehind = token.start >= end && (token.kind == .end || token.end > token.start)
            let isSpace = isBehind && source.bytes[end..<token.start].allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
            if wrong == nil, !isSpace { wrong = token }
            end = token.end
        }
        #expect(wrong == nil)
        #expect(end == source.bytes.count)
    }
}
