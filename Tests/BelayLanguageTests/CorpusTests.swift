import BelayLanguage
import BelaySource
import BelayTestSupport
import Foundation
import Testing

@Suite("The runbooks of the corpus")
struct CorpusTests {
    @Test(arguments: Corpus.runbooks)
    func `Each checks without a diagnostic`(_ name: String) throws {
        let project = try Corpus.project(name)
        let checked = project.check()
        #expect(checked.diagnostics.map(\.message) == [])
        #expect(project.findings == [])
        #expect(checked.program != nil)
    }

    @Test(arguments: Corpus.examples)
    func `Each example checks without a diagnostic, and the index names it`(_ name: String) throws {
        let project = try Corpus.example(name)
        #expect(project.check().diagnostics.map(\.message) == [])
        #expect(project.findings == [])
        let index = try String(contentsOf: Repository.root.appending(path: "examples/README.md"), encoding: .utf8)
        #expect(index.contains("](\(name))"))
    }
}
