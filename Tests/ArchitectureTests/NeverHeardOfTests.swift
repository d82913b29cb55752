import Foundation
import Testing

/// The "has never heard of" claims of ARCHITECTURE.md, as words that the code of a module does not have.
struct NeverHeardOfTests {
    private struct Claim {
        var module: String
        /// The end of its sentence in ARCHITECTURE.md.
        var sentence: String
        /// Words that would break it, in code; comments may speak of anything.
        var words: String
    }

    private static let claims = [
        Claim(
            module: "BelaySyntax", sentence: "which phrase is meant, of a type or of a value",
            words: #"\b(PhraseTable|Signature|Definition|ValueType|ValueExpression|Program)\b"#),
        Claim(
            module: "BelayLanguage", sentence: "a run",
            words: #"\b(RunEvent|RunHistory|StepStart|Journal\w*|\w*Performer|Interpreter|CommandOutcome|Prompter)\b"#),
        Claim(
            module: "BelayRuntime", sentence: "ssh, of a file or of a terminal",
            words: #"(?i)\bssh\b|terminal|\bisatty\b|\bfopen\b|\bopendir\b|FileHandle"#),
        Claim(
            module: "BelayReporting", sentence: "a terminal's cursor",
            words: #"(?i)cursor|\bisatty\b|\bioctl\b|x1B\}?\[[0-9;]*[A-HJKfhl]"#),
    ]

    @Test func `Every claim of the page has a row, and every row a claim`() throws {
        let page = try SourceTree.text("ARCHITECTURE.md").replacing("\n  ", with: " ")
        let claimed = page.matches(of: /- `Sources\/([A-Za-z]+)` has never heard of ([^:.\n]*)/).map {
            "\($0.output.1): \($0.output.2)"
        }
        #expect(claimed == Self.claims.map { "\($0.module): \($0.sentence)" })
    }

    @Test func `No module has a word that it has never heard of`() throws {
        for claim in Self.claims {
            let words = try Regex(claim.words)
            for file in try SourceTree.swiftFiles(in: "Sources/\(claim.module)") {
                for (index, line) in try SourceTree.text(file).split(separator: "\n", omittingEmptySubsequences: false)
                    .enumerated()
                {
                    let code = line.prefix(upTo: line.firstRange(of: "//")?.lowerBound ?? line.endIndex)
                    #expect(code.firstMatch(of: words) == nil, "\(file):\(index + 1): \(line)")
                }
            }
        }
    }
}
