import BelayData
import BelayTestSupport
import Testing

@Suite("The manual page")
struct ManualPageTests {
    /// What the program says of itself, for programs.
    private static func help() throws -> DataValue {
        let run = try TranscriptRun()
        defer { try? run.remove() }
        return try DataValue(parsing: run.output(of: "belay --experimental-dump-help").joined(separator: "\n"))
    }

    @Test func `It has every option of every command`() throws {
        let page = try Repository.text("docs/belay.1")
        let root = try #require(try Self.help()["command"])
        let commands = [root] + (root["subcommands"]?.array ?? [])
        #expect(commands.count >= 12)
        var count = 0
        for command in commands where command["shouldDisplay"]?.bool != false {
            for argument in command["arguments"]?.array ?? [] where argument["shouldDisplay"]?.bool != false {
                let names = (argument["names"]?.array ?? []).filter { $0["kind"]?.string == "long" }
                guard !names.isEmpty else { continue }
                count += 1
                // Of two spellings one is enough.
                let written = names.compactMap { $0["name"]?.string?.replacing("-", with: "\\-") }
                #expect(
                    written.contains { page.contains("\\-\\-" + $0) },
                    "\(command["commandName"]?.string ?? "") \(names.map(\.text))")
            }
        }
        #expect(count >= 30)
    }
}
