import Testing

/// Completions while a statement is typed; where nothing can be drawn, nothing.
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

    @Test(arguments: TerminalKind.allCases)
    func `Tab continues word by word, and says what a placeholder takes`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind, ["a.runbook"], files: Self.files)
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
            // A space like any other.
            try sitting.say("copy\tthe data of main to place.txt", "copying main")
        }
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `A hint shows the rest of the only phrase, and Right takes its words`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind, ["a.runbook"], files: Self.files)
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

    @Test func `The name of a file is one word in a command, whatever it holds`() throws {
        let names = [
            "a&touch pwned", "b two words", "c$HOME", "d'quote", "e\"double\"", "f`touch pwned`", "g#hash", "h(paren)",
            "i{b}",
            "j\\back", "k\u{301}mark", "l dir/m more",
        ]
        let sitting = try ReplDriver(
            at: .wide, files: Dictionary(uniqueKeysWithValues: names.map { ($0, "this is \($0)\n") }))
        for name in names.dropLast() {
            sitting.terminal.type("? cat \(name.prefix(1).unicodeScalars.first ?? " ")\t")
            try sitting.terminal.settle()
            try sitting.say("", "this is \(name)\r\n")
        }
        sitting.terminal.type("? cat l\t")
        try sitting.expectTyped("? cat 'l dir/")
        sitting.terminal.type("\t")
        try sitting.expectTyped("? cat 'l dir/m more'")
        try sitting.say("", "this is l dir/m more\r\n")
        sitting.terminal.type("? cat \"b tw\t")
        try sitting.expectTyped("? cat \"b two words\"")
        try sitting.say("", "this is b two words\r\n")
        sitting.terminal.type("? cat b\\ t\t")
        try sitting.expectTyped("? cat 'b two words'")
        try sitting.say("", "this is b two words\r\n")
        sitting.leave()
        #expect(!sitting.terminal.has("pwned"))
    }

    @Test func `A name that cannot be seen as it is is not offered`() throws {
        let sitting = try ReplDriver(
            at: .wide, files: ["a\nb": "", "ac": "the other one\n", "a\u{202E}d": "", "a\u{1B}e": ""])
        sitting.terminal.type("? cat a\t")
        try sitting.expectTyped("? cat ac")
        try sitting.say("", "the other one")
        sitting.leave()
    }

    @Test func `Hidden files once their dot is typed, and folders by way of a link`() throws {
        let sitting = try ReplDriver(at: .wide, files: [".hidden": "", "folder/inner": "inside\n"])
        try sitting.say("$ ln -s folder linked", prompt: "y or n: ")
        try sitting.say("y")
        sitting.terminal.type("? cat .h\t")
        try sitting.expectTyped("? cat .hidden")
        try sitting.drop()
        sitting.terminal.type("? cat li\t\t")
        try sitting.expectTyped("? cat linked/inner")
        try sitting.say("", "inside")
        sitting.leave()
    }

    @Test func `Behind “as” users are offered, and then a block; behind “:load” files`() throws {
        let sitting = try ReplDriver(
            at: .wide, files: ["../.ssh/config": "Host alpha\n    User deploy\n", "my session": ""],
            environment: ["USER": "me"])
        sitting.terminal.type("on al\t")
        try sitting.expectTyped("on alpha")
        sitting.terminal.type("as \t")
        try sitting.terminal.expect(onScreen: "deploy")
        sitting.terminal.type("ro\t")
        try sitting.expectTyped("on alpha as root")
        sitting.terminal.type("\t")
        try sitting.expectTyped("on alpha as root {")
        try sitting.drop()
        sitting.terminal.type(":load \t")
        try sitting.expectTyped(":load my session")
        try sitting.drop()
        sitting.leave()
    }
}
