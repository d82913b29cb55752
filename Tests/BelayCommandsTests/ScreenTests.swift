import BelayTestSupport
import Foundation
import Testing

/// The screen of a run in a real tmux, at several sizes and with several numbers of hosts. What it shows is kept in
/// `Tests/Screens`; `BELAY_UPDATE_TRANSCRIPTS=1` writes it.
@Suite("The screen of a run", .serialized)
struct ScreenTests {
    /// The first host waits to be let go, the others are done at once.
    private static func runbook(hosts count: Int) -> String {
        let names = (1...count).map { "h\($0 < 10 ? "0" : "")\($0)" }
        return """
            runbook "Roll" "Rolls hosts."

            action roll (name: text) {
                "Takes a host out, renews it, and puts it back."
                $ echo renew $name; test $name != \(names[0]) || until test -e go; do sleep 0.05; done
            }

            phase "Look" {
                ? seq 14
                $ seq 7
            }

            phase "Roll" {
                for host in [\(names.joined(separator: ", "))] together at most 8 {
                    roll $host
                }
                say "all are renewed"
            }

            """
    }

    struct Size: CustomTestStringConvertible, Sendable {
        var width: Int
        var height: Int

        var testDescription: String { "\(width)x\(height)" }
    }

    static let sizes = [
        Size(width: 40, height: 20), Size(width: 80, height: 24), Size(width: 120, height: 40),
        Size(width: 200, height: 50),
    ]

    @Test(arguments: sizes, [1, 6, 20, 200])
    func `It says what runs, keeps no copy of itself, and ends with all that is final`(size: Size, hosts: Int) throws {
        let terminal = try Multiplexer(
            "belay run a.runbook", files: ["a.runbook": Self.runbook(hosts: hosts)], width: size.width,
            height: size.height)
        try terminal.expect(hosts == 1 ? "1 running" : "\(hosts - 1) done", within: .seconds(120))
        let during = try terminal.expect("h01")
        // The last row says how far the run is.
        #expect(during.last?.contains("2 of 2") == true, "\(during.joined(separator: "\n"))")
        #expect(during.last?.contains(" steps · ") == true)
        for row in during { #expect(row.count <= size.width) }
        try terminal.make(file: "go")
        try terminal.expect("[status 0]")
        let all = try terminal.everything()
        #expect(all.count { $0.contains("2 of 2") } == 0, "rows of the live part in the scrollback")
        #expect(all.count { $0.contains(" running") } == 0)
        #expect(all.count { $0 == "2 Roll" } == 1)
        #expect(all.count { $0.contains("all are renewed") } == 1)
        try Self.compare(during, all, named: "\(size.width)x\(size.height)-\(hosts)-hosts")
    }

    @Test func `Typing during a run, and a narrower window, leave no trace`() throws {
        let terminal = try Multiplexer(
            "belay run a.runbook", files: ["a.runbook": Self.runbook(hosts: 6)], width: 100, height: 30)
        try terminal.expect("5 done")
        for key in ["x", "Enter", "y", "Enter", "Up", "z", "Space", "Enter"] { try terminal.type(key) }
        try terminal.resize(width: 60, height: 24)
        usleep(700_000)
        try terminal.resize(width: 90, height: 12)
        usleep(700_000)
        try terminal.expect("5 done", in: 1)
        try terminal.make(file: "go")
        try terminal.expect("[status 0]")
        let all = try terminal.everything()
        #expect(all.count { $0.contains("2 of 2") } == 0, "\(all.joined(separator: "\n"))")
        #expect(!all.contains { $0.contains("xy") || $0 == "x" || $0 == "y" || $0.contains("^[") })
    }

    @Test func `A failed element is kept with what it printed, and the others are folded`() throws {
        let runbook = """
            runbook "Fail" "Fails at one."
            phase "Try" {
                for name in [a, b, c] together {
                    $ echo begin $name; sleep 0.2; test $name != b
                }
            }

            """
        let terminal = try Multiplexer("belay run a.runbook", files: ["a.runbook": runbook], width: 80, height: 24)
        try terminal.expect("r/k/l/s:")
        try terminal.type("s")
        try terminal.type("Enter")
        try terminal.expect("[status 1]")
        let all = try terminal.everything()
        #expect(all.contains { $0.contains("begin b") })
        #expect(!all.contains { $0.contains("begin a") })
        #expect(all.contains { $0.contains("2 done: a, c") })
    }

    @Test func `A phase that is done is one line with --fold, and --explain says what an action is for`() throws {
        let terminal = try Multiplexer(
            "belay run --fold --explain a.runbook", files: ["a.runbook": Self.runbook(hosts: 1), "go": ""],
            width: 80, height: 24)
        try terminal.expect("[status 0]")
        let all = try terminal.everything()
        #expect(all.contains { $0.hasPrefix("1 Look  1 change ") }, "\(all.joined(separator: "\n"))")
        #expect(all.contains { $0.hasPrefix("2 Roll  1 change ") })
        #expect(!all.contains { $0.contains("seq") })
        let explained = try Multiplexer(
            "belay run --explain -v a.runbook", files: ["a.runbook": Self.runbook(hosts: 1), "go": ""],
            width: 80, height: 24)
        try explained.expect("[status 0]")
        #expect(
            try explained.everything().count { $0.contains("Takes a host out, renews it, and puts it back.") } == 1)
    }

    // MARK: - Transcripts

    /// The screen during the run from the phase on: how far the rows before it have moved up depends on
    /// how many elements ran at the same time before they were drawn.
    private static func compare(_ during: [String], _ all: [String], named name: String) throws {
        let text = """
            # A run at \(name.replacing("-", with: " "))

            While the first host is waited for:

            ```
            \(stable(during.drop { $0 != "2 Roll" }).joined(separator: "\n"))
            ```

            When it has ended, all that the terminal keeps:

            ```
            \(stable(all).joined(separator: "\n"))
            ```

            """
        let file = Repository.root.appending(path: "Tests/Screens/\(name).md")
        if ProcessInfo.processInfo.environment["BELAY_UPDATE_TRANSCRIPTS"] != nil {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            return
        }
        let kept = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        #expect(kept == text, "\(name)")
    }

    /// Without ids and times, which differ from run to run; the elements that were done in the order of their names.
    private static func stable(_ rows: some Sequence<String>) -> [String] {
        rows.map { row in
            var row = row.replacing(/run [0-9]{8}-[0-9]{6}-[0-9a-z]{4}/, with: "run ID")
            // What has just ended comes first there.
            if row.hasPrefix("    done: ") { row = "    done: …" }
            return row.replacing(#/ +([0-9]+m)?[0-9]+(\.[0-9])?(ms|s)$/#, with: "  TIME").replacing(
                #/ ([0-9]+m)?[0-9]+(\.[0-9])?(ms|s)\b/#, with: " TIME")
        }
    }
}
