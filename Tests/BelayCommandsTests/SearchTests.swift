import Testing

/// Ctrl-R; where nothing can be edited it is the kernel's.
@Suite("Searching what was typed")
struct SearchTests {
    private static let kinds: [TerminalKind] = [.narrow, .wide]

    private static func sitting(
        at kind: TerminalKind, _ entries: String..., editrc: String = "", height: UInt16 = 24
    ) throws -> ReplDriver {
        let history = entries.map { $0 + "\n" }.joined()
        let files = ["../state/belay/history": history, "../.editrc": editrc]
        return try ReplDriver(at: kind, files: files, height: height)
    }

    @Test(arguments: kinds)
    func `It goes from one entry to the next older and back, and says when there is none`(kind: TerminalKind) throws {
        let sitting = try Self.sitting(at: kind, "\"uu 1\"", "\"uu 2\"", "let a = 1", "\"uu 2\"", "\"漢字\"")
        let terminal = sitting.terminal
        terminal.type("typed" + Key.left)
        try sitting.expectTyped("typed")
        terminal.type(Key.controlR)
        try terminal.expect(row: "search “”> typed")
        terminal.type("uu")
        try terminal.expect(row: "search “uu”> \"uu 2\"")
        // Not the same one again.
        terminal.type(Key.controlR)
        try terminal.expect(row: "search “uu”> \"uu 1\"")
        terminal.type(Key.controlR)
        try terminal.expect(row: "search “uu”, none older> \"uu 1\"")
        terminal.type(Key.controlS)
        try terminal.expect(row: "search “uu”> \"uu 2\"")
        terminal.type("x")
        try terminal.expect(row: "search “uux”: nothing found>")
        // Nothing runs that is not seen.
        terminal.type("\n")
        try terminal.expect(row: "belay> typed")
        terminal.type(Key.controlR + "字")
        try terminal.expect(row: "search “字”> \"漢字\"")
        terminal.type(Key.delete + "let")
        try terminal.expect(row: "search “let”> let a = 1")
        terminal.type(Key.controlG + "!")
        try terminal.expect(row: "belay> type!d")
        terminal.type(Key.controlR + "let")
        try terminal.expect(row: "search “let”> let a = 1")
        terminal.type(Key.controlC + "?")
        try terminal.expect(row: "belay> type!?d")
        try sitting.drop()
        terminal.type(Key.controlR + Key.controlR)
        try terminal.expect(row: "search “let”> let a = 1")
        try sitting.say("")
        try sitting.say("$a", "1\r\n")
        sitting.leave()
    }

    @Test(arguments: kinds)
    func `Any other key takes the entry over and does what it does`(kind: TerminalKind) throws {
        let sitting = try Self.sitting(at: kind, "let b = 2", "say \"one two\"", "let a = 1")
        let terminal = sitting.terminal
        for (key, line) in [
            (Key.left, "sayX \"one two\""), (Key.right, "say \"Xone two\""), ("\u{1B}[1~", "Xsay \"one two\""),
            ("\u{1B}[1;5C", "say \"oneX two\""), (Key.controlE, "say \"one two\"X"), (Key.escape + "d", "say X two\""),
            (Key.up, "let b = 2X"), (Key.down, "let a = 1X"), ("\u{1B}[15~", "search “\"oX”: nothing found>"),
        ] {
            terminal.type(Key.controlR + "\"o")
            try terminal.expect(row: "search “\"o”> say \"one two\"")
            terminal.type(key)
            terminal.type("X")
            try terminal.expect(row: line.hasPrefix("search") ? line : "belay> " + line)
            terminal.type(Key.controlG)
            try sitting.drop()
        }
        // A person who presses ESC alone ends the search with it, and no more.
        terminal.type(Key.controlR + "\"o")
        try terminal.expect(row: "search “\"o”> say \"one two\"")
        terminal.type(Key.escape)
        try terminal.expect(row: "belay> say \"one two\"")
        terminal.type("b")
        try terminal.expect(row: "belay> say b\"one two\"")
        try sitting.drop()
        terminal.type(Key.controlR + Key.paste("one t\rsay \"never\"\r"))
        try terminal.expect(row: "search “one t”> say \"one two\"")
        try sitting.say("", "1        one two")
        // The line from before is after the newest entry.
        terminal.type("typed" + Key.controlR + "let b")
        try terminal.expect(row: "search “let b”> let b = 2")
        terminal.type(String(repeating: Key.down, count: 4))
        try terminal.expect(row: "belay> typed")
        try sitting.drop()
        sitting.leave()
    }

    @Test(arguments: kinds)
    func `An entry that is higher than the screen does not hide what is searched`(kind: TerminalKind) throws {
        let lines = ["if no {"] + (1...20).map { "say \"\($0)\"" } + ["}"]
        let long = "say \"" + String(repeating: "z", count: 3000) + "needle\""
        let sitting = try Self.sitting(at: kind, lines.joined(separator: "\\n"), long, height: 6)
        let terminal = sitting.terminal
        terminal.type(Key.controlR + "\"11")
        try terminal.expect(row: "say \"11\"")
        try terminal.settle()
        let part = ["search “\"11”> …", "say \"10\"", "say \"11\"", "say \"12\"", "say \"13\"", "…"]
        #expect(terminal.screen.seen == part)
        // As it was drawn, and no higher.
        terminal.resize(width: kind.width + 10)
        try terminal.settle()
        #expect(terminal.screen.seen.suffix(6).first == "search “\"11”> …")
        terminal.type(Key.left)
        try terminal.settle()
        #expect(terminal.screen.seen.contains("say \"11\""))
        terminal.type(Key.controlE)
        try terminal.settle()
        #expect(terminal.screen.seen.suffix(6) == lines.suffix(6))
        try sitting.drop()
        terminal.type(Key.controlR + "needle")
        try terminal.settle()
        #expect(terminal.screen.seen.contains { $0.hasPrefix("search “needle”> ") && $0.contains("needle\"") })
        try sitting.say("", "zzz")
        sitting.leave()
    }

    @Test(arguments: kinds)
    func `The text above the prompt stays there when the found entry is taken over`(kind: TerminalKind) throws {
        let sitting = try Self.sitting(at: kind, "let a = 1", "if no {\\n    say \"b\"\\n}")
        try sitting.say("say \"above\"", " above\r\n")
        for (pattern, key) in [("let", Key.left), ("\"b\"", Key.left), ("\"b\"", Key.up), ("let", Key.controlE)] {
            sitting.terminal.type(Key.controlR + pattern)
            try sitting.terminal.settle()
            sitting.terminal.type(key)
            try sitting.terminal.settle()
            #expect(sitting.terminal.screen.seen.contains { $0.hasSuffix(" above") }, "\(pattern)")
            #expect(sitting.terminal.screen.seen.contains { $0.contains(pattern) }, "\(pattern)")
            try sitting.drop()
        }
        sitting.leave()
    }

    @Test(arguments: kinds)
    func `Keys that come at once behind what was found in a high entry go where they belong`(kind: TerminalKind) throws
    {
        let lines = (1...42).map { "# \($0)" + ($0 == 3 ? " needle" : "") }
        let sitting = try Self.sitting(at: kind, lines.joined(separator: "\\n"), height: 24)
        let terminal = sitting.terminal
        terminal.type(Key.controlR + "needle")
        try terminal.settle()
        terminal.type(Key.controlE)
        try terminal.settle()
        terminal.type("l/" + String(repeating: "x", count: 30))
        try terminal.settle()
        let rows = lines.suffix(24).dropLast() + ["# 42l/" + String(repeating: "x", count: 30)]
        #expect(terminal.screen.seen.suffix(24) == rows[...])
        try sitting.drop()
        sitting.leave()
    }

    @Test(arguments: kinds)
    func `The news of a job appear above, and the search continues`(kind: TerminalKind) throws {
        let sitting = try Self.sitting(at: kind, "\"漢字 1\"", "\"漢字 2\"")
        let terminal = sitting.terminal
        try sitting.say(":job ? until test -e go; do sleep 0.02; done; echo news", "[1] started")
        terminal.type(Key.controlR + "字")
        try terminal.expect(row: "search “字”> \"漢字 2\"")
        try terminal.make(file: "go")
        try terminal.expect("[1] news")
        try terminal.expect("[1] done after")
        try terminal.settle()
        try terminal.expect(row: "search “字”> \"漢字 2\"")
        #expect(terminal.screen.text.count { $0.hasPrefix("search") } == 1, "\(terminal.screen.text)")
        terminal.resize(width: 30)
        try terminal.settle()
        terminal.type(Key.controlR)
        try terminal.expect(row: "search “字”> \"漢字 1\"")
        try sitting.say("", "漢字 1\r\n")
        sitting.leave()
    }

    @Test(arguments: kinds)
    func `Vi has it where a line is typed, and a key that is the user's stays so`(kind: TerminalKind) throws {
        let vi = try Self.sitting(at: kind, "say \"one\"", "let a = 1", editrc: "bind -v\n")
        vi.terminal.type(Key.controlR + "on")
        try vi.terminal.expect(row: "search “on”> say \"one\"")
        vi.terminal.type(Key.escape)
        try vi.terminal.expect(row: "belay> say \"one\"")
        // ESC is vi's own, and goes one to the left.
        vi.terminal.type("x")
        try vi.terminal.expect(row: "belay> say one\"")
        try vi.drop()
        vi.leave()
        let own = try Self.sitting(at: kind, "say \"one\"", editrc: "bind ^R ed-move-to-beg\n")
        own.terminal.type("b" + Key.controlR + "a")
        try own.terminal.expect(row: "belay> ab")
        try own.drop()
        own.leave()
    }
}
