import BelaySource
import BelaySyntax
import Foundation
import Testing

@Suite struct GrammarTests {
    private static let read = Result {
        let file = Corpus.root.appending(path: "grammar/belay.ebnf")
        return try Grammar(String(decoding: Data(contentsOf: file), as: UTF8.self))
    }

    private static func grammar() throws -> Grammar { try read.get() }

    @Test func everyRuleIsDefinedAndReached() throws {
        let grammar = try Self.grammar()
        let spokenOf = grammar.rules.values.reduce(into: Set(["file"])) { $0.formUnion(Grammar.references(in: $1)) }
        #expect(spokenOf == Set(grammar.names))
    }

    @Test(arguments: 0..<60)
    func derivedTextsHaveNoSyntaxError(seed: Int) throws {
        var derivation = Derivation(try Self.grammar(), seed: UInt64(seed))
        for _ in 0..<50 {
            let text = derivation.text(of: "statements")
            // What the shell makes of a command is not for this grammar.
            for diagnostic in parse(text).diagnostics where diagnostic.code != SyntaxCode.shellGrammar.rawValue {
                let source = SourceText(file: FileNumber(0), name: "derived", bytes: Array(text.utf8))
                Issue.record("\(DiagnosticRenderer(sources: [source]).render(diagnostic))\nin\n\(text)")
            }
        }
    }

    @Test func derivationsUseEveryRule() throws {
        let grammar = try Self.grammar()
        var derivation = Derivation(grammar, seed: 1)
        for _ in 0..<1200 { _ = derivation.text(of: "file") }
        // What is only left out, as in `PLAIN-WORD - keyword`, is not derived.
        #expect(Set(grammar.names).subtracting(derivation.used) == ["keyword", "reserved"])
    }

    @Test func theWordsOfTheLanguageAreThoseOfTheParser() throws {
        let grammar = try Self.grammar()
        for keyword in Keyword.allCases {
            let letters = Array(keyword.rawValue)
            #expect(grammar.matches(.rule("keyword"), letters) == keyword.beginsStatement, "\(keyword)")
            #expect(grammar.matches(.rule("reserved"), letters) == keyword.endsRow, "\(keyword)")
        }
        for rule in ["keyword", "reserved"] {
            guard case .choice(let words) = grammar.rules[rule] else { throw NotThere() }
            for case .terminal(let word) in words { #expect(Keyword(rawValue: word) != nil) }
        }
    }
}
