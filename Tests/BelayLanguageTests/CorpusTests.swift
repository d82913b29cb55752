import BelayLanguage
import BelaySource
import Testing

@Suite("The runbooks of the corpus")
struct CorpusTests {
    @Test("Each checks without a diagnostic", arguments: Corpus.runbooks)
    func checksWithoutADiagnostic(_ name: String) throws {
        let project = try Corpus.project(name)
        let checked = project.check()
        #expect(checked.diagnostics.map(\.message) == [])
        #expect(project.findings == [])
        #expect(checked.program != nil)
    }
}
