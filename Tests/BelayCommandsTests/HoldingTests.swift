import Foundation
import Testing

@Suite("The terminal before a person is asked")
struct HoldingTests {
    /// The output before the question.
    private func shown(_ terminal: PseudoTerminal, until prompt: String) throws -> String {
        try terminal.expect(prompt)
        return ScreenText(terminal.seen).rows.joined(separator: "\n")
    }

    @Test func `Whatever kind of statement it is: its line, why it failed, what was said last`() throws {
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: [
                "a.runbook": """
                runbook "Hold" "Fails where a value is read."
                probe answer gives text {
                    let a = ? echo found nothing >&2; exit 2
                    give $a
                }
                phase "One" {
                    $ echo hello
                    let x = answer
                    if (? exit 3) { $ touch yes } else { $ touch no }
                    for line in (content of ./nofile) { $ touch $line }
                    say "continued"
                }
                probe content of (file: path) gives list of text {
                    let found: list of text = ? cat $file
                    give $found
                }

                """
            ])
        let first = try shown(terminal, until: "r/v/l/s: ")
        #expect(first.contains(/1\.2 +let x = answer +failed after/))
        #expect(first.contains("exit status 2"))
        #expect(first.contains("found nothing"))
        #expect(first.contains("v  give the value of x"))
        terminal.type("v\n")
        try terminal.expect("text: ")
        terminal.type("typed\n")
        let second = try shown(terminal, until: "r/k/l/s: ")
        #expect(second.contains(/1\.3 +if \(\? exit 3\) +failed after/))
        #expect(second.contains("exit status 3"))
        terminal.type("k\n")
        try terminal.expect("why: ")
        terminal.type("not today\n")
        let third = try shown(terminal, until: "r/k/l/s: ")
        #expect(third.contains(/1\.3 +skipped: not today/))
        #expect(third.contains(/1\.6 +for line in \(content of \.\/nofile\) +failed after/))
        #expect(third.contains("No such file"))
        try terminal.make(file: "nofile")
        terminal.type("r\n")
        try terminal.expect("continued")
        try terminal.expect("2 steps skipped")
        try terminal.expect("1.2  let x = answer: the value of x was entered by a person")
        try terminal.expect("1.3  if (? exit 3): not today")
        #expect(terminal.status() == 0)
        #expect(!terminal.has("yes") && !terminal.has("no"))
    }

    @Test(
        arguments: [("confirm \"Delete it?\"", "n"), ("guard (? false)", "")])
    func `What has said no is not walked around`(statement: String, answer: String) throws {
        let isGuard = statement.hasPrefix("guard")
        let step = statement + (isGuard ? " { $ touch destroyed }" : "\n$ touch destroyed")
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: ["a.runbook": "runbook \"Gate\" \"Says no.\"\nphase \"One\" {\n\(step)\n}\n"])
        if !answer.isEmpty {
            try terminal.expect("y or n: ")
            terminal.type(answer + "\n")
        }
        try terminal.expect("r/l/s: ")
        terminal.type("k\n")
        try terminal.expect("please type")
        try terminal.expect("r/l/s: ")
        terminal.type("s\n")
        #expect(terminal.status() == 1)
        #expect(!terminal.has("destroyed"))
        #expect(!terminal.seen.contains("skip"))
    }

    @Test func `Each of several menus is beneath a line of its own step`() throws {
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: [
                "a.runbook": """
                runbook "Hold" "Holds at all of them."
                phase "One" {
                    for x in [a, b, c] together { guard (? test -e nofile) { $ touch made.$x } }
                }

                """
            ])
        var seen: [String] = []
        for answer in ["r", "s", "s", "s"] {
            let text = try shown(terminal, until: "r/l/s: ")
            let rows = text.split(separator: "\n")
            guard let menu = rows.lastIndex(where: { $0.contains("r  try again") }), menu > 0 else {
                Issue.record("no menu: \(text)")
                return
            }
            let head = rows[menu - 1]
            #expect(head.contains(/1\.1\[[abc]\]/) || head.contains("guarded: "), "\(text)")
            #expect(!head.contains("r/l/s"), "\(text)")
            seen.append(String(head))
            terminal.type(answer + "\n")
        }
        #expect(terminal.status() == 1)
        #expect(seen.count == 4)
    }

    @Test func `A point of no return that was not passed is not skipped`() throws {
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: [
                "a.runbook": """
                runbook "Point" "Of no return."
                lock prod
                action put { $ touch made
                    undo { $ rm made } }
                phase "Go" {
                    on failure undo
                    put
                    point of no return "What is out is out"
                    locally { ! touch destroyed }
                }

                """
            ])
        try terminal.expect("type `prod` to continue")
        terminal.type("nope\n")
        try terminal.expect("h  run on failure undo")
        try terminal.expect("u  stop, and undo 1.2 put")
        try terminal.expect("r/h/u/l/s: ")
        terminal.type("s\n")
        // Who stops there is told what stays.
        try terminal.expect("These handlers did not run:")
        try terminal.expect("on failure undo")
        try terminal.expect("Not undone. To undo it by hand, in this order:")
        try terminal.expect("# 1.2 put")
        try terminal.expect("rm made")
        #expect(terminal.status() == 1)
        #expect(!terminal.has("destroyed"))
    }

    @Test func `A person stops a run and has undone what it has begun, in a run of its own`() throws {
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: [
                "a.runbook": """
                runbook "Grow" "Fails in the middle."
                lock prod
                action put (file: path) { $ touch $file
                    undo { $ rm $file } }
                phase "Go" {
                    put ./one
                    put ./two
                    $ false
                    put ./three
                }

                """
            ])
        try terminal.expect("u  stop, and undo 1.2 put ./two and 1 step before")
        try terminal.expect("r/u/k/l/s: ")
        terminal.type("u\n")
        try terminal.expect("Failed at 1.3")
        try terminal.expect("Undo of Grow")
        try terminal.expect("1.2.undo.1 $ rm ./two")
        try terminal.expect("1.1.undo.1 $ rm ./one")
        try terminal.expect("undo this? y or n: ")
        #expect(terminal.has("one") && terminal.has("two"))
        terminal.type("y\n")
        try terminal.expect("Undo of Grow  run ")
        try terminal.expect("Done in ")
        #expect(terminal.status() == 0)
        #expect(!terminal.has("one") && !terminal.has("two"))
    }

    @Test func `What was said at a step that held is in the journal, with who said it`() throws {
        let terminal = try PseudoTerminal(
            shell: "belay run a.runbook; belay show | cat; belay show --format markdown | cat",
            files: ["a.runbook": "runbook \"Try\" \"Fails.\"\nphase \"One\" {\n$ test -e ready\n$ touch made\n}\n"])
        try terminal.expect("r/k/l/s: ")
        terminal.type("r\n")
        try terminal.expect("r/k/l/s: ")
        terminal.type("k\n")
        try terminal.expect("why: ")
        terminal.type("\n")
        try terminal.expect("a reason is needed")
        try terminal.expect("why: ")
        terminal.type("not today\n")
        try terminal.expect("1 step skipped")
        terminal.passOver()
        // Each with the person, whom `show` names at the top as well.
        try terminal.expect("try again")
        try terminal.expect(" on ")
        try terminal.expect("skip: not today")
        try terminal.expect("### Questions")
        try terminal.expect("try again")
        try terminal.expect("skip: not today")
    }

    @Test func `A secret that is given is typed unseen`() throws {
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: [
                "a.runbook": """
                runbook "Secret" "Is not to be read."
                phase "One" {
                    let t: secret = ? cat token
                    with env T=$t { $ test \\${#T} = 7 && touch known }
                }

                """
            ])
        try terminal.expect("v  give the value of t")
        try terminal.expect("r/v/l/s: ")
        terminal.type("v\n")
        try terminal.expect("secret: ")
        terminal.type("hunter2\n")
        #expect(terminal.status() == 0)
        #expect(terminal.has("known"))
        #expect(!terminal.seen.contains("hunter2"))
    }

    @Test func `Side by side a question says whom it is about, and late lines whose they are`() throws {
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: [
                "a.runbook": """
                runbook "Side by side" "Two fail."
                phase "One" {
                    for n in [a, b, c] together stopping after 5 failures {
                        if $n is c { $ until test -e go; do sleep 0.02; done } else { $ echo no $n >&2; exit 4 }
                    }
                }

                """
            ], width: 120)
        try terminal.expect("failed: exit status 4  (")
        try terminal.expect("r/k/l/s: ")
        try terminal.make(file: "go")
        terminal.type("k\n")
        try terminal.expect("why: ")
        terminal.type("known\n")
        // The line that it was skipped may come when the next question already exists, and then waits.
        try terminal.expect("r/k/l/s: ")
        terminal.type("s\n")
        try terminal.expect("; the others continued")
        try terminal.expect("1 of 3 failed")
        let rows = ScreenText(terminal.seen).rows
        #expect(rows.contains { $0.contains(/1\.1\[[ab]\]\.2 +skipped: known/) }, "\(rows.joined(separator: "\n"))")
        #expect(terminal.status() == 1)
    }

    @Test func `Whether it happened is asked beneath the command, and one can look around first`() throws {
        let runbook = """
            runbook "Doubt" "Is killed."
            phase "One" {
                $ echo begun; kill -9 \\$PPID
                say "continued"
            }

            """
        let terminal = try PseudoTerminal(
            shell: "belay run a.runbook; exec belay resume", files: ["a.runbook": runbook])
        try terminal.expect("did it happen?")
        try terminal.expect("h/d/l/s: ")
        let rows = ScreenText(terminal.seen).rows
        let asked = try #require(rows.lastIndex { $0.contains("did it happen?") })
        #expect(rows[..<asked].suffix(3).contains { $0.contains("$ echo begun; kill -9") }, "\(rows)")
        #expect(rows[..<asked].suffix(3).contains { $0.contains("started") && $0.contains("ago") })
        terminal.type("l\n")
        try terminal.expect("look 1.1> ")
        terminal.type(Key.controlD)
        try terminal.expect("h/d/l/s: ")
        terminal.type("h\n")
        try terminal.expect("continued")
        #expect(terminal.status() == 0)
    }
}
