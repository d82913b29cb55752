import Testing

/// What is typed at the prompt of a session has colours, and the cursor stays where it is.
@Suite("A line while it is typed")
struct ColourWhileTypingTests {
    private func session(_ environment: [String: String] = ["NO_COLOR": ""]) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(["repl"], environment: environment)
        try terminal.expect(":help for help, Tab completes, Ctrl-D leaves.")
        try terminal.expect("belay> ")
        return terminal
    }

    @Test func `A sign, a keyword, a string and a name have their colours`() throws {
        let terminal = try session()
        terminal.type("say \"x $run\"")
        try terminal.expect("\u{1B}[1msay\u{1B}[0m \u{1B}[32m\"x $run\"\u{1B}[0m")
        terminal.type("\u{15}? true $a")
        try terminal.expect("\u{1B}[36m?\u{1B}[0m")
        #expect(terminal.screen.current.hasPrefix("belay> ? true $a"))
        terminal.type("\u{15}")
        terminal.type(Key.controlD)
        #expect(terminal.status() == 0)
    }

    @Test func `What is changed in the middle is drawn where it is`() throws {
        let terminal = try session()
        terminal.type("$ echo ac")
        try terminal.expect("\u{1B}[33m$\u{1B}[0m")
        try terminal.type(slowly: "\u{1B}[D", pause: .milliseconds(1))
        terminal.type("b")
        try terminal.expect(onScreen: "belay> $ echo abc")
        terminal.type("\u{15}")
        terminal.type(Key.controlD)
        #expect(terminal.status() == 0)
    }

    @Test func `NO_COLOR leaves it plain`() throws {
        let terminal = try session(["NO_COLOR": "1"])
        terminal.type("$ echo plain")
        try terminal.expect("plain")
        try terminal.settle()
        #expect(!terminal.seen.contains("\u{1B}[33m"))
        terminal.type("\u{15}")
        terminal.type(Key.controlD)
        #expect(terminal.status() == 0)
    }

    @Test func `The last entry that began so is suggested, and Right takes it`() throws {
        let terminal = try session(["NO_COLOR": "1"])
        terminal.type("\"some long text\"\n")
        try terminal.expect("some long text\r\n")
        try terminal.expect("belay> ")
        terminal.type("\"some")
        try terminal.expect(" long text\"")
        terminal.type("\u{1B}[C")
        try terminal.expect(onScreen: "belay> \"some long text\"")
        terminal.passOver()
        terminal.type("\n")
        try terminal.expect("some long text\r\n")
        try terminal.expect("belay> ")
        terminal.type(Key.controlD)
        #expect(terminal.status() == 0)
    }
}
