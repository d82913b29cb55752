import Glibc
import Testing

/// Input typed or pasted before a question appears is not its answer.
@Suite("What is typed ahead")
struct TypedAheadTests {
    private static let waiting = "touch begun; until test -e go; do sleep 0.02; done"
    private static let dropped = "input typed before the question was discarded"

    @Test(arguments: TerminalKind.allCases, ["y\n", "ye"])
    func `It answers no question of a session, whole line or half`(kind: TerminalKind, answer: String) throws {
        let sitting = try ReplDriver(at: kind)
        let terminal = sitting.terminal
        terminal.type("? \(Self.waiting)\n")
        try terminal.expect(file: "begun")
        terminal.type("$ touch made\n\(answer)")
        try terminal.settle()
        try terminal.make(file: "go")
        try terminal.expect(Self.dropped)
        try terminal.expect("run this? y or n: ")
        try terminal.settle()
        #expect(!terminal.has("made"))
        try sitting.say("n", "not run")
        try sitting.say("$ touch made", prompt: "y or n: ")
        try sitting.say("y")
        #expect(terminal.has("made"))
        #expect(terminal.seen.matches(of: /input typed before the question/).count == 1)
        sitting.leave()
    }

    @Test(
        arguments: TerminalKind.allCases)
    func `Lines that are pasted where nobody marks them are no answers, however many`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        sitting.terminal.type("$ touch one\n" + String(repeating: "y\n", count: 5000))
        try sitting.terminal.expect(Self.dropped)
        try sitting.terminal.expect("run this? y or n: ")
        try sitting.terminal.settle()
        #expect(!sitting.terminal.has("one"))
        try sitting.say("n", "not run")
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `Lines of a prompt are kept`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        sitting.terminal.type("? \(Self.waiting)\n")
        try sitting.terminal.expect(file: "begun")
        sitting.terminal.type("let kept = 2 + 3\n\"kept $kept\"\n")
        try sitting.terminal.settle()
        try sitting.terminal.make(file: "go")
        try sitting.terminal.expect("kept 5\r\n")
        #expect(!sitting.terminal.seen.contains(Self.dropped))
        try sitting.terminal.expect(ReplDriver.prompt)
        sitting.leave()
    }

    @Test(
        arguments: [
            ("confirm \"Really?\"", "y\n", "y or n: "), ("ask word: text \"Which?\"", "word\n", "text: "),
            ("manual \"Look.\"", "y\n", "n to give up: "), ("point of no return \"Out.\"", "prod\n", "continue: "),
            ("$ false", "k\n", "r/k/l/s: "),
        ])
    func `It answers no question of a run, and no step that holds`(statement: String, answer: String, prompt: String)
        throws
    {
        let runbook = """
            runbook "Ahead" "Asks late."
            lock "prod"
            phase "Ask" {
                $ \(Self.waiting)
                \(statement)
            }

            """
        let terminal = try PseudoTerminal(["run", "a.runbook"], files: ["a.runbook": runbook])
        try terminal.expect(file: "begun")
        terminal.type(answer)
        try terminal.settle()
        try terminal.make(file: "go")
        try terminal.expect(Self.dropped)
        try terminal.expect(prompt)
        terminal.type(Key.controlC)
        #expect(terminal.status() == 130)
    }

    @Test func `Parameters may be pasted in lines, but not before the question or after a bad one`() throws {
        let runbook = """
            runbook "Parameters" "Asks for them."
            param first: text
            param second: number
            param third: text
            phase "Say" { say "$first, $second, $third" }

            """
        let terminal = try PseudoTerminal(
            shell: "until test -e go; do sleep 0.02; done; exec belay run a.runbook", files: ["a.runbook": runbook])
        terminal.type("ls\n")
        try terminal.settle()
        try terminal.make(file: "go")
        try terminal.expect(Self.dropped)
        try terminal.expect("first (text): ")
        terminal.type("one\nmany\nthree\n")
        try terminal.expect("second (number): ")
        try terminal.expect("is not a number")
        try terminal.expect(Self.dropped)
        try terminal.expect("second (number): ")
        terminal.type("2\nthree\n")
        try terminal.expect("one, 2, three")
        #expect(terminal.status() == 0)
    }

    @Test(arguments: TerminalKind.allCases)
    func `After Ctrl-Z and fg the question is there again`(kind: TerminalKind) throws {
        let terminal = try PseudoTerminal(
            shell: "set -m; belay repl; echo sto''pped; fg; echo status $?", environment: ["TERM": kind.name],
            width: kind.width)
        try terminal.expect(ReplDriver.prompt)
        terminal.type("$ touch made\n")
        try terminal.expect("y or n: ")
        terminal.type(Key.controlZ)
        try terminal.expect("stopped")
        try terminal.expect("run this? y or n: ")
        terminal.type("y\n")
        try terminal.expect(ReplDriver.prompt)
        #expect(terminal.has("made"))
        terminal.type(Key.controlD)
        try terminal.expect("status 0")
        #expect(terminal.status() == 0)
    }
}
