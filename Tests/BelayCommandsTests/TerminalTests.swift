import Foundation
import Testing

@Suite("At a terminal")
struct TerminalTests {
    @Test func `What is not given is asked for, and a secret is not shown`() throws {
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: [
                "a.runbook": """
                runbook "Ask" "Asks."
                param greeting: text "how to greet"
                phase "Ask" {
                    confirm "Really?"
                    ask size: number = 3 "How large?"
                    ask word: secret "What is the word?"
                    manual "Look at the panel."
                    with env WORD=$word { $ test \\${#WORD} = 7 }
                    say "$greeting, $size"
                }

                """
            ])
        try terminal.expect("how to greet")
        try terminal.expect("greeting (text): ")
        terminal.type("hello\n")
        try terminal.expect("confirm: Really?")
        try terminal.expect("y or n: ")
        terminal.type("perhaps\n")
        try terminal.expect("please type y or n")
        try terminal.expect("y or n: ")
        terminal.type("y\n")
        try terminal.expect("number, or nothing for 3: ")
        terminal.type("many\n")
        try terminal.expect("is not a number")
        try terminal.expect("number, or nothing for 3: ")
        terminal.type("\n")
        try terminal.expect("secret: ")
        terminal.type("hunter2\n")
        try terminal.expect("Look at the panel.")
        try terminal.expect("n to give up: ")
        terminal.type("y\n")
        try terminal.expect("hello, 3")
        #expect(terminal.status() == 0)
        #expect(!terminal.seen.contains("hunter2"))
    }

    @Test func `What is typed for a parameter is read as on the command line, and asked again when empty`() throws {
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: [
                "a.runbook": """
                runbook "Ask" "Asks."
                param greeting: text "how to greet"
                phase "Ask" {
                    ask hosts: list of text "Where?"
                    ask folder: path "Which folder?"
                    say "$greeting ${hosts[1]} $folder"
                }

                """
            ])
        try terminal.expect("greeting (text): ")
        terminal.type("\n")
        try terminal.expect("that is empty")
        try terminal.expect("for an empty string, write \"\"")
        try terminal.expect("greeting (text): ")
        terminal.type("hello\n")
        try terminal.expect("list of text: ")
        terminal.type("web1, web2\n")
        try terminal.expect("is not a list")
        try terminal.expect("[web1, web2]")
        try terminal.expect("list of text: ")
        terminal.type("[web1, web2]\n")
        try terminal.expect("path: ")
        terminal.type("\n")
        try terminal.expect("that is empty")
        try terminal.expect("path: ")
        terminal.type("./x\n")
        try terminal.expect("hello web2 ./x")
        #expect(terminal.status() == 0)
    }

    @Test func `A failed step holds; tried again after a repair, the run continues`() throws {
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: [
                "a.runbook": """
                runbook "Hold" "Fails at first."
                phase "Try" {
                    on failure { say "handled" }
                    $ test -e repaired
                    say "continued"
                }

                """
            ])
        try terminal.expect("exit status 1")
        try terminal.expect("r  try again")
        try terminal.expect("h  run on failure")
        try terminal.expect("r/h/k/l/s: ")
        try Data().write(to: terminal.folder.appending(path: "repaired"))
        terminal.type("r\n")
        try terminal.expect("continued")
        #expect(terminal.status() == 0)
        #expect(!terminal.seen.contains("  handled"))
    }

    @Test func `A held step can be skipped with a reason, or its handlers run`() throws {
        let runbook = """
            runbook "Hold" "Fails twice."
            phase "Try" {
                on failure { say "handled now" }
                $ test -e one
                $ test -e two
            }

            """
        let terminal = try PseudoTerminal(["run", "a.runbook"], files: ["a.runbook": runbook])
        try terminal.expect("r/h/k/l/s: ")
        terminal.type("k\n")
        try terminal.expect("why: ")
        terminal.type("not needed\n")
        try terminal.expect("skipped")
        try terminal.expect("r/h/k/l/s: ")
        terminal.type("h\n")
        try terminal.expect("handled now")
        #expect(terminal.status() == 4)
    }

    @Test func `Who waits longer says for how long`() throws {
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: [
                "a.runbook": """
                runbook "Wait" "Waits."
                phase "Wait" { await (? test -e there) within 200ms every 50ms }

                """
            ])
        try terminal.expect("w  wait longer")
        try terminal.expect("r/w/")
        terminal.type("w\n")
        try terminal.expect("how long (5m00s): ")
        terminal.type("never\n")
        try terminal.expect("please type a time such as 90s, 10m or 2h")
        try terminal.expect("how long (5m00s): ")
        terminal.type("20s\n")
        try terminal.expect("left")
        try terminal.make(file: "there")
        #expect(terminal.status() == 0)
    }

    @Test func `Who gives no reason to skip a held step stops there`() throws {
        let runbook = """
            runbook "Hold" "Fails."
            phase "Try" {
                on failure { say "handled now" }
                $ test -e one
            }

            """
        let terminal = try PseudoTerminal(["run", "a.runbook"], files: ["a.runbook": runbook])
        try terminal.expect("r/h/k/l/s: ")
        terminal.type("k\n")
        try terminal.expect("why: ")
        terminal.type(Key.controlD)
        #expect(terminal.status() == 1)
        #expect(!terminal.seen.contains("  handled now"))
    }

    @Test func `The first Ctrl-C lets a change finish and runs always, and nothing after it`() throws {
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: [
                "a.runbook": """
                runbook "Cancel" "Is cancelled."
                phase "Work" {
                    always { say "cleaned up" }
                    $ echo begun; until test -e go; do sleep 0.02; done; touch finished
                    $ touch never
                }

                """
            ])
        try terminal.expect("begun")
        terminal.type("\u{3}")
        try terminal.expect("A running change may finish")
        try Data().write(to: terminal.folder.appending(path: "go"))
        try terminal.expect("cleaned up")
        #expect(terminal.status() == 130)
        #expect(terminal.has("finished"), "\(terminal.seen)")
        #expect(!terminal.has("never"))
    }

    @Test func `Ctrl-backslash does not end it at once either`() throws {
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: [
                "a.runbook": """
                runbook "Quit" "Is cancelled."
                phase "Work" {
                    $ touch begun; until test -e go; do sleep 0.02; done; touch finished
                    $ touch never
                }

                """
            ])
        try terminal.expect(file: "begun")
        terminal.type(Key.controlBackslash)
        try terminal.expect("A running change may finish")
        try terminal.make(file: "go")
        try terminal.expect("resume it")
        #expect(terminal.status() == 130)
        #expect(terminal.has("finished"))
        #expect(!terminal.has("never"))
    }

    @Test func `TERM ends a run that asks in the background`() throws {
        let terminal = try PseudoTerminal(
            shell: "set -m; belay run a.runbook & wait $!; echo ended $?",
            files: [
                "a.runbook": """
                runbook "Ask" "Asks."
                phase "Ask" {
                    always { say "cleaned up" }
                    confirm "Really?"
                }

                """
            ])
        try terminal.expect("y or n: ")
        terminal.send(SIGTERM)
        try terminal.expect("cleaned up")
        try terminal.expect("ended 130")
        #expect(terminal.status() == 0)
    }

    @Test func `The second Ctrl-C kills what runs`() throws {
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: [
                "a.runbook": """
                runbook "Kill" "Is killed."
                phase "Work" { $ echo begun; sleep 600; touch never }

                """
            ])
        try terminal.expect("begun")
        terminal.type("\u{3}")
        try terminal.expect("A running change may finish")
        terminal.type("\u{3}")
        try terminal.expect("Killing what is running")
        #expect(terminal.status() == 130)
    }

    @Test func `A question ends with Ctrl-C, and the end of input is a no`() throws {
        let runbook = """
            runbook "Ask" "Asks."
            phase "Ask" { confirm "Really?" }

            """
        let cancelled = try PseudoTerminal(["run", "a.runbook"], files: ["a.runbook": runbook])
        try cancelled.expect("y or n: ")
        cancelled.type("\u{3}")
        #expect(cancelled.status() == 130)
        let ended = try PseudoTerminal(["run", "a.runbook"], files: ["a.runbook": runbook])
        try ended.expect("y or n: ")
        ended.type("\u{4}")
        try ended.expect("not confirmed: ")
        // A failure holds; the end of input stops the run there too.
        try ended.expect("r/l/s: ")
        ended.type("\u{4}")
        #expect(ended.status() == 1)
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func `TERM and HUP end a question too, and a second one is not needed`(signal: Int32) throws {
        let runbook = """
            runbook "Ask" "Asks."
            phase "Ask" {
                always { $ touch tidied }
                ask name: text "Who?"
            }

            """
        let terminal = try PseudoTerminal(["run", "a.runbook"], files: ["a.runbook": runbook])
        try terminal.expect("text: ")
        terminal.send(signal)
        #expect(terminal.status() == 130)
        #expect(terminal.has("tidied"))
    }

    @Test func `Output is drawn live, its end stays, and no line is wider than the screen`() throws {
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: [
                "a.runbook": """
                runbook "Fold" "Prints."
                phase "Print" {
                    $ seq 101 109; until test -e go; do sleep 0.02; done
                    ? seq 201 212
                    say "done"
                }

                """
            ], width: 50)
        try terminal.expect("109")
        try Data().write(to: terminal.folder.appending(path: "go"))
        #expect(terminal.status() == 0)
        let shown = ScreenText(terminal.seen).rows.map { $0.trimmingCharacters(in: .whitespaces) }
        let numbers = shown.filter { Int($0) != nil || $0.hasPrefix("…") }
        #expect(numbers == ["… 6 lines", "107", "108", "109"] + (201...210).map(String.init) + ["… 2 more lines"])
        #expect(shown.contains { $0.contains("Done in") })
        for row in shown { #expect(row.count <= 50, "\(row)") }
    }
}
