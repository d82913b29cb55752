import BelayRuntime
import BelayTestSupport
import BelayTransports
import Testing

/// A value is one word, always: written in a runbook, unquoted and in double quotes, and carried through a local
/// command, a shell, ssh and a target, each text comes back as it was.
@Suite("A value is one word")
struct OneWordTests {
    /// The output of each place, one NUL after each text.
    private static let runbook = #"""
        runbook "One word"
        param texts: list of text
        param machine: host
        target box on (node: host) { on $node { via env -i PATH=/usr/bin:/bin } }
        phase "Whole lists" {
            let direct = ? printf -- '%s\0' $texts
            let shell  = ? printf -- '%s\0' $texts | cat
            on $machine {
                let far      = ? printf -- '%s\0' $texts
                let farshell = ? printf -- '%s\0' $texts | cat
            }
            in box on $machine { let inside = ? printf -- '%s\0' $texts | cat }
            with input "${texts[0]}" { let input = ? cat; printf '\0' }
        }
        phase "Each" {
            for text in $texts {
                let quoted = ? printf -- '%s\0' "<$text>" "$text" | cat
                with env VALUE=$text { let variable = ? printf '%s\0' "\$VALUE" }
            }
        }
        """#

    @Test(arguments: [11, 12, 13, 14])
    func `Any value comes back as it was`(seed: UInt64) async throws {
        var maker = RandomTexts(seed: seed)
        let texts = maker.texts(250)
        let server = TestSSHServer()
        let transports = Transports(sshArguments: server.sshArguments)
        let run = LiveRun()
        let end = try await run.run(
            Self.runbook, ["texts": .list(texts.map { .text($0) }), "machine": .host(Host(server.host))],
            on: transports)
        await transports.close()
        #expect(
            end.outcome == .done,
            "\(end.failure?.message ?? "") at \(end.failure?.step.description ?? ""): \(end.failure?.output ?? "")")

        for place in ["direct", "shell", "far", "farshell", "inside"] {
            #expect(texts == Self.split(run.values(of: place).first), "\(place)")
        }
        let endsItsLine = texts[0].isEmpty || texts[0].utf8.last == UInt8(ascii: "\n")
        #expect([texts[0] + (endsItsLine ? "" : "\n")] == Self.split(run.values(of: "input").first))
        #expect(run.values(of: "quoted").map(Self.split) == texts.map { ["<\($0)>", $0] })
        #expect(run.values(of: "variable").map(Self.split) == texts.map { [$0] })
    }

    private static func split(_ value: Value?) -> [String] {
        guard case .text(let text)? = value else { return [] }
        return text.utf8.split(separator: 0, omittingEmptySubsequences: false).dropLast().map { String($0) ?? "" }
    }
}
