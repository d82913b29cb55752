import BelaySource
import BelaySyntax
import Foundation
import Testing

/// Every file of Tests/Corpus/invalid is refused with the code that its name begins with.
@Suite struct InvalidTextTests {
    private static let invalid = Corpus.entries(in: "Tests/Corpus/invalid")

    @Test(arguments: invalid)
    func `Invalid texts are refused`(_ entry: Corpus.Entry) throws {
        let parsed = Parser.parse(entry.source)
        let first = try #require(parsed.diagnostics.first)
        let drawn = DiagnosticRenderer(sources: [entry.source]).render(parsed.diagnostics)
        #expect(entry.name.hasPrefix(first.code), "\(drawn)")
        #expect(first.severity == .error)
        #expect(first.span.start <= first.span.end && first.span.end <= entry.source.bytes.count)
        #expect(first.label?.isEmpty == false)
        #expect(drawn.contains("^"))
    }

    @Test func `Every code has a text`() {
        let codes = Set(Self.invalid.map { String($0.name.prefix(5)) })
        // A file beyond the bound is too large to keep.
        #expect(codes.union([SyntaxCode.fileTooLarge.rawValue]) == Set(SyntaxCode.allCases.map(\.rawValue)))
    }

    @Test func `Nothing is read of a file beyond the bound`() {
        let source = SourceText(file: FileNumber(0), name: "large.runbook", bytes: Array("say a\n}\0".utf8))
        var lexer = Lexer(source, sizeLimit: 6)
        #expect(lexer.next().kind == .end)
        #expect(lexer.diagnostics.map(\.code) == [SyntaxCode.fileTooLarge.rawValue])
        #expect(lexer.diagnostics.map(\.span.start) == [6])
        var whole = Lexer(source, sizeLimit: source.bytes.count)
        #expect(whole.next().kind == .word)
        #expect(whole.diagnostics.isEmpty)
    }

    @Test func `The bound of a file is said in one number`() throws {
        let bound = "\(SourceText.sizeLimit >> 20) MiB"
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let grammar = try String(contentsOf: folder.appending(path: "grammar/belay.ebnf"), encoding: .utf8)
        #expect(grammar.contains("A file has at most \(bound)."))
        let reference = try String(contentsOf: folder.appending(path: "docs/language.md"), encoding: .utf8)
        #expect(reference.contains("| a file | \(bound) |"))
        let end = Span(file: FileNumber(0), start: 0, end: 0)
        #expect(
            Lexer(SourceText(file: end.file, name: "", bytes: [10, 10]), sizeLimit: 1).diagnostics[0].message.contains(
                bound))
    }

    @Test func `Several errors are collected`() {
        let text = """
            let = 1
            say a
            if $a is {
                backup a"b"
                say b c
            }
            else { say d }
            phase "x" {
                let y = )
                say e
            }
            say f
            """
        let parsed = parse(text)
        let lines = parsed.diagnostics.map { diagnostic in
            SourceText(file: FileNumber(0), name: "", bytes: Array(text.utf8)).position(at: diagnostic.span.start).line
        }
        #expect(lines == [1, 3, 4, 5, 7, 9])
        #expect(parsed.file.statements.count == 3)
    }

    @Test func `Only the first hundred errors are reported`() {
        #expect(parse(String(repeating: ")\n", count: 5000)).diagnostics.count == SyntaxLimits.diagnostics)
        #expect(parse(String(repeating: "é ", count: 5000)).diagnostics.count == SyntaxLimits.diagnostics)
    }
}
