import BelaySource
import BelaySyntax
import Testing

@Test(arguments: Corpus.valid)
func validTextsParseWithoutADiagnostic(_ entry: Corpus.Entry) {
    let parsed = Parser.parse(entry.source)
    for diagnostic in parsed.diagnostics {
        let place = entry.source.position(at: diagnostic.span.start)
        Issue.record("\(entry.name):\(place.line):\(place.column) \(diagnostic.code) \(diagnostic.message)")
    }
    #expect(!parsed.file.statements.isEmpty)
}

@Test func theCorpusIsThere() {
    #expect(Corpus.valid.count >= 12)
}
