import Testing

/// Statements of several lines, typed and pasted.
@Suite("Several lines at a prompt")
struct SeveralLinesTests {
    static let more = "...> "

    @Test(
        arguments: TerminalKind.allCases)
    func `A statement of several lines is continued, recalled and edited as one entry`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        try sitting.say("if yes {", prompt: Self.more)
        try sitting.say("say \"inside\"", prompt: Self.more)
        try sitting.say("}", "1        inside")
        let entry = "if yes {\\nsay \"inside\"\\n}"
        if kind.canEdit {
            sitting.terminal.type(Key.up)
            try sitting.expectTyped("if yes {")
            sitting.terminal.type(String(repeating: Key.left, count: 3) + "!")
            try sitting.terminal.settle()
            try sitting.say("", "2        inside!")
        }
        sitting.leave()
        let edited = "if yes {\\nsay \"inside!\"\\n}"
        #expect(sitting.terminal.history == (kind.canEdit ? [entry, edited] : [entry]))
    }

    @Test(arguments: TerminalKind.allCases)
    func `A script with a here-document is typed line by line`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        for line in ["? \"\"\"", "  cat <<EOF", "  it is", "  EOF", "  echo \"here", "  now\""] {
            try sitting.say(line, prompt: Self.more)
        }
        try sitting.say("\"\"\"", "it is\r\n", "here\r\n", "now\r\n")
        sitting.leave()
        #expect(sitting.terminal.history.count == 1)
    }

    @Test func `A command with more lines behind it is refused as a whole`() throws {
        let sitting = try ReplDriver(at: .wide)
        sitting.terminal.type(Key.paste(":vars\r$ touch x"))
        try sitting.terminal.settle()
        try sitting.say("", "`:vars` is one line, and more lines follow it; nothing was run")
        sitting.terminal.type(Key.paste(":save y\r? true"))
        try sitting.terminal.settle()
        try sitting.say("", "`:save` is one line")
        sitting.leave()
        #expect(!sitting.terminal.has("x") && !sitting.terminal.has("y") && !sitting.terminal.has("y\n? true"))
    }

    @Test(arguments: TerminalKind.allCases)
    func `An entry that is higher than the screen is edited anywhere`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind, height: 10)
        let lines = ["if no {"] + (1...40).map { "say \"\($0)\"" } + ["}"]
        let text = lines.joined(separator: "\r")
        try sitting.say(kind.canEdit ? Key.paste(text) : text)
        if kind.canEdit {
            sitting.terminal.type(Key.up)
            try sitting.terminal.settle()
            #expect(sitting.terminal.screen.seen == lines.suffix(10))
            sitting.terminal.type(Key.controlA)
            try sitting.terminal.settle()
            #expect(sitting.terminal.screen.seen == ["belay> if no {"] + lines[1...9])
            sitting.terminal.type(Key.escape + "f" + Key.escape + "f")
            try sitting.terminal.settle()
            sitting.terminal.type(" or no")
            try sitting.terminal.settle()
            #expect(sitting.terminal.screen.current == "belay> if no or no {")
            sitting.terminal.type(Key.controlE)
            try sitting.terminal.settle()
            #expect(sitting.terminal.screen.seen == lines.suffix(10))
            // There and back at once.
            for keys in [Key.controlA + Key.controlE, Key.controlA + Key.controlE + "x" + Key.delete] {
                sitting.terminal.type(keys)
                try sitting.terminal.settle()
                #expect(sitting.terminal.screen.seen == lines.suffix(10))
                #expect(sitting.terminal.screen.current == "}")
            }
            // More than a row, all at once, from the top to the end.
            let row = String(repeating: "x", count: Int(kind.width) + 10)
            sitting.terminal.type(Key.controlA)
            try sitting.terminal.settle()
            sitting.terminal.type(Key.controlE + row + String(repeating: Key.delete, count: row.count))
            try sitting.terminal.settle()
            #expect(sitting.terminal.screen.seen.last == "}")
            sitting.terminal.type(Key.controlA)
            try sitting.terminal.settle()
            sitting.terminal.passOver()
            try sitting.say("")
            // It is beneath what was seen.
            #expect(sitting.terminal.screen.seen.last == "belay>")
        }
        sitting.leave()
        let entry = lines.joined(separator: "\\n")
        let edited = entry.replacing("if no", with: "if no or no")
        #expect(sitting.terminal.history == (kind.canEdit ? [entry, edited] : [entry]))
    }

    @Test(arguments: TerminalKind.allCases)
    func `Vi goes through an entry that is higher than the screen`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind, files: ["../.editrc": "bind -v\n"], height: 5)
        let lines = ["if no {"] + (1...8).map { "say \"\($0)\"" } + ["}"]
        let text = lines.joined(separator: "\r")
        try sitting.say(kind.canEdit ? Key.paste(text) : text)
        if kind.canEdit {
            sitting.terminal.type(Key.escape)
            try sitting.terminal.settle()
            sitting.terminal.type("k")
            try sitting.terminal.settle()
            // To the end of the fifth row, and over the ends of two more.
            let edge = lines.prefix(5).joined(separator: "\n").count
            sitting.terminal.type("0" + String(repeating: "l", count: edge - 1))
            for _ in 0..<18 {
                try sitting.terminal.settle()
                sitting.terminal.type("l")
            }
            try sitting.terminal.settle()
            sitting.terminal.type("r!")
            try sitting.terminal.settle()
            sitting.terminal.passOver()
            try sitting.say("")
        }
        sitting.leave()
        let entry = lines.joined(separator: "\\n")
        let edited = entry.replacing("\\nsay \"7\"", with: "\\n!ay \"7\"")
        #expect(sitting.terminal.history == (kind.canEdit ? [entry, edited] : [entry]))
    }

    @Test(arguments: TerminalKind.allCases)
    func `Nothing of an unfinished entry is run`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        try sitting.say("$ touch half \\", prompt: Self.more)
        sitting.terminal.type(Key.controlD)
        try sitting.terminal.expect(ReplDriver.prompt)
        if kind.canEdit {
            let long = "$ touch half\r" + String(repeating: "say \"pasted\"\r", count: 1000)
            sitting.terminal.type(Key.paste(long))
            try sitting.terminal.expect("(1,001 lines pasted)> ")
            sitting.terminal.type(Key.controlD)
            try sitting.terminal.expect(ReplDriver.prompt)
        }
        try sitting.say("$ touch half \\", prompt: Self.more)
        sitting.terminal.hangUp()
        #expect(sitting.terminal.ending() != nil)
        #expect(!sitting.terminal.has("half"))
        #expect(sitting.terminal.history == [])
    }

    @Test(arguments: TerminalKind.allCases)
    func `More is asked for exactly while more could mend it`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        for whole in ["let a = 1", "let b = )", "let d = 1 +", "if yes { }", "}", "\"text\"", ":vars"] {
            let before = sitting.terminal.seen.count
            try sitting.say(whole)
            #expect(!sitting.terminal.seen.dropFirst(before).contains(Self.more), "\(whole)")
        }
        for begun in ["let c = [1,", "if no {", "probe p {", ":plan if yes {", "$ rm \\"] {
            try sitting.say(begun, prompt: Self.more)
            try sitting.drop()
        }
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `What is pasted is one entry, and runs when Enter is pressed`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        let lines = (1...(kind.canEdit ? 1000 : 10)).map { "say \"line $n \($0)\"" }
        let text = "let n = 7\r" + lines.joined(separator: "\r")
        if kind.canEdit {
            sitting.terminal.type(Key.paste(text))
            try sitting.terminal.expect("more lines")
            #expect(!sitting.terminal.seen.contains("line 7"))
            try sitting.say("", "line 7 1000")
        } else {
            // Nothing marks it there: each line is as if it were typed.
            try sitting.say(text, "line 7 1\r\n", "line 7 10\r\n")
        }
        sitting.leave()
        #expect(sitting.terminal.history.count == (kind.canEdit ? 1 : 11))
    }

    @Test(arguments: [TerminalKind.narrow, .wide])
    func `What is pasted is edited and dropped as one entry`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        let terminal = sitting.terminal
        try sitting.say(":ask never")
        try sitting.say("say \"before\"", "before")
        let text = "$ touch never\r? echo b\r"
        for (key, line) in [(Key.controlU, ""), (String(repeating: Key.up, count: 3), "say \"before\"")] {
            terminal.type(Key.paste(text))
            try terminal.settle()
            #expect(terminal.screen.seen.suffix(3) == ["belay> $ touch never", "? echo b", ""])
            terminal.type(key)
            try terminal.expect(row: line.isEmpty ? "belay>" : "belay> " + line)
            try sitting.drop()
        }
        terminal.type(Key.paste(text))
        try terminal.expect(row: "")
        try sitting.drop()
        // Line by line first, in the column of the cursor.
        terminal.type(Key.paste("say \"a1\"\rsay\rsay \"c1\"") + Key.left + Key.left)
        terminal.type(Key.up + "x" + Key.delete + Key.up + "!")
        try terminal.expect(row: "belay> say! \"a1\"")
        terminal.type(Key.delete + Key.up)
        try terminal.expect(row: "belay> say \"before\"")
        terminal.type(Key.down)
        try terminal.expect(row: "say \"c1\"")
        terminal.type(Key.up + " \"b1\"" + Key.down + Key.controlE + "#" + Key.delete)
        try terminal.settle()
        terminal.passOver()
        try sitting.say("", " a1\r\n", " b1\r\n", " c1\r\n")
        sitting.leave()
        #expect(!terminal.has("never"))
        #expect(terminal.history.last == "say \"a1\"\\nsay \"b1\"\\nsay \"c1\"")
    }

    @Test(arguments: ["\r", "\n", "\r\n"])
    func `A pasted line end is one line end, however it is written`(end: String) throws {
        let sitting = try ReplDriver(at: .wide)
        sitting.terminal.type(Key.paste(["say \"1\"", "", "say \"2\""].joined(separator: end)))
        try sitting.terminal.expect(row: "say \"2\"")
        #expect(sitting.terminal.screen.seen.suffix(3) == ["belay> say \"1\"", "", "say \"2\""])
        try sitting.say("", " 1\r\n", " 2\r\n")
        sitting.leave()
    }

    @Test(arguments: [TerminalKind.narrow, .wide])
    func `Down behind the newest entry leaves what is typed`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        let terminal = sitting.terminal
        try sitting.say("let a = 1")
        terminal.type("old" + Key.up)
        try terminal.expect(row: "belay> let a = 1")
        try sitting.say("")
        terminal.type(Key.paste("say \"1\"\rsay \"2\"") + Key.down)
        try terminal.expect(row: "say \"2\"")
        terminal.type(Key.up + Key.up)
        try terminal.expect(row: "belay> let a = 1")
        terminal.type(Key.down)
        try terminal.expect(row: "say \"2\"")
        terminal.type("#" + Key.down + Key.down + "!")
        try terminal.expect(row: "say \"2\"#!")
        try sitting.drop()
        sitting.leave()
    }

    @Test(arguments: [TerminalKind.narrow, .wide])
    func `A long line comes back whole when the history is left`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        let terminal = sitting.terminal
        let entry = "let long = \"" + String(repeating: "y", count: 2000) + "\""
        terminal.type(Key.paste(entry))
        try sitting.say("")
        let line = "say \"" + String(repeating: "x", count: 2000) + "end\""
        terminal.type(Key.paste(line))
        for key in [Key.up, Key.down, Key.controlP, Key.controlN] {
            terminal.type(key)
            try terminal.settle()
        }
        let rows = terminal.screen.text
        if kind == .wide {
            // Nothing else was erased for it.
            #expect(rows.count { $0.hasPrefix("belay> say") } == 1, "\(rows)")
            #expect(rows.count { $0.hasPrefix("belay> let long") } == 1, "\(rows)")
        }
        terminal.passOver()
        try sitting.say("")
        sitting.leave()
        #expect(terminal.history == [entry, line])
    }
}
