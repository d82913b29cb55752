import BelayTestSupport
import Foundation
import Testing

/// The pages of `Editor`: a program with a mark under the cursor, then what comes back.
struct EditorTranscriptTests {
    private static let folder = Repository.root.appending(path: "Tests/BelayLanguageServerTests/Editor").path
    static let pages = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
        $0.hasSuffix(".md")
    }
    .sorted()

    @Test(arguments: pages) func `An editor shows what the page says`(page: String) throws {
        var transcript = try EditorTranscript("\(Self.folder)/\(page)")
        let differences = transcript.run()
        if ProcessInfo.processInfo.environment["BELAY_UPDATE_TRANSCRIPTS"] != nil { return try transcript.save() }
        for difference in differences {
            Issue.record(
                """
                \(page):\(difference.line)
                wanted: \(difference.wanted.joined(separator: "\n        "))
                found:  \(difference.found.joined(separator: "\n        "))
                """)
        }
    }

    @Test func `There is a page for each feature`() {
        #expect(Self.pages.count >= 9)
    }
}
