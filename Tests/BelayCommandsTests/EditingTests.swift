import Glibc
import Testing

/// The keys of a line; where nothing can be edited, those of the kernel.
@Suite("Editing at a prompt")
struct EditingTests {
    @Test(arguments: TerminalKind.allCases)
    func `The keys of emacs`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        if kind.canEdit {
            let home = Key.controlA + Key.controlK + Key.controlY + Key.controlA
            sitting.terminal.type("one three\"" + home + "\"" + Key.controlE + Key.left)
            sitting.terminal.type(Key.escape + "b" + Key.escape + "dtwo")
        } else {
            sitting.terminal.type(
                "say nothing" + Key.controlU + "\"one three\"" + Key.controlW + "twoo" + Key.delete + "\"")
        }
        try sitting.expectTyped("\"one two\"")
        try sitting.say("", "one two\r\n")
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `Vi keys and .editrc are the user's`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind, files: ["../.editrc": "bind -v\n"])
        if kind.canEdit {
            sitting.terminal.type("say \"one two\"")
            try sitting.expectTyped("say \"one two\"")
            sitting.terminal.type(Key.escape)
            try sitting.terminal.settle()
            sitting.terminal.type("0wlcwthree" + Key.escape)
            try sitting.terminal.settle()
            try sitting.say("", "1        three two")
            sitting.terminal.type("sa\t")
            try sitting.expectTyped("say ")
            try sitting.drop()
        } else {
            // Nobody reads the file.
            try sitting.say("say \"as it is\"", "1        as it is")
        }
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `A paste is inserted behind any key`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        if kind.canEdit {
            sitting.terminal.type("say \"a")
            try sitting.expectTyped("say \"a")
            sitting.terminal.type(Key.escape)
            try sitting.terminal.settle()
            sitting.terminal.type(Key.paste(" pasted\""))
            try sitting.expectTyped("say \"a pasted\"")
            try sitting.say("", "1        a pasted")
        }
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `A paste into what vi searches for does no harm`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind, files: ["../.editrc": "bind -v\n"])
        if kind.canEdit {
            for pasted in [String(repeating: "x", count: 990), "say \"1\"\rsay \"2\"\r"] {
                sitting.terminal.type(Key.escape)
                try sitting.terminal.settle()
                sitting.terminal.type("/a pattern of many characters")
                try sitting.terminal.settle()
                sitting.terminal.type(Key.paste(pasted))
                try sitting.terminal.settle()
                // One ends the search, and one an entry that is empty.
                for _ in 0..<2 {
                    sitting.terminal.type("\n")
                    try sitting.terminal.settle()
                }
                sitting.terminal.passOver()
                try sitting.drop()
            }
        }
        try sitting.say("say \"whole\"", "1        whole")
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `A paste appears at the cursor, also where .editrc turns editing off`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind, files: ["../.editrc": "edit off\n"])
        if kind.canEdit {
            sitting.terminal.type("say \"typed")
            try sitting.terminal.expect("typed")
            sitting.terminal.type(Key.paste(" and pasted\""))
            try sitting.expectTyped("say \"typed and pasted\"")
            try sitting.say("", "1        typed and pasted")
        }
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `A paste whose end never comes can be ended`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        sitting.terminal.type("\u{1B}[200~$ touch half")
        try sitting.terminal.settle()
        sitting.terminal.send(SIGTERM)
        sitting.expectEnd(130)
        #expect(!sitting.terminal.has("half"))
    }

    @Test(arguments: [TerminalKind.narrow, .wide])
    func `Ctrl-C ends a paste whose end never comes`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        sitting.terminal.type("$ touch \u{1B}[200~half\r")
        try sitting.terminal.settle()
        try sitting.drop()
        // One that is pasted is not typed.
        sitting.terminal.type(Key.paste("say \"a\u{3}b\""))
        try sitting.expectTyped("say \"a^Cb\"")
        try sitting.drop()
        try sitting.say("\"here\"", "here\r\n")
        sitting.leave()
        #expect(sitting.terminal.history == ["\"here\""])
    }

    @Test(arguments: TerminalKind.allCases)
    func `A character that is written in too many bytes is not a key`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        // A line end, a NUL and Ctrl-C, each in three bytes, and a line end in four.
        let bytes: [UInt8] = [
            0xE0, 0x80, 0x8D, 0xE0, 0x80, 0x80, 0xE0, 0x80, 0x83, 0xF0, 0x80, 0x80, 0x8D,
        ]
        sitting.terminal.type(bytes: Array("say \"a".utf8) + bytes + Array("b\"".utf8))
        if kind.canEdit { try sitting.expectTyped("say \"a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}b\"") }
        try sitting.drop()
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `The user's own keys`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind, files: ["../.editrc": "belay:bind -s ^G \"hello\"\nother:bind -v\n"])
        if kind.canEdit {
            sitting.terminal.type("\"\u{7}\"")
            try sitting.expectTyped("\"hello\"")
            try sitting.say("", "hello\r\n")
        } else {
            try sitting.say("\"\u{7}\"", "error[")
        }
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `A line is edited in place, also around the edge of the screen`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        let line = "say \"漢字 and a line that is long, long, around the edge of a narrow screen, to its end"
        sitting.terminal.type(line + "X" + (kind.canEdit ? "\"" + Key.left : "") + Key.delete)
        if kind.canEdit {
            sitting.terminal.type("é" + Key.left + Key.left)
            try sitting.expectTyped(line + "é\"")
        } else {
            sitting.terminal.type("é\"")
        }
        try sitting.say("", "1        漢字")
        sitting.leave()
        #expect(sitting.terminal.history == [line + "é\""])
    }

    @Test(
        arguments: TerminalKind.allCases,
        ["C", "POSIX", "de_DE.ISO-8859-1"])
    func `Characters are what they are, whatever the locale says`(kind: TerminalKind, name: String) throws {
        let sitting = try ReplDriver(at: kind, environment: ["LANG": name, "LC_ALL": name])
        if kind.canEdit {
            sitting.terminal.type("say \"漢字🚀 é\"" + Key.left + Key.left + Key.delete + Key.delete + "ö")
            try sitting.expectTyped("say \"漢字öé\"")
        } else {
            sitting.terminal.type("say \"漢字🚀 " + Key.delete + Key.delete + "öé\"")
        }
        try sitting.say("", "1        漢字öé")
        sitting.leave()
    }

    @Test(arguments: TerminalKind.allCases)
    func `A window of another size redraws the line, once`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        let line = "say \"" + String(repeating: "0123456789", count: 9) + "\""
        sitting.terminal.type(line)
        try sitting.expectTyped(line)
        sitting.terminal.type(kind.canEdit ? String(repeating: Key.left, count: 30) : "")
        for width: UInt16 in [60, 30, 120] {
            try sitting.terminal.settle()
            sitting.terminal.resize(width: width)
        }
        try sitting.terminal.settle()
        if kind.canEdit {
            sitting.terminal.type(Key.delete + "!")
            try sitting.expectTyped(Self.edited(line))
            let rows = sitting.terminal.screen.text
            #expect(rows.count { $0.contains("0123") } == 1, "\(rows)")
        }
        try sitting.say("", "1        0123456789")
        sitting.leave()
        #expect(sitting.terminal.history == [kind.canEdit ? Self.edited(line) : line])
    }

    /// The character before the last thirty is another.
    private static func edited(_ line: String) -> String { line.dropLast(31) + "!" + line.suffix(30) }
}
