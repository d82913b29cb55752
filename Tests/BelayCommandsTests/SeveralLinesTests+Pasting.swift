import Testing

extension SeveralLinesTests {
    @Test(arguments: [TerminalKind.narrow, .wide])
    func `Text kept apart from the line is announced, and can be discarded`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        let terminal = sitting.terminal
        try sitting.say(":job ? until test -e go; do sleep 0.02; done; echo news", "[1] started")
        try sitting.say("say \"before\"", "before")
        let long = String(repeating: "say \"pasted\"\r", count: 1000)
        let prompt = "belay (1,000 lines pasted)>"
        func paste() throws {
            terminal.type(Key.paste(long))
            try terminal.expect(row: prompt)
        }
        try paste()
        try terminal.make(file: "go")
        try terminal.expect("[1] news")
        try terminal.expect("[1] done after")
        try terminal.settle()
        try terminal.expect(row: prompt)
        terminal.resize(width: kind.width + 5)
        try terminal.settle()
        try terminal.expect(row: prompt)
        terminal.type(Key.controlU)
        try terminal.expect(row: "belay>")
        try paste()
        terminal.type(Key.up)
        try terminal.expect(row: "belay> say \"before\"")
        try sitting.drop()
        try paste()
        terminal.type(Key.controlR + "bef")
        try terminal.expect(row: "search “bef”> say \"before\"")
        terminal.type(Key.controlE)
        try terminal.expect(row: "belay> say \"before\"")
        try sitting.drop()
        try paste()
        terminal.type(Key.controlR)
        try terminal.expect(row: "search “”>")
        terminal.type("\n")
        try terminal.expect(row: prompt)
        try sitting.drop()
        try sitting.say("say \"after\"", "after")
        terminal.type("say \"|\"" + Key.left + Key.left)
        terminal.type(Key.paste("1\"\r" + long + "say \""))
        try terminal.expect(row: "belay (1,001 lines pasted)> say \"|\"")
        try sitting.say("", " 1\r\n", "|\r\n")
        sitting.leave()
        #expect(terminal.history.count == 4)
    }

    @Test(arguments: TerminalKind.allCases)
    func `A megabyte, NULs and bytes that are no UTF-8 do no harm`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        try sitting.say("let kept = 1")
        // The kernel takes 4,095 bytes of a line.
        let long = "say \"" + String(repeating: "x", count: kind.canEdit ? 1 << 20 : 1 << 16)
        sitting.terminal.type(kind.canEdit ? Key.paste(long) : long)
        try sitting.terminal.expect("xxx")
        try sitting.drop()
        sitting.terminal.type(bytes: [0x73, 0x61, 0x79, 0x20, 0xFF, 0xC3, 0x28, 0x00, 0x0A])
        try sitting.terminal.expect("error[")
        try sitting.terminal.expect(ReplDriver.prompt)
        let broken = "say \"a\0b\"\nsay \"c\""
        try sitting.say(kind.canEdit ? Key.paste(broken) : broken, kind.canEdit ? "error[" : "c\r\n")
        sitting.leave()
        #expect(sitting.terminal.history.first == "let kept = 1")
    }
}
