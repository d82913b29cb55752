import BelayLanguage
import BelayReporting
import BelayRuntime
import BelaySyntax
import BelayTestSupport
import BelayTransports
import Foundation
import Testing

/// A command that is printed for a person to run does, pasted into bash, just what Belay would have done: its words
/// and its input are those bytes, and nothing that a value says is run.
@Suite("Commands to copy agree with bash")
struct CopyableCommandTests {
    private static func effect(
        _ script: String, input: CommandEffect.Input? = nil, environment: [CommandEffect.Variable] = []
    ) -> CommandEffect {
        CommandEffect(
            step: StepPath([.ordinal(1)]), sign: .changes, location: .local, script: PlannedText(script),
            isPipeline: false,
            environment: environment, input: input, limit: .seconds(60), isCaptured: false)
    }

    @Test func `Inputs are fed byte for byte`() throws {
        var maker = RandomTexts(seed: Reference.seed)
        var texts = ["", "\n", "END\necho PWNED\n", "a\nEND\nEND_\n$(echo PWNED) `echo PWNED` \\\n"]
        for _ in 0..<300 { texts.append(maker.texts(2).joined(separator: "\nEND\n") + "\n") }
        // A terminal would not take these as they are, and Belay writes them out.
        texts = texts.filter { !$0.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" } }
        #expect(texts.count > 50)
        let script = texts.map { text in
            Self.effect("cat; printf '\\0'", input: .init(text: PlannedText(text), isSecret: false)).copyable
        }
        let printed = try Reference.run("/bin/bash", [], Data((script.joined(separator: "\n") + "\n").utf8))
        let parts = printed.utf8.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
            String($0) ?? ""
        }
        #expect(parts.count == texts.count)
        for (part, text) in zip(parts, texts) { #expect(part == text) }
    }

    @Test func `A secret is not made up`() throws {
        let secret = CommandEffect.Variable(name: "TOKEN", value: PlannedText("[secret]"), isSecret: true)
        let line = Self.effect("echo \"ran with $TOKEN\"", environment: [secret]).copyable
        let refused = try Reference.run("/bin/bash", [], Data("(\(line)) || echo refused\n".utf8))
        #expect(refused == "refused\n")
        let given = try Reference.run("/bin/bash", [], Data("TOKEN=right\n\(line)\n".utf8))
        #expect(given == "ran with right\n")
    }
}
