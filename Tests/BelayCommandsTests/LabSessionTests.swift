import BelayTestSupport
import Foundation
import Testing

/// The whole of the bundled backup, typed in the lab: words are begun, and Tab completes them.
@Suite("A session in the lab")
struct LabSessionTests {
    @Test(.timeLimit(.minutes(3)))
    func `Both etcds are backed up at the prompt, and what was saved does it again`() throws {
        let programs = BuiltProgram.folder.path
        let terminal = try PseudoTerminal(
            shell: """
                export PATH="\(programs):$PATH"
                belay-lab master --keys 300 --share "$PWD" -- sh -c 'belay repl && belay run saved.runbook; echo status $?'
                """, width: 120, height: 50)
        try terminal.expect("belay> ")
        try say("us\te\t ", "use etcd ", terminal)
        try say("let master: ho\t= ? printenv BELAY_LAB_MASTER", "let master: host = ? printenv", terminal)
        try say(
            "let folder = \"./backups/example.com/${ru\t.i\t\"", "let folder = \"./backups/example.com/${run.id}\"",
            terminal)
        for which in ["main", "events"] {
            let typed = "ex\tet\t\(which.prefix(1))\to\t$m\ti\th\tm\t1"
            try say(typed, "expect etcd \(which) on $master is healthy members=1", terminal)
        }
        for which in ["main", "events"] {
            terminal.type("ba\te\t\(which.prefix(1))\to\t$m\tt\t$f\t")
            try terminal.expect(onScreen: "belay> backup etcd \(which) on $master to=$folder")
            terminal.type("\n")
            try terminal.expect("run this? y or n: ")
            terminal.type("y\n")
            try terminal.expect("belay> ")
        }
        try say(":sa\tsaved.runbook", ":save saved.runbook", terminal)
        terminal.type(":q\t\n")
        for step in ["1.4.", "backup.json", "1.5."] { try terminal.expect(step) }
        try terminal.expect("Done in")
        try terminal.expect("status 0")
        #expect(terminal.status() == 0)
        let backups = terminal.folder.appending(path: "backups/example.com")
        let runs = try FileManager.default.contentsOfDirectory(atPath: backups.path)
        #expect(runs.count == 2)
        for run in runs {
            for which in ["main", "events"] {
                #expect(terminal.has("backups/example.com/\(run)/\(which)/backup.json"))
            }
        }
    }

    /// Types with Tab, checks the line, and lets it run.
    private func say(_ typed: String, _ wanted: String, _ terminal: PseudoTerminal) throws {
        terminal.type(typed)
        try terminal.expect(onScreen: "belay> " + wanted)
        terminal.type("\n")
        try terminal.expect("belay> ")
        #expect(!terminal.seen.contains("failed after"))
    }
}
