import Glibc
import Testing

/// Keys that send several bytes, whole and in part; where nothing can be edited they are the kernel's.
@Suite("Keys of several bytes")
struct KeyTests {
    private static let kinds: [TerminalKind] = [.narrow, .wide]

    @Test(arguments: kinds, ["", "bind -v\n"])
    func `Common keys do what they say, in emacs and where vi types`(kind: TerminalKind, editrc: String) throws {
        let sitting = try ReplDriver(at: kind, files: ["../.editrc": editrc])
        for (keys, line) in [
            ("\u{1B}[1;5D", "one two Xthree"), ("\u{1B}[1;3D", "one two Xthree"), ("\u{1B}[5D", "one two Xthree"),
            ("\u{1B}Od", "one two Xthree"), ("\u{1B}\u{1B}[D", "one two Xthree"), ("\u{1B}[1~", "Xone two three"),
            ("\u{1B}[7~", "Xone two three"), ("\u{1B}[H", "Xone two three"), ("\u{1B}OH", "Xone two three"),
            ("\u{1B}[1~\u{1B}[1;5C", "oneX two three"), ("\u{1B}[1~\u{1B}Oc", "oneX two three"),
            ("\u{1B}[1~\u{1B}[4~", "one two threeX"), ("\u{1B}[1~\u{1B}[8~", "one two threeX"),
            ("\u{1B}[1~\u{1B}[F", "one two threeX"), ("\u{1B}[1~\u{1B}[C\u{1B}OC", "onXe two three"),
            ("\u{1B}[1~\u{1B}[3~", "Xne two three"), ("\u{1B}[1~\u{1B}[3;5~", "X two three"),
            (Key.left + Key.right, "one two threeX"),
        ] {
            sitting.terminal.type("one two three")
            sitting.terminal.type(keys + "X")
            try sitting.terminal.expect(row: "belay> " + line)
            try sitting.drop()
        }
        sitting.leave()
    }

    @Test(arguments: kinds, ["", "bind -v\n"])
    func `A key that means nothing is not typed`(kind: TerminalKind, editrc: String) throws {
        let sitting = try ReplDriver(at: kind, files: ["../.editrc": editrc])
        let keys = [
            "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[2~", "\u{1B}[15~", "\u{1B}OP", "\u{1B}[[A", "\u{1B}[1;2P", "\u{1B}[?62;c",
            "\u{1B}[201~", "\u{1B}[Z", "\u{1B}[" + String(repeating: "1;", count: 60) + "m", "\u{1D}", "\u{90}",
        ]
        for key in keys { sitting.terminal.type("a" + key) }
        sitting.terminal.type("b")
        let line = String(repeating: "a", count: keys.count) + "\u{FFFD}b"
        try sitting.terminal.expect(row: "belay> " + line)
        try sitting.drop()
        // One that continues with what a line never holds is not one.
        sitting.terminal.type("\u{1B}[1;" + Key.controlC)
        try sitting.terminal.expect("^C")
        try sitting.terminal.expect(ReplDriver.prompt)
        sitting.leave()
    }

    @Test(arguments: kinds)
    func `What the user has bound is the user's`(kind: TerminalKind) throws {
        let settings = """
            bind "^[[1;5D" ed-delete-prev-word
            bind -s "^[[15~" "five"
            bind "^[[A" ed-move-to-beg
            bind ^P ed-move-to-end

            """
        let sitting = try ReplDriver(at: kind, files: ["../.editrc": settings])
        sitting.terminal.type("one two\u{1B}[1;5D\u{1B}[15~" + Key.up + "X" + Key.controlP + "Y")
        try sitting.terminal.expect(row: "belay> Xone fiveY")
        try sitting.drop()
        sitting.leave()
    }

    @Test(arguments: kinds)
    func `A key that comes slowly is one key`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        try sitting.terminal.type(slowly: Key.paste("say \"a\"\rsay \"b\"\r"), pause: .milliseconds(40))
        try sitting.terminal.type(slowly: "\u{1B}[1;5H", pause: .milliseconds(40))
        try sitting.say("", "1        a", "2        b")
        #expect(sitting.terminal.history == ["say \"a\"\\nsay \"b\""])
        sitting.leave()
    }

    @Test(arguments: kinds)
    func `Half a character keeps nobody waiting`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        sitting.terminal.type(bytes: [0x61, 0xE9])
        try sitting.terminal.expect(row: "belay> a\u{FFFD}")
        // What begins something else is not swallowed.
        sitting.terminal.type(bytes: [0xE6, 0xBC] + Array(Key.left.utf8) + [0x62])
        try sitting.terminal.expect(row: "belay> a\u{FFFD}b\u{FFFD}")
        sitting.terminal.type(bytes: [0xF0, 0x9F])
        sitting.terminal.send(SIGTERM)
        sitting.expectEnd(130)
    }

    @Test(arguments: kinds)
    func `A stop from outside and its end leave a prompt that edits`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        sitting.terminal.type("say \"stopped")
        try sitting.expectTyped("say \"stopped")
        sitting.terminal.passOver()
        sitting.terminal.send(SIGSTOP)
        sitting.terminal.cook()
        sitting.terminal.send(SIGCONT)
        try sitting.terminal.expect("belay> say \"stopped")
        sitting.terminal.type(Key.left + "!" + Key.controlE + "\"")
        try sitting.terminal.expect(row: "belay> say \"stoppe!d\"")
        sitting.terminal.type(Key.paste("\rsay \"on\""))
        try sitting.say("", "1        stoppe!d", "2        on")
        sitting.leave()
    }
}
