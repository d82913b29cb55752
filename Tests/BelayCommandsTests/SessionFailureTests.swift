import Glibc
import Testing

/// The messages and numbers of a session when a step fails.
@Suite("After a failure in a session")
struct SessionFailureTests {
    private static let files = [
        "lib/marks.runbook": """
        action make (name: path) {
            $ touch $name
            undo { $ rm $name }
        }
        action make (name: path) badly {
            on failure { say "handled" }
            make $name
            $ false
        }

        """
    ]

    @Test(arguments: TerminalKind.allCases)
    func `Who stops at a held step is told what stays and what did not run`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind, files: Self.files, height: 40)
        for line in ["use marks", ":ask never"] { try sitting.say(line) }
        try sitting.say("for x in [1] { ? exit 7 }", prompt: "r/k/l/s: ")
        try sitting.say("s", "Stopped at 1[1].1. Nothing was changed.\r\n")
        try sitting.say("for x in [1] { $ false }", prompt: "r/k/l/s: ")
        try sitting.say("s", "Stopped at 2[1].1. What was done stays.\r\n")
        try sitting.say("make here.txt badly", prompt: "r/h/k/l/s: ")
        sitting.terminal.type(Key.controlD)
        try sitting.terminal.expect("Stopped at 3.3; its handlers did not")
        try sitting.terminal.expect(":undo undoes")
        try sitting.terminal.expect(ReplDriver.prompt)
        #expect(!sitting.terminal.seen.contains("handled\r\n"))
        try sitting.say(":undo", "undo make here.txt")
        #expect(!sitting.terminal.has("here.txt"))
        try sitting.say("make here.txt badly", prompt: "r/h/k/l/s: ")
        try sitting.say("h", "handled")
        #expect(sitting.terminal.seen.matches(of: /Stopped at/).count == 3)
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `No number is given twice`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        try sitting.say("say \"one\"", "1        one")
        // A failed block is not kept, and neither are the numbers of what is in it.
        for line in ["if yes {", "say \"two\""] { try sitting.say(line, prompt: "...> ") }
        try sitting.say("fail \"three\"", prompt: "...> ")
        try sitting.say("}", "2        two", "3")
        try sitting.say("say \"four\"", "4        four")
        try sitting.say("$ true", "5      $ true", prompt: "y or n: ")
        try sitting.say("n", "not run")
        try sitting.say("say \"five\"", "5        five")
        sitting.leave()
    }

    @Test func `The time that a person takes to answer is not that of the statement`() throws {
        let sitting = try ReplDriver(at: .wide)
        for statement in ["$ true", "confirm \"Really?\""] {
            let begun = ContinuousClock.now
            sitting.terminal.type(":time \(statement)\n")
            try sitting.terminal.expect("y or n: ")
            let asked = try ContinuousClock().measure { try sitting.terminal.settle(for: .milliseconds(500)) }
            try sitting.say("y", "took ")
            let rest = ContinuousClock.now - begun - asked
            let shown = try #require(sitting.terminal.seen.matches(of: /took ([0-9.]+)(ms|s)/).last)
            let number = try #require(Double(shown.output.1))
            let took = Duration.milliseconds(shown.output.2 == "s" ? number * 1000 : number)
            // Longer times are shown to a tenth of a second.
            #expect(took < rest + .milliseconds(100))
        }
        #expect(sitting.terminal.seen.matches(of: /took/).count == 2)
        try sitting.say(":time $ true", prompt: "y or n: ")
        try sitting.say("n", "not run")
        #expect(sitting.terminal.seen.matches(of: /took/).count == 2)
        sitting.leave()
    }
}
