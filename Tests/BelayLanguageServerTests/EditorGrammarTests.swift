import BelayTestSupport
import Foundation
import Testing

/// The grammars below `editors`, which know nothing of Belay's parser, against it.
struct EditorGrammarTests {
    private static let python = Repository.root.appending(path: "Tests/BelayLanguageServerTests/Python").path

    /// Every runbook of the repository, by its path in it.
    private static let files = ["runbooks", "examples", "demo", "docs", "labs", "Tests"].flatMap { folder in
        Repository.runbooks(in: folder).map { "\(folder)/\($0)" }
    }

    @Test func `Statements, phrases, commands, texts and comments are where the parser has them`() throws {
        let spans = Self.files.compactMap { path in
            FileManager.default.contents(atPath: Repository.root.appending(path: path).path).map {
                WrittenSpans(Array($0), path: path)
            }
        }
        #expect(spans.count { $0.isValid } > 150)
        #expect(spans.count { !$0.isValid } > 150)
        let folder = TemporaryFolder("grammars")
        folder.write(String(decoding: try JSONEncoder().encode(spans), as: UTF8.self), to: "spans.json")
        let environment = try ProgramRun([Self.python + "/venv"])
        try #require(environment.status == 0, "no virtual environment: \(environment.output)")
        let path = environment.output.trimmingCharacters(in: .whitespacesAndNewlines)
        let run = try ProgramRun(
            [path, Self.python + "/grammars.py", Repository.path, folder.path + "/spans.json"])
        #expect(run.status == 0, "\(run.output)")
        for grammar in ["tree-sitter", "TextMate", "Vim"] {
            #expect(run.output.contains("\(grammar): 0 differences in \(spans.count) files"))
        }
    }
}
