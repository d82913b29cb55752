import Foundation
import Glibc
import Testing

/// The consequences of looking around at a held step.
@Suite("After somebody has looked around")
struct LookAroundLaterTests {
    @Test func `What is mended there is written down, and shown in the run`() throws {
        let held = try HeldRun(
            at: .wide,
            after: "echo status $?; belay show $(belay runs | grep -v -e 'held step' -e '^run ' | cut -d ' ' -f 1)")
        try held.mend()
        held.terminal.type(":quit\n")
        try held.terminal.expect("r/h/k/l/s: ")
        held.terminal.type("r\n")
        for text in ["status 0", "Somebody looked around: session 2", "$ touch repaired.txt"] {
            try held.terminal.expect(text)
        }
        held.expectEnd(0)
    }

    @Test func `What was done there does not confuse a resumed run`() throws {
        let held = try HeldRun(at: .wide, after: "echo first $?; belay resume; echo second $?")
        try held.mend()
        try held.goBack("s")
        for text in ["first 1", "continued", "second 0"] { try held.terminal.expect(text) }
        held.expectEnd(0)
    }

    @Test func `Whoever resumes the run is told of unknown outcomes there, and of a damaged journal`() throws {
        let held = try HeldRun(
            at: .wide,
            after: "echo first $?; "
                + "for j in $(grep -l 'held step' ../state/belay/runs/*/journal.jsonl); do echo damaged >> $j; done; "
                + "belay resume < /dev/null; echo second $?; "
                + "belay show $(belay runs | grep -v -e 'held step' -e '^run ' | cut -d ' ' -f 1); echo third $?")
        let terminal = held.terminal
        try held.say("$ touch begun; until test -e go; do sleep 0.02; done", prompt: "y or n: ")
        terminal.type("y\n")
        try terminal.expect(file: "begun")
        terminal.send(SIGKILL)
        try terminal.make(file: "go")
        for text in [
            "first 137", "belay: outcome unknown, at step 1.2.1 in session 2",
            "$ touch begun; until", "belay: more may have been done at step 1.2.1 in session 2", "second 4",
            "$ touch begun; until", "outcome unknown", "of its journal is damaged", "third 0",
        ] {
            try terminal.expect(text)
        }
        #expect(terminal.status() == 0)
    }

    @Test func `A change at a held step of a session that only reads holds the lock of the runbook`() throws {
        let terminal = try PseudoTerminal(
            shell: "(until test -e begun; do sleep 0.02; done; belay run a.runbook; echo $? > other; touch go) "
                + "< /dev/null > printed 2>&1 & belay repl a.runbook",
            files: [
                "a.runbook": """
                runbook "Held" "Is about one target."
                param target: text = "one"
                lock $target
                phase "Change" { $ touch changed }

                """
            ])
        try terminal.expect("belay> ")
        terminal.type("for x in [a] { ? test -e $x }\n")
        try terminal.expect("r/k/l/s: ")
        terminal.type("l\n")
        try terminal.expect("look 1[a].1> ")
        terminal.type("$ touch begun; until test -e go; do sleep 0.02; done\n")
        try terminal.expect("y or n: ")
        terminal.type("y\n")
        try terminal.expect("look 1[a].1> ")
        #expect(try terminal.text(of: "other") == "7")
        #expect(!terminal.has("changed"))
        terminal.type("\u{4}")
        try terminal.expect("r/k/l/s: ")
        terminal.type("s\n")
        try terminal.expect("belay> ")
        terminal.type("\u{4}")
        #expect(terminal.status() == 0)
    }

    @Test func `While somebody looks around, iterations side by side continue and tear nothing`() throws {
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: [
                "a.runbook": """
                runbook "Together" "Two at once."
                phase "Try" {
                    for x in [bad, good] together stopping after 2 failures {
                        $ [ $x = good ]; until test -e go; do sleep 0.02; done; touch told
                    }
                }

                """
            ])
        try terminal.expect("r/k/l/s: ")
        terminal.type("l\n")
        try terminal.expect("look 1.1[bad].1> ")
        let before = terminal.seen
        terminal.type("say \"$x ")
        try terminal.make(file: "go")
        try terminal.expect(file: "told")
        try terminal.settle()
        #expect(!terminal.seen.dropFirst(before.count).contains("[good]"))
        terminal.type("here\"\n")
        try terminal.expect("bad here")
        try terminal.expect("look 1.1[bad].1> ")
        terminal.type("\u{4}")
        try terminal.expect("r/k/l/s: ")
        terminal.type("k\n")
        try terminal.expect("why: ")
        terminal.type("enough\n")
        try terminal.expect("skipped")
        try terminal.expect("1 done: good")
        #expect(terminal.status() == 0)
    }
}
