import BelayTestSupport
import Foundation
import Testing

/// `--help` of every command, and the manual page: neither has an option that the other lacks.
struct HelpTests {
    private static let commands = [
        "run", "init", "import", "plan", "diff", "approve", "reject", "check", "explain", "fmt", "doc", "test",
        "rehearse", "lab", "repl", "list", "phrases", "lsp", "mcp", "runs", "show", "watch", "report", "resume", "undo",
        "abandon",
        "lock", "unlock", "prune", "timer", "config",
    ]
    private static let manual = try? Repository.text("docs/belay.1")

    private func lines(_ typed: String) throws -> [String] {
        let run = try TranscriptRun()
        defer { try? run.remove() }
        return try run.output(of: typed)
    }

    /// Names of options such as `--params`; of an option with two names both.
    private func options(in text: String) -> Set<String> {
        Set(text.replacing("\\-", with: "-").matches(of: /--[a-z][a-z-]*/).map { String($0.output) })
    }

    /// The options of a command are the lines of its help that begin with one.
    private func options(inHelpOf command: String) throws -> Set<String> {
        let rows = try lines("COLUMNS=200 belay \(command) --help").map { $0.drop { $0 == " " } }
        return options(in: rows.filter { $0.hasPrefix("-") }.map { $0.prefix(60) }.joined(separator: "\n"))
    }

    private func section(_ title: String) throws -> String {
        let text = try #require(Self.manual)
        let start = try #require(text.range(of: "\n.SH \(title)\n"))
        let rest = text[start.upperBound...]
        return String(rest[..<(rest.range(of: "\n.SH ")?.lowerBound ?? rest.endIndex)])
    }

    /// The text about a command in the manual page, its heading included.
    private func entry(of command: String) throws -> String {
        let entries = try section("COMMANDS").split(separator: ".TP\n")
        return String(
            try #require(entries.first { $0.hasPrefix(".B \(command)\n") || $0.hasPrefix(".BR \(command) ") }))
    }

    @Test(arguments: commands) func `The help and the manual page have the same options`(command: String) throws {
        let shown = try options(inHelpOf: command)
        let described = options(in: try entry(of: command))
        let shared = options(in: try section("OPTIONS"))
        #expect(shown.isSuperset(of: ["--help", "--version"]))
        #expect(shown.subtracting(described).subtracting(shared) == [], "not in the manual page")
        #expect(described.subtracting(shown) == [], "not in the help")
    }

    @Test func `Every option that commands share is one of a command`() throws {
        let all = try Self.commands.reduce(into: Set<String>()) { try $0.formUnion(options(inHelpOf: $1)) }
        let shared = options(in: try section("OPTIONS")).subtracting(["--generate-completion-script"])
        #expect(shared.subtracting(all) == [])
        #expect(try lines("belay --generate-completion-script bash").count > 10)
    }

    @Test(arguments: commands) func `Every help has a usage line and an example`(command: String) throws {
        let help = try lines("COLUMNS=200 belay \(command) --help")
        #expect(help.contains { $0.hasPrefix("USAGE: belay \(command)") })
        #expect(help.contains { $0.hasPrefix("    belay \(command)") }, "\(help)")
        #expect(help == (try lines("COLUMNS=200 belay help \(command)")))
        let rows = try lines("COLUMNS=80 belay \(command) --help")
        // Wrapped once: a short row that is not the last of a paragraph is wrapped twice.
        for (row, next) in zip(rows, rows.dropFirst()) where row.first?.isLetter == true && next.first?.isLetter == true
        {
            #expect(row.count + 1 + (next.split(separator: " ").first?.count ?? 0) >= 80, "\(row)")
        }
    }

    @Test func `The list of commands is the one that this test knows`() throws {
        let help = try lines("COLUMNS=200 belay --help")
        let listed = help.drop { $0 != "SUBCOMMANDS:" }.dropFirst().prefix { !$0.isEmpty }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(listed == Self.commands)
        #expect(help.contains { $0.hasPrefix("    belay check ") })
    }

    @Test func `Without a command it says in ten lines what it is, and fails`() throws {
        let lines = try lines("belay")
        #expect(lines.count == 11 && lines.last == "[exit 2]", "\(lines)")
        #expect(lines.contains("  belay run FILE        run it"))
        #expect(try self.lines("belay 2>/dev/null") == ["[exit 2]"])
    }
}
