import Foundation
import Glibc
import Testing

/// Statements that read while others are typed and run.
@Suite("Jobs")
struct JobTests {
    private func session(
        environment: [String: String] = [:], width: UInt16 = 80
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(["repl"], environment: environment, width: width)
        try terminal.expect("belay> ")
        return terminal
    }

    private static let follow =
        ":job ? touch followed; echo news 1; until test -e go; do sleep 0.02; done; echo news 2\n"

    @Test("Its output stands above the line that is typed, which stays as it is", arguments: [40, 200])
    func above(width: UInt16) throws {
        let terminal = try session(width: width)
        let columns = Int(width)
        terminal.type(Self.follow)
        try terminal.expect("[1] news 1\r\n")
        let line = "say \"漢字 that goes around the edge of a narrow screen, and on"
        terminal.type(line)
        try terminal.expect(onScreen: "belay> " + line, width: columns)
        try terminal.make(file: "go")
        try terminal.expect("[1] news 2")
        try terminal.expect("[1] done after")
        try terminal.settle()
        terminal.type("!\"")
        try terminal.expect(onScreen: "belay> " + line + "!\"", width: columns)
        var screen = ScreenEmulator(width: columns)
        screen.take(terminal.seen)
        // Once: where it stood before, the news stand now.
        let rows = screen.text
        #expect(rows.count { $0.hasPrefix("belay> say") } == 1, "\(rows)")
        let last = try #require(rows.lastIndex { $0.hasPrefix("[1] news 2") })
        #expect(try #require(rows.firstIndex { $0.hasPrefix("belay> say") }) > last)
        terminal.type("\n")
        try terminal.expect("1        漢字")
        try terminal.expect("belay> ")
        terminal.type("\u{4}")
        #expect(terminal.status() == 0)
    }

    @Test("Jobs are listed with what they saw last, ended by number, and all ended when the session is left")
    func list() throws {
        let terminal = try session()
        terminal.type(":jobs\n")
        try terminal.expect("No job runs.")
        terminal.type(":job await (? test -e never) within 1h every 100ms\n")
        try terminal.expect("[1] begun")
        terminal.type(":job ? echo $$ > pid; echo up; sleep 600\n")
        try terminal.expect("[2] up\r\n")
        terminal.type(":jobs\n")
        try terminal.expect("[1] await (? test -e never)")
        try terminal.expect("not yet")
        try terminal.expect("[2] ? echo")
        try terminal.expect("up")
        terminal.type(":end 2\n")
        try terminal.expect("[2] ended")
        let pid = try #require(pid_t(try terminal.text(of: "pid")))
        #expect(kill(pid, 0) != 0)
        terminal.type(":end 2\n")
        try terminal.expect("no job 2 runs")
        terminal.type(":end x\n")
        try terminal.expect("`x` is no number of a job")
        terminal.type(":quit\n")
        try terminal.expect("a job still runs; it is ended")
        try terminal.expect("[1] ended")
        #expect(terminal.status() == 0)
    }

    @Test("What changes something, asks or binds is no job, and others run meanwhile")
    func refused() throws {
        let terminal = try session()
        for (line, refusal) in [
            ("$ touch x", "a job only reads, and this has $ touch x"), ("let x = ? echo 1", "a job binds no names"),
            ("confirm \"Really?\"", "a job asks nobody"), ("probe p { expect yes }", "nothing here that a job"),
            ("$unknown", "error[B0220]"), ("", "something is missing"),
        ] {
            terminal.type(":job \(line)\n")
            try terminal.expect(refusal)
            try terminal.expect("belay> ")
        }
        #expect(!terminal.has("x"))
        terminal.type(Self.follow)
        try terminal.expect("[1] news 1")
        terminal.type("$ touch go; sleep 0.5; echo changed\n")
        try terminal.expect("y or n: ")
        terminal.type("y\n")
        try terminal.expect("[1] news 2")
        try terminal.expect("changed")
        try terminal.expect("belay> ")
        terminal.type("\u{3}")
        try terminal.expect("belay> ")
        terminal.type("\u{4}")
        #expect(terminal.status() == 0)
    }

    @Test("News wait while a question stands there")
    func question() throws {
        let terminal = try session()
        terminal.type(
            ":job ? echo news 1; until test -e go; do sleep 0.02; done; echo news 2; touch told; sleep 600\n")
        try terminal.expect("[1] news 1")
        try terminal.expect("belay> ")
        terminal.type("$ true\n")
        try terminal.expect("y or n: ")
        try terminal.make(file: "go")
        try terminal.expect(file: "told")
        try terminal.settle()
        #expect(!terminal.seen.contains("[1] news 2"))
        terminal.type("y\n")
        try terminal.expect("y\r\n")
        try terminal.expect("[1] news 2")
        try terminal.expect("belay> ")
        terminal.type("\u{4}")
        #expect(terminal.status() == 0)
    }

    @Test("Of much that waits for an answer the last lines are kept")
    func muchNews() throws {
        let terminal = try session()
        terminal.type(":job ? echo up; until test -e go; do sleep 0.02; done; seq 30000; touch told; sleep 600\n")
        try terminal.expect("[1] up")
        try terminal.expect("belay> ")
        terminal.type("$ true\n")
        try terminal.expect("y or n: ")
        try terminal.make(file: "go")
        try terminal.expect(file: "told")
        try terminal.settle()
        terminal.type("y\n")
        try terminal.expect("lines left out\r\n[1] ")
        try terminal.expect("[1] 30000\r\n")
        #expect(!terminal.seen.contains("[1] 7\r\n"))
        try terminal.settle()
        terminal.type("\u{4}")
        #expect(terminal.status() == 0)
    }

    @Test("A statement of several lines, and its value")
    func value() throws {
        let terminal = try session()
        terminal.type(":job if yes {\n")
        try terminal.expect("...> ")
        terminal.type("say \"from within\"\n}\n")
        try terminal.expect("[1] from within")
        terminal.type("let sizes = [1, 2]\n:job count of $sizes\n")
        try terminal.expect("[2]   2")
        terminal.type(":job fail \"on purpose\"\n")
        try terminal.expect("[3] failed after")
        try terminal.expect("[3]   on purpose")
        try terminal.settle()
        terminal.type("\u{4}")
        #expect(terminal.status() == 0)
    }

    @Test("On a terminal that only prints the prompt comes once more", arguments: ["dumb", "nonsense"])
    func plain(term: String) throws {
        let terminal = try session(environment: ["TERM": term])
        terminal.type(Self.follow)
        try terminal.expect("[1] news 1")
        try terminal.expect("belay> ")
        try terminal.make(file: "go")
        try terminal.expect("[1] news 2")
        try terminal.expect("belay> ")
        terminal.type("\u{4}")
        #expect(terminal.status() == 0)
        #expect(!terminal.seen.contains("\u{1B}"))
    }

    @Test("TERM and a terminal that goes away end jobs too")
    func termination() throws {
        for ends in [{ $0.send(SIGTERM) }, { $0.hangUp() }] as [(PseudoTerminal) -> Void] {
            let terminal = try session()
            terminal.type(":job ? echo $$ > pid; echo begun; sleep 600\n")
            try terminal.expect("[1] begun\r\n")
            let pid = try #require(pid_t(try terminal.text(of: "pid")))
            ends(terminal)
            #expect(terminal.ending() != nil)
            #expect(kill(pid, 0) != 0)
        }
    }
}
