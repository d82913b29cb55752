import BelaySource
import BelaySyntax
import Testing

@Test(arguments: Corpus.valid)
func `Valid texts parse without a diagnostic`(_ entry: Corpus.Entry) {
    let parsed = Parser.parse(entry.source)
    for diagnostic in parsed.diagnostics {
        let place = entry.source.position(at: diagnostic.span.start)
        Issue.record("\(entry.name):\(place.line):\(place.column) \(diagnostic.code) \(diagnostic.message)")
    }
    #expect(!parsed.file.statements.isEmpty)
}

@Test func `The corpus is there`() {
    #expect(Corpus.valid.count >= 12)
}
