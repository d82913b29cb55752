import Testing

/// A run whose step holds, and a person who looks around there.
struct HeldRun: Prompted {
    private static let runbook = """
        runbook "Look" "Fails until somebody has mended it."
        use marks
        param who: text = "you"
        lock $who
        let greeting = "hello"
        phase "Try" {
            on failure { say "handled" }
            with env WORD=sesame { mark repaired }
            say "continued"
        }

        """

    private static let library = """
        let ending = ".txt"
        probe is marked (name: path) { expect (? test -e "$name$ending") }
        action mark (name: path) [size: number = 3] {
            "Makes nothing: it looks whether somebody has."
            let twice = "$name $size"
            with env PLACE=here { $ test -e "$name$ending" }
            say "marked $twice"
        }

        """

    private static let files = ["a.runbook": runbook, "lib/marks.runbook": library]

    static let prompt = "look 1.2.1> "

    let terminal: PseudoTerminal
    let kind: TerminalKind
    let settings: TerminalSettings

    /// The prompt is there.
    /// - Parameter after: what a shell does when the run has ended.
    init(at kind: TerminalKind, after: String? = nil) throws {
        self.kind = kind
        terminal = try PseudoTerminal(
            shell: after.map { "belay run a.runbook; \($0)" } ?? "exec belay run a.runbook", files: Self.files,
            environment: ["TERM": kind.name], width: kind.width)
        settings = terminal.settings
        try terminal.expect("r/h/k/l/s: ")
        terminal.type("l\n")
        try terminal.expect("Looking around at 1.2.1")
        try terminal.expect(Self.prompt)
    }

    /// Makes what the step looks for.
    func mend() throws {
        try say("$ touch repaired$ending", "$ touch repaired.txt", prompt: "y or n: ")
        try say("y")
    }

    /// Goes back to the question with Ctrl-D, and answers it.
    func goBack(_ answer: String) throws {
        terminal.type(Key.controlD)
        try terminal.expect("r/h/k/l/s: ")
        terminal.type(answer + "\n")
    }
}
