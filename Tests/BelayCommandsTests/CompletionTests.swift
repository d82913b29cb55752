import Testing

/// What is offered while a statement is typed; where nothing can be drawn, nothing.
@Suite("Completion at a prompt")
struct CompletionTests {
    private static let files = [
        "a.runbook": """
        runbook "Phrases" "Brings a phrase."
        type which = main | spare
        action copy the data of (which: which) to (there: path) [twice: flag = no] {
            say "copying $which to $there"
        }
        phase "Nothing" { say "nothing" }

        """
    ]

    @Test("Tab goes on word by word, and says what a hole wants", arguments: TerminalKind.allCases)
    func tab(kind: TerminalKind) throws {
        let sitting = try Sitting(at: kind, ["a.runbook"], files: Self.files)
        if kind.canEdit {
            sitting.terminal.type("copy th\t")
            try sitting.expectTyped("copy the ")
            sitting.terminal.type("\t\t\t")
            try sitting.terminal.expect("(which: which)")
            sitting.terminal.type("ma\t")
            try sitting.terminal.expect(onScreen: "of main ")
            sitting.terminal.type("to place.txt \t")
            try sitting.terminal.expect(onScreen: "twice=")
            sitting.terminal.type("y\t")
            try sitting.terminal.expect(onScreen: "twice=yes")
            try sitting.say("", "copying main")
        } else {
            // A blank like any other.
            try sitting.say("copy\tthe data of main to place.txt", "copying main")
        }
        sitting.leave()
    }

    @Test("A hint shows the rest of the only phrase, and Right takes its words", arguments: TerminalKind.allCases)
    func hint(kind: TerminalKind) throws {
        let sitting = try Sitting(at: kind, ["a.runbook"], files: Self.files)
        sitting.terminal.type("copy")
        switch kind {
        case .wide:
            try sitting.terminal.expect("\u{1B}[2m the data of (which) to (there)\u{1B}[0m")
            sitting.terminal.type(Key.right)
            try sitting.expectTyped("copy the data of ")
            try sitting.say("spare to x", "copying spare to x")
        case .narrow, .dumb, .unknown:
            // It does not fit into the row, or cannot be drawn.
            try sitting.say(" the data of spare to x", "copying spare to x")
            #expect(!sitting.terminal.seen.contains("\u{1B}[2m the data"))
        }
        sitting.leave()
    }
}
