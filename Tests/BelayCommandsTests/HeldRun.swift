import Testing

/// A run whose step holds, and a person who looks around there.
struct HeldRun {
    private static let runbook = """
        runbook "Look" "Fails until somebody has mended it."
        use marks
        param who: text = "you"
        lock $who
        let greeting = "hello"
        phase "Try" {
            on failure { say "handled" }
            with env WORD=sesame { mark repaired }
            say "went on"
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

    static let files = ["a.runbook": runbook, "lib/marks.runbook": library]

    static let prompt = "look 1.2.1> "

    let terminal: PseudoTerminal
    private let kind: TerminalKind
    private let settings: TerminalSettings

    /// The prompt stands there.
    init(at kind: TerminalKind) throws {
        self.kind = kind
        terminal = try PseudoTerminal(
            ["run", "a.runbook"], files: Self.files, environment: ["TERM": kind.name], width: kind.width)
        settings = terminal.settings
        try terminal.expect("r/h/k/l/s: ")
        terminal.type("l\n")
        try terminal.expect("Looking around at 1.2.1")
        try terminal.expect(Self.prompt)
    }

    /// Types a line, sees each of the texts in turn, and the prompt again.
    func say(_ line: String, _ texts: String..., prompt: String = prompt) throws {
        terminal.type(line + "\n")
        for text in texts { try terminal.expect(text) }
        try terminal.expect(prompt)
    }

    /// Goes back to the question with Ctrl-D, and answers it.
    func goBack(_ answer: String) throws {
        terminal.type(Key.controlD)
        try terminal.expect("r/h/k/l/s: ")
        terminal.type(answer + "\n")
    }

    func expectEnd(_ status: Int32, _ place: SourceLocation = #_sourceLocation) {
        #expect(terminal.status() == status, "\(terminal.seen)", sourceLocation: place)
        #expect(terminal.settings == settings, sourceLocation: place)
        if !kind.canEdit { #expect(!terminal.seen.contains("\u{1B}"), sourceLocation: place) }
    }
}
