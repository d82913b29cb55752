import BelayTestSupport
import Foundation
import Testing

@Suite("Transcripts")
struct TranscriptTests {
    /// Every Markdown file whose console blocks are executed, relative to the repository; with `BELAY_TRANSCRIPTS=plan,flow` those
    /// that have one of these in their path.
    static let files: [String] = {
        let transcripts = Repository.root.appending(path: "Tests/Transcripts")
        let walk = FileManager.default.enumerator(atPath: transcripts.path)
        let found = (walk?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".md") }.sorted()
        let all =
            found.map { "Tests/Transcripts/\($0)" } + [
                "README.md", "docs/language.md", "docs/cookbook.md", "docs/libraries.md", "docs/rehearsing.md",
                "docs/repl.md", "docs/testing.md",
            ]
        let wanted = ProcessInfo.processInfo.environment["BELAY_TRANSCRIPTS"]?.split(separator: ",") ?? []
        return all.filter { name in wanted.isEmpty || wanted.contains { name.contains($0) } }
    }()

    @Test(arguments: files)
    func `Each command prints what the page shows`(_ name: String) throws {
        let path = Repository.root.appending(path: name)
        let transcript = TranscriptFile(try String(contentsOf: path, encoding: .utf8))
        let run = try TranscriptRun()
        defer { try? run.remove() }
        let outputs = try run.outputs(of: transcript)
        if ProcessInfo.processInfo.environment["BELAY_UPDATE_TRANSCRIPTS"] == "1" {
            try Data(transcript.replacing(outputs).utf8).write(to: path)
            return
        }
        #expect(outputs.count == transcript.commands.count)
        for (command, output) in zip(transcript.commands, outputs) where command.expected != output {
            report(command, output, at: path.path)
        }
    }

    /// At the first line that differs, so that an editor leads there.
    private func report(_ command: TranscriptFile.Command, _ output: [String], at path: String) {
        let same = zip(command.expected, output).prefix { $0 == $1 }.count
        let place = SourceLocation(
            fileID: "BelayCommandsTests/TranscriptTests.swift", filePath: path, line: command.outputLine + same + 1,
            column: 1)
        let expected = same < command.expected.count ? command.expected[same] : "the end"
        let found = same < output.count ? output[same] : "the end"
        Issue.record(
            """
            $ \(command.typed)
            expected: \(expected)
            printed:  \(found)
            all that was printed:
            \(output.joined(separator: "\n"))
            """, sourceLocation: place)
    }

    @Test func `A transcript is read into its files and commands`() {
        let transcript = TranscriptFile(
            """
            # One

            `a.runbook`:

            ```
            runbook "A"
            ```

            ```console
            $ belay check \\
            > a.runbook
            fine
            [exit 3]
            $ true
            ```
            """)
        #expect(transcript.parts.count == 3)
        if case .file(let name, let text) = transcript.parts[0] {
            #expect(name == "a.runbook")
            #expect(text == "runbook \"A\"\n")
        }
        #expect(transcript.commands.map(\.typed) == ["belay check \\\na.runbook", "true"])
        #expect(transcript.commands.map(\.expected) == [["fine", "[exit 3]"], []])
        let replaced = transcript.replacing([["new"], ["x", "y"]])
        #expect(replaced.hasSuffix("> a.runbook\nnew\n$ true\nx\ny\n```"))
    }
}
