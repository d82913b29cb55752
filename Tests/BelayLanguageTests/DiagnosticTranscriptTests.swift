import BelayLanguage
import BelaySource
import BelaySyntax
import BelayWorkspace
import Foundation
import Testing

@Suite("Each diagnostic has a page that shows it")
struct DiagnosticTranscriptTests {
    @Test("A check prints what the page shows", arguments: DiagnosticTranscript.codes.filter(isOfText))
    func prints(_ code: String) throws {
        var transcript = try DiagnosticTranscript(code)
        if ProcessInfo.processInfo.environment["BELAY_UPDATE_TRANSCRIPTS"] == "1" {
            try transcript.update()
            return
        }
        for check in transcript.checks {
            let printed = DiagnosticTranscript.printed(check)
            let expected = transcript.expected(check)
            guard !expected.starts(with: printed) else { continue }
            let same = zip(printed, expected).prefix { $0 == $1 }.count
            Issue.record(
                "printed:\n\(printed.joined(separator: "\n"))",
                sourceLocation: SourceLocation(
                    fileID: #fileID, filePath: transcript.path.path, line: check.output.lowerBound + same + 1,
                    column: 1))
        }
    }

    @Test(
        "A page shows the diagnostic that it is named after",
        arguments: LanguageCode.allCases.filter { ![.missingTool, .unansweredQuestion, .tooLongPlan].contains($0) })
    func shows(_ code: LanguageCode) throws {
        let transcript = try DiagnosticTranscript(code.rawValue)
        let codes = transcript.checks.flatMap { $0.project.check().diagnostics.map(\.code) }
        #expect(codes.contains(code.rawValue))
    }

    /// Whether the texts alone decide what is said, and not the machine on which they lie.
    private static func isOfText(_ code: String) -> Bool {
        WorkspaceCode(rawValue: code) == nil && code != LanguageCode.unknownLibrary.rawValue
            && code != LanguageCode.missingTool.rawValue
    }

    @Test("The folder has a page for every code, and no other")
    func folderIsComplete() {
        let codes =
            SyntaxCode.allCases.map(\.rawValue) + LanguageCode.allCases.map(\.rawValue)
            + WorkspaceCode.allCases.map(\.rawValue)
        #expect(Set(codes).count == codes.count)
        #expect(Set(codes).symmetricDifference(DiagnosticTranscript.codes).sorted() == [])
    }
}
