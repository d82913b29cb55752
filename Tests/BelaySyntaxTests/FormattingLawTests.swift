import BelaySource
import BelaySyntax
import BelayTestSupport
import Testing

/// What holds of every text that is formatted.
@Suite struct FormattingLawTests {
    private static let grammar = Result { try Grammar(Repository.text("grammar/belay.ebnf")) }

    private static let wrong = Corpus.entries(in: "Tests/Corpus/invalid")

    /// Everything in the tree that is a runbook.
    private static let runbooks =
        Corpus.valid + Corpus.entries(in: "examples/labs") + Corpus.entries(in: "Tests/Samples")

    /// The ones that are broken on purpose are not among them.
    @Test(arguments: runbooks)
    func `Every runbook in the tree is formatted`(_ entry: Corpus.Entry) {
        let text = String(decoding: entry.source.bytes, as: UTF8.self)
        #expect(SourceFormatter.format(text) == text, "belay fmt \(entry.name)")
    }

    @Test(arguments: runbooks + wrong)
    func `Formatting twice is formatting once, and loses nothing`(_ entry: Corpus.Entry) throws {
        try expectLawful(String(decoding: entry.source.bytes, as: UTF8.self))
    }

    @Test(arguments: 0..<60)
    func `Sentences of the grammar stay what they are`(seed: Int) throws {
        var derivation = Derivation(try Self.grammar.get(), seed: UInt64(seed))
        for number in 0..<50 {
            try expectLawful(derivation.text(of: ["lab", "statements", "statements", "file", "testing"][number % 5]))
        }
    }

    @Test(arguments: 0..<20)
    func `Changed runbooks lose nothing`(seed: Int) throws {
        var generator = SeededRandom(seed: UInt64(seed))
        for _ in 0..<6 {
            var bytes = generator.pick(Self.runbooks + Self.wrong).source.bytes
            if bytes.count > 20_000 { continue }
            for _ in 0..<generator.below(8) + 1 {
                let place = generator.below(bytes.count)
                switch generator.below(3) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = generator.pick(Array("{}()[]\"'$\n #\\=:,x".utf8))
                default: bytes.insert(contentsOf: generator.pick(Self.pieces).utf8, at: place)
                }
            }
            try expectLawful(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test(arguments: 0..<40)
    func `Random pieces lose nothing`(seed: Int) throws {
        var generator = SeededRandom(seed: UInt64(seed))
        for _ in 0..<25 { try expectLawful(generator.text(of: Self.pieces, count: generator.below(80))) }
    }

    @Test func `Texts of the fuzzer lose nothing`() throws {
        for text in Corpus.files(in: "Tests/Fuzz/Corpus") { try expectLawful(String(decoding: text, as: UTF8.self)) }
    }

    /// How far in lines are, and how many empty ones there are between two, does not matter.
    @Test(arguments: runbooks)
    func `Another indentation gives the same text`(_ entry: Corpus.Entry) throws {
        let formatted = SourceFormatter.format(String(decoding: entry.source.bytes, as: UTF8.self))
        var generator = SeededRandom(seed: UInt64(formatted.utf8.count))
        let source = SourceText(file: FileNumber(0), name: "", bytes: Array(formatted.utf8))
        var other: [UInt8] = []
        var previous = Token.Kind.newline
        var end = 0
        for token in Lexer.lex(source).tokens {
            let isAtLine = previous == .newline || previous == .lineContinuation
            other += isAtLine ? generator.indentation() : Array(source.bytes[end..<token.start])
            if token.kind == .newline, previous == .newline {
                other += generator.pick([[], [0x0A], [0x0A, 0x20, 0x0A]])
            }
            if token.kind == .newline, generator.onceIn(4) { other += [0x20, 0x09] }
            other += source.bytes[token.start..<token.end]
            previous = token.kind
            end = token.end
        }
        #expect(SourceFormatter.format(String(decoding: other, as: UTF8.self)) == formatted)
    }

    @Test(arguments: runbooks)
    func `Line ends of two bytes become line ends of one`(_ entry: Corpus.Entry) {
        let text = String(decoding: entry.source.bytes, as: UTF8.self)
        #expect(SourceFormatter.format("\u{FEFF}" + text.replacing("\n", with: "\r\n")) == SourceFormatter.format(text))
    }

    private static let pieces = [
        "\n", "\n\n\n", "  ", " ", "{", "}", "{\n", "\n}\n", "(", ")", "[", "]", "\"", "'", "\"\"\"", "'''", "$", "${",
        "\\", "\\\n",
        "#", " # c\n", "? ", "$ ", "! ", "via ", "let ", "x", " = ", "=", "if ", "else ", "not ", "on ", "failure ",
        "within ", "$a", "$a.b", ".b", "list of ", ": ", ":", "|", ",", "<<EOF\n", "edit yaml ", "set a.b = c\n", "é",
        "\t",
        "test \"T\" {\n", "says \"a\"\n", "runbook \"R\"\n", "param a: text", "'''\n  a\n    b\n  '''",
        "\"\"\"a\n\n  b\"\"\"",
    ]

    /// The same tree, the same errors and the same comments; formatted again, the same text.
    private func expectLawful(_ text: String) throws {
        switch SourceFormatter.outcome(of: text) {
        case .unreadable: #expect(!parse(text).diagnostics.isEmpty)
        case .unfaithful: Issue.record("not made of the same tokens:\n\(text)")
        case .text(let formatted):
            let before = parse(text)
            let after = parse(formatted)
            #expect(before.diagnostics.map(\.code) == after.diagnostics.map(\.code), "\(text)\n-->\n\(formatted)")
            // What has the same tokens has the same tree: of long texts, which take seconds, that is enough.
            if text.utf8.count < 20_000 {
                #expect(WrittenTree(before.file) == WrittenTree(after.file), "\(text)\n-->\n\(formatted)")
            }
            #expect(comments(of: text) == comments(of: formatted))
            let again = SourceFormatter.format(formatted)
            #expect(again == formatted, "\(text)\n-->\n\(formatted)\n-->\n\(again)")
        }
    }

    private func comments(of text: String) -> [String] {
        let source = SourceText(file: FileNumber(0), name: "", bytes: Array(text.utf8))
        return Lexer.lex(source).tokens.filter { $0.kind == .comment }.map { token in
            var comment = source.text(of: Span(file: source.file, start: token.start, end: token.end))
            while comment.last?.isWhitespace == true { comment.removeLast() }
            return comment
        }
    }
}

extension SeededRandom {
    fileprivate mutating func indentation() -> [UInt8] {
        onceIn(5) ? [0x09] : Array(repeating: 0x20, count: below(9))
    }
}
