import BelayData
import BelayReporting
import BelaySource
import Testing

/// What is wrong, for those who show it next to the lines of a file.
@Suite struct CheckReportTests {
    private let source = SourceText(
        file: FileNumber(0), name: "a b/é,1.runbook", bytes: Array("say a\nsay 😀b and\nmore\n".utf8))

    private func diagnostic(_ start: Int, _ end: Int) -> Diagnostic {
        let span = Span(file: source.file, start: start, end: end)
        let further = Diagnostic.Place(span: Span(file: source.file, start: 0, end: 3), label: "here")
        return Diagnostic(code: "B0107", "100% wrong: a, b", at: span, further: [further], help: ["write c"])
    }

    @Test func `An annotation is one line, whatever the message and the name have in them`() {
        #expect(
            GitHubAnnotations.make([diagnostic(14, 15)], sources: [source]) == [
                "::error file=a b/é%2C1.runbook,line=2,col=6,endColumn=7,endLine=2,title=B0107::100%25 wrong: a, b%0Ahelp: write c"
            ])
    }

    @Test func `An annotation of several lines has no columns`() {
        let line = GitHubAnnotations.make([diagnostic(14, 22)], sources: [source])[0]
        #expect(line.hasPrefix("::error file=a b/é%2C1.runbook,line=2,endLine=3,title="))
    }

    @Test func `A report has the place in code points, the rule and the further places`() throws {
        var report = SARIFReport(version: "1.2.3")
        report.add([diagnostic(14, 15), diagnostic(0, 3)], sources: [source])
        let run = try #require(report.value["runs"]?.array?.first)
        #expect(report.value["version"]?.text == "\"2.1.0\"")
        #expect(run["tool"]?["driver"]?["rules"]?.text == "[{\"id\":\"B0107\"}]")
        let result = try #require(run["results"]?.array?.first)
        #expect(result["message"]?["text"]?.text == "\"100% wrong: a, b\\nhelp: write c\"")
        let place = try #require(result["locations"]?.array?.first?["physicalLocation"])
        #expect(place["artifactLocation"]?["uri"]?.text == "\"a%20b/%C3%A9%2C1.runbook\"")
        #expect(place["region"]?.text == "{\"startLine\":2,\"startColumn\":6,\"endLine\":2,\"endColumn\":7}")
        #expect(result["relatedLocations"]?.array?.first?["message"]?.text == "{\"text\":\"here\"}")
        #expect(run["results"]?.array?.count == 2)
    }
}
