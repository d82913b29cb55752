import Foundation
import Glibc
import Testing

/// Statements that read while others are typed and run.
@Suite("Jobs")
struct JobTests {
    private static let follow =
        ":job ? touch followed; echo news 1; until test -e go; do sleep 0.02; done; echo news 2"

    @Test(arguments: TerminalKind.allCases)
    func `Its output appears above the line that is typed, which stays as it is`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        let terminal = sitting.terminal
        terminal.type(Self.follow + "\n")
        try terminal.expect("[1] news 1\r\n")
        try terminal.expect(ReplDriver.prompt)
        let line = "say \"漢字 that goes around the edge of a narrow screen, and on"
        terminal.type(line)
        try sitting.expectTyped(line)
        try terminal.make(file: "go")
        try terminal.expect("[1] news 2")
        try terminal.expect("[1] done after")
        try terminal.settle()
        terminal.type("!\"")
        let rows: [String]
        if kind.canEdit {
            try sitting.expectTyped(line + "!\"")
            rows = terminal.screen.text
            // Once: the news are now in its old place.
            #expect(rows.count { $0.hasPrefix("belay> say") } == 1, "\(rows)")
        } else {
            // The prompt comes once more; what was typed is still the kernel's.
            try sitting.expectTyped("!\"")
            rows = terminal.screen.text
        }
        let last = try #require(rows.lastIndex { $0.hasPrefix("[1] news 2") })
        #expect(try #require(rows.lastIndex { $0.hasPrefix("belay> ") }) > last)
        try sitting.say("", "1        漢字")
        sitting.leave()
    }

    @Test(
        arguments: TerminalKind.allCases)
    func `Jobs are listed with what they saw last, ended by number, and all ended when the session is left`(
        kind: TerminalKind
    ) throws {
        let sitting = try ReplDriver(at: kind)
        try sitting.say(":jobs", "No jobs are running.")
        let terminal = sitting.terminal
        terminal.type(":job await (? test -e never) within 1h every 100ms\n")
        try terminal.expect("[1] started")
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
        try terminal.expect("there is no job 2")
        terminal.type(":end x\n")
        try terminal.expect("`x` is not the number of a job")
        terminal.type(":quit\n")
        try terminal.expect("a job is still running; it is ended")
        try terminal.expect("[1] ended")
        sitting.expectEnd(0)
    }

    @Test(
        arguments: TerminalKind.allCases)
    func `A change, a question or a binding is not a job, and others run in the meantime`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        for (line, refusal) in [
            ("$ touch x", "a job only reads, and this has"), ("let x = ? echo 1", "a job binds no names"),
            ("confirm \"Really?\"", "a job cannot ask questions"), ("probe p { expect yes }", "nothing here for a job"),
            ("$unknown", "error[B0220]"), ("", "something is missing"),
        ] {
            try sitting.say(":job \(line)", refusal)
        }
        #expect(!sitting.terminal.has("x"))
        let terminal = sitting.terminal
        terminal.type(Self.follow + "\n")
        try terminal.expect("[1] news 1")
        terminal.type("$ touch go; sleep 0.5; echo changed\n")
        try terminal.expect("y or n: ")
        terminal.type("y\n")
        try terminal.expect("[1] news 2")
        try terminal.expect("changed")
        try terminal.expect(ReplDriver.prompt)
        try sitting.drop()
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `A loop is a job too: the name of each iteration is its own`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        sitting.terminal.type(":job for n in [1, 2] { ? echo turn $n }\n")
        for news in ["[1] turn 1", "[1] turn 2", "[1] done"] { try sitting.terminal.expect(news) }
        // The prompt may not be there yet.
        try sitting.terminal.settle()
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `News wait while a question is open`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        let terminal = sitting.terminal
        terminal.type(
            ":job ? echo news 1; until test -e go; do sleep 0.02; done; echo news 2; touch told; sleep 600\n")
        try terminal.expect("[1] news 1")
        try terminal.expect(ReplDriver.prompt)
        try sitting.say("$ true", prompt: "y or n: ")
        try terminal.make(file: "go")
        try terminal.expect(file: "told")
        try terminal.settle()
        #expect(!terminal.seen.contains("[1] news 2"))
        try sitting.say("y", "y\r\n", "[1] news 2")
        sitting.leave()
    }

    @Test(
        arguments: TerminalKind.allCases)
    func `What waits for the answer to a held step is told when somebody looks around`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        let terminal = sitting.terminal
        terminal.type(
            ":job ? echo news 1; until test -e go; do sleep 0.02; done; echo news 2; touch told; sleep 600\n"
        )
        try terminal.expect("[1] news 1")
        try terminal.expect(ReplDriver.prompt)
        try sitting.say("for x in [1] { ? false }", prompt: "r/k/l/s: ")
        try terminal.make(file: "go")
        try terminal.expect(file: "told")
        try terminal.settle()
        #expect(!terminal.seen.contains("[1] news 2"))
        terminal.type("l\n")
        try terminal.expect("Looking around at 1[1].1")
        try terminal.expect("[1] news 2\r\n")
        try terminal.expect("look 1[1].1> ")
        try terminal.settle()
        #expect(terminal.seen.ranges(of: "look 1[1].1> ").count <= 2)
        try sitting.say("say \"looked\"", "looked", prompt: "look 1[1].1> ")
        terminal.type(Key.controlD)
        try terminal.expect("r/k/l/s: ")
        try sitting.say("s")
        #expect(terminal.seen.matches(of: /\[1\] news 2/).count == 1)
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `Of much that waits for an answer the last lines are kept`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        let terminal = sitting.terminal
        // More than a pipe holds: most of it has been read when all is written.
        terminal.type(":job ? echo up; until test -e go; do sleep 0.02; done; seq 60000; touch told; sleep 600\n")
        try terminal.expect("[1] up")
        try terminal.expect(ReplDriver.prompt)
        try sitting.say("$ true", prompt: "y or n: ")
        try terminal.make(file: "go")
        try terminal.expect(file: "told")
        try terminal.settle()
        terminal.type("y\n")
        try terminal.expect("lines left out\r\n[1] ")
        try terminal.expect("[1] 60000\r\n")
        #expect(!terminal.seen.contains("[1] 7\r\n"))
        try terminal.settle()
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `A statement of several lines, and its value`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        let terminal = sitting.terminal
        try sitting.say(":job if yes {", prompt: "...> ")
        terminal.type("say \"from within\"\n}\n")
        try terminal.expect("[1] from within")
        terminal.type("let sizes = [1, 2]\n:job count of $sizes\n")
        try terminal.expect("[2]   2")
        terminal.type(":job fail \"on purpose\"\n")
        try terminal.expect("[3] failed after")
        try terminal.expect("[3]   on purpose")
        try terminal.settle()
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `TERM and a terminal that goes away end jobs too`(kind: TerminalKind) throws {
        for ends in [{ $0.send(SIGTERM) }, { $0.hangUp() }] as [(PseudoTerminal) -> Void] {
            let terminal = try ReplDriver(at: kind).terminal
            terminal.type(":job ? echo $$ > pid; echo begun; sleep 600\n")
            try terminal.expect("[1] begun\r\n")
            let pid = try #require(pid_t(try terminal.text(of: "pid")))
            ends(terminal)
            #expect(terminal.ending() != nil)
            #expect(kill(pid, 0) != 0)
        }
    }
}
