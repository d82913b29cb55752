import BelaySource
import BelaySyntax
import BelayTestSupport
import Foundation
import Testing

@Suite struct GrammarTests {
    private static let read = Result {
        let file = Repository.root.appending(path: "grammar/belay.ebnf")
        return try Grammar(String(decoding: Data(contentsOf: file), as: UTF8.self))
    }

    private static func grammar() throws -> Grammar { try read.get() }

    @Test func `Every rule is defined and reached`() throws {
        let grammar = try Self.grammar()
        let spokenOf = grammar.rules.values.reduce(into: Set(["file"])) { $0.formUnion(Grammar.references(in: $1)) }
        #expect(spokenOf == Set(grammar.names))
    }

    @Test(arguments: 0..<60)
    func `Derived texts have no syntax error`(seed: Int) throws {
        var derivation = Derivation(try Self.grammar(), seed: UInt64(seed))
        for number in 0..<60 {
            let text = derivation.text(of: number % 5 == 0 ? "lab" : "statements")
            // What the shell makes of a command is not for this grammar.
            for diagnostic in parse(text).diagnostics where diagnostic.code != SyntaxCode.shellGrammar.rawValue {
                let source = SourceText(file: FileNumber(0), name: "derived", bytes: Array(text.utf8))
                Issue.record("\(DiagnosticRenderer(sources: [source]).render(diagnostic))\nin\n\(text)")
            }
        }
    }

    @Test(arguments: 0..<20)
    func `Every prefix of a derived statement gives only curable errors`(seed: Int) throws {
        var derivation = Derivation(try Self.grammar(), seed: UInt64(seed))
        for number in 0..<50 {
            let text = derivation.text(of: number % 5 == 0 ? "lab" : "statement") + "\n"
            let bytes = Array(text.utf8)
            // The time is that of the square of its length.
            if bytes.count > 300 { continue }
            let source = SourceText(file: FileNumber(0), name: "derived", bytes: bytes)
            let ends = Lexer.lex(source).tokens.flatMap { [$0.start, ($0.start + $0.end) / 2, $0.end] }
            for end in Set(ends) {
                let prefix = String(decoding: bytes[..<end], as: UTF8.self)
                for diagnostic in parse(prefix).diagnostics
                where !diagnostic.isCurable && diagnostic.code != SyntaxCode.shellGrammar.rawValue {
                    Issue.record("\(diagnostic.code) \(diagnostic.message) in\n\(prefix)\nof\n\(text)")
                }
            }
        }
    }

    @Test func `Derivations use every rule`() throws {
        let grammar = try Self.grammar()
        var derivation = Derivation(grammar, seed: 1)
        for _ in 0..<1200 { _ = derivation.text(of: "file") }
        // Few files have tests, and few of these come to every rule.
        for _ in 0..<300 { _ = derivation.text(of: "testing") }
        // What is only left out, as in `PLAIN-WORD - keyword`, is not derived.
        #expect(Set(grammar.names).subtracting(derivation.used) == ["keyword", "reserved"])
    }

    @Test func `The words of the language are those of the parser`() throws {
        let grammar = try Self.grammar()
        for keyword in Keyword.allCases {
            let letters = Array(keyword.rawValue)
            #expect(grammar.matches(.rule("keyword"), letters) == keyword.beginsStatement, "\(keyword)")
            #expect(Self.firstWords(of: "lab-part", grammar).contains(keyword.rawValue) == Self.isOfLab(keyword))
            #expect(grammar.matches(.rule("reserved"), letters) == keyword.endsRow, "\(keyword)")
        }
        for rule in ["keyword", "reserved"] {
            guard case .choice(let words) = grammar.rules[rule] else { throw NotThere() }
            for case .terminal(let word) in words { #expect(Keyword(rawValue: word) != nil) }
        }
    }

    /// `lab` itself only begins the file.
    private static func isOfLab(_ keyword: Keyword) -> Bool { keyword.labForm != nil && keyword != .lab }

    /// The words that the choices of a rule begin with, where they begin with words.
    private static func firstWords(of rule: String, _ grammar: Grammar) -> Set<String> {
        guard case .choice(let nodes)? = grammar.rules[rule] else { return [] }
        return Set(
            nodes.compactMap { node in
                if case .sequence(let parts) = node, case .terminal(let word)? = parts.first { word } else { nil }
            })
    }

    @Test func `The grammar and the reference say how much is read`() throws {
        let grammar = try Repository.text("grammar/belay.ebnf")
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let size = SourceText.sizeLimit >> 20
        #expect(grammar.contains("A file has at most \(size) MiB."))
        #expect(grammar.contains(" nest at most \(SyntaxLimits.nesting) deep,"))
        #expect(grammar.contains(" After \(SyntaxLimits.diagnostics) errors no more are reported."))
        #expect(try Repository.text("docs/language.md").contains("| a file | \(size) MiB |"))
    }

    @Test func `The reference has the words with which no signature begins`() throws {
        let text = try Repository.text("docs/language.md")
        let start = try #require(text.range(of: "The first word of a signature is none that begins a statement"))
        let end = try #require(text[start.upperBound...].range(of: "; nor `not`"))
        let parts = text[start.upperBound..<end.lowerBound].split(separator: "`").enumerated()
        let words = parts.filter { $0.offset % 2 == 1 }.map { String($0.element) }
        #expect(Set(words) == Set(Keyword.allCases.filter(\.beginsStatement).map(\.rawValue)))
    }

    @Test func `The notes for editors have every word of the language`() throws {
        let notes = try Repository.text("grammar/README.md")
        /// In backquotes, one by one.
        func words(of text: Substring) -> Set<String> {
            let parts = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            let quoted = parts.filter { $0.offset % 2 == 1 }
            return Set(quoted.flatMap { $0.element.split(whereSeparator: \.isWhitespace) }.map(String.init))
        }
        /// Of the list item that begins like this.
        func words(_ beginning: String) -> Set<String> {
            words(of: notes.split(separator: "\n- ").first { $0.hasPrefix(beginning) } ?? "")
        }
        func spelled(_ isMeant: (Keyword) -> Bool) -> Set<String> {
            Set(Keyword.allCases.filter(isMeant).map(\.rawValue))
        }
        #expect(words("Statements begin with") == spelled(\.beginsStatement))
        #expect(words("Phrases end before") == spelled(\.endsRow))
        #expect(words("At the top level of a lab") == spelled { $0.labForm != nil })
        #expect(spelled { _ in true }.subtracting(words(of: notes[...])).isEmpty)
    }
}
