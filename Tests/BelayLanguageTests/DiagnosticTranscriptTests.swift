import BelayLanguage
import BelaySource
import BelaySyntax
import BelayWorkspace
import Foundation
import Testing

@Suite("Each diagnostic has a page that shows it")
struct DiagnosticTranscriptTests {
    @Test(arguments: DiagnosticTranscript.codes.filter(isOfText))
    func `A check prints what the page shows`(_ code: String) throws {
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

    /// What no check finds: it needs the machine, a plan or a run of tests.
    private static let later: Set<LanguageCode> = [
        .missingTool, .unansweredQuestion, .tooLongPlan, .unstubbedCommand, .unansweredInTest, .unmetClaim,
        .differentPlan,
    ]

    @Test(arguments: LanguageCode.allCases.filter { !later.contains($0) })
    func `A page shows the diagnostic that it is named after`(_ code: LanguageCode) throws {
        let transcript = try DiagnosticTranscript(code.rawValue)
        let codes = transcript.checks.flatMap { $0.project.check().diagnostics.map(\.code) }
        #expect(codes.contains(code.rawValue))
    }

    /// Whether the texts alone decide what is said, and not the machine on which they lie.
    private static func isOfText(_ code: String) -> Bool {
        WorkspaceCode(rawValue: code) == nil && code != LanguageCode.unknownLibrary.rawValue
            && code != LanguageCode.missingTool.rawValue
    }

    @Test func `The folder has a page for every code, and no other`() {
        let codes =
            SyntaxCode.allCases.map(\.rawValue) + LanguageCode.allCases.map(\.rawValue)
            + WorkspaceCode.allCases.map(\.rawValue)
        #expect(Set(codes).count == codes.count)
        #expect(Set(codes).symmetricDifference(DiagnosticTranscript.codes).sorted() == [])
    }
}
