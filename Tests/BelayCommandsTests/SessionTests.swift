import Foundation
import Glibc
import Testing

/// A person at `belay repl`.
@Suite("A session at a terminal")
struct SessionTests {
    private static let control = (c: "\u{3}", d: "\u{4}", r: "\u{12}")
    private static let (up, left, right) = ("\u{1B}[A", "\u{1B}[D", "\u{1B}[C")

    /// A session whose prompt stands there.
    private func session(
        _ arguments: [String] = [], files: [String: String] = [:], environment: [String: String] = [:],
        width: UInt16 = 80
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            ["repl"] + arguments, files: files, environment: environment, width: width)
        try terminal.expect("belay> ")
        return terminal
    }

    private func leave(_ terminal: PseudoTerminal) -> Int32? {
        terminal.type(Self.control.d)
        return terminal.status()
    }

    @Test("Names stay, values are shown, and Ctrl-D leaves", arguments: [40, 200])
    func talk(width: UInt16) throws {
        let terminal = try session(width: width)
        terminal.type("let size = 2 + 3\n")
        try terminal.expect("belay> ")
        terminal.type("\"five is $size\"\n")
        try terminal.expect("l")
        try terminal.expect("five is 5")
        try terminal.expect("belay> ")
        #expect(leave(terminal) == 0)
    }

    @Test("A line is edited in place, also around the edge of the screen", arguments: [40, 200])
    func edit(width: UInt16) throws {
        let terminal = try session(width: width)
        terminal.type("say \"漢字 and a line that goes around the edge of a narrow screen X\"")
        terminal.type(Self.left + "\u{7F}" + "é" + Self.left + Self.left)
        try terminal.expect(
            onScreen: "say \"漢字 and a line that goes around the edge of a narrow screen é\"", width: Int(width))
        terminal.type("\n")
        try terminal.expect("belay> ")
        #expect(leave(terminal) == 0)
        #expect(terminal.history.last?.contains("narrow screen é") == true)
    }

    @Test(
        "A statement of several lines is continued as long as the parser wants more, and recalled as one entry",
        arguments: [40, 200])
    func severalLines(width: UInt16) throws {
        let terminal = try session(width: width)
        terminal.type("if yes {\n")
        try terminal.expect("...> ")
        terminal.type("say \"inside\"\n")
        try terminal.expect("...> ")
        terminal.type("}\n")
        try terminal.expect("1        inside")
        try terminal.expect("belay> ")
        terminal.type(Self.up)
        try terminal.expect("}")
        terminal.type("\n")
        try terminal.expect("2        inside")
        try terminal.expect("belay> ")
        #expect(leave(terminal) == 0)
        #expect(terminal.history == ["if yes {\\nsay \"inside\"\\n}"])
    }

    @Test("What is pasted is one entry, and runs when Enter is pressed", arguments: [40, 200])
    func paste(width: UInt16) throws {
        let terminal = try session(width: width)
        let lines = (1...1000).map { "say \"line $n \($0)\"" }
        terminal.type("\u{1B}[200~let n = 7\r\(lines.joined(separator: "\r"))\u{1B}[201~")
        try terminal.expect("more lines")
        #expect(!terminal.seen.contains("line 7"))
        terminal.type("\n")
        try terminal.expect("line 7 1000")
        try terminal.expect("belay> ")
        #expect(leave(terminal) == 0)
        #expect(terminal.history.count == 1)
    }

    @Test("A megabyte, NULs and bytes that are no UTF-8 do no harm")
    func badPaste() throws {
        let terminal = try session()
        let long = String(repeating: "x", count: 1 << 20)
        terminal.type("\u{1B}[200~say \"\(long)\"\u{1B}[201~")
        try terminal.expect("xxx")
        terminal.type(Self.control.c)
        try terminal.expect("belay> ")
        terminal.type(bytes: [0x73, 0x61, 0x79, 0x20, 0xFF, 0xC3, 0x28, 0x00, 0x0A])
        try terminal.expect("belay> ")
        terminal.type("\u{1B}[200~say \"a\0b\"\nsay \"c\"\u{1B}[201~\n")
        try terminal.expect("error[")
        try terminal.expect("belay> ")
        #expect(leave(terminal) == 0)
    }

    @Test("What changes something shows its exact command and asks before it runs", arguments: [40, 200])
    func ask(width: UInt16) throws {
        let terminal = try session(width: width)
        terminal.type("let name = \"made here\"\n")
        try terminal.expect("belay> ")
        terminal.type("$ touch $name\n")
        try terminal.expect("$ touch 'made here'")
        try terminal.expect("y or n: ")
        terminal.type("n\n")
        try terminal.expect("not run")
        try terminal.expect("belay> ")
        #expect(!terminal.has("made here"))
        terminal.type("$ touch $name\n")
        try terminal.expect("y or n: ")
        terminal.type("y\n")
        try terminal.expect("belay> ")
        #expect(terminal.has("made here"))
        terminal.type(":ask destroys\n")
        try terminal.expect("belay> ")
        terminal.type("$ touch other\n")
        try terminal.expect("belay> ")
        #expect(terminal.has("other"))
        terminal.type("locally { ! rm other }\n")
        try terminal.expect("y or n: ")
        terminal.type(Self.control.c)
        try terminal.expect("not run")
        try terminal.expect("belay> ")
        #expect(terminal.has("other"))
        #expect(leave(terminal) == 0)
    }

    @Test("Ctrl-C drops the line, or all lines of an entry, and cancels what runs", arguments: [40, 200])
    func cancel(width: UInt16) throws {
        let terminal = try session(width: width)
        terminal.type("say \"nev\u{3}")
        try terminal.expect("^C")
        try terminal.expect("belay> ")
        terminal.type("if yes {\n")
        try terminal.expect("...> ")
        terminal.type(Self.control.c)
        try terminal.expect("belay> ")
        terminal.type("? echo begun; sleep 600\n")
        try terminal.expect("begun\r\n")
        terminal.type(Self.control.c)
        try terminal.expect("cancelled")
        try terminal.expect("belay> ")
        terminal.type("say \"still here\"\n")
        try terminal.expect("1        still here")
        try terminal.expect("belay> ")
        #expect(leave(terminal) == 0)
    }

    @Test("The terminal is as it was after Ctrl-D, TERM and HUP")
    func restore() throws {
        for signal in [nil, SIGTERM, SIGHUP] {
            let terminal = try PseudoTerminal(shell: "stty -g; belay repl; echo status $?; stty -g")
            try terminal.expect("belay> ")
            let before = terminal.seen.split(separator: "\r\n")[0]
            terminal.type("say \"half")
            try terminal.expect("half")
            if let signal { terminal.send(signal) } else { terminal.type("\u{3}\u{4}") }
            try terminal.expect("status \(signal == nil ? 0 : 130)")
            #expect(terminal.status() == 0)
            let after = terminal.seen.split(separator: "\r\n").last
            #expect(after == before)
            #expect(terminal.seen.hasSuffix("\u{1B}[?2004l") == false)
        }
    }

    @Test("TERM while something runs cancels it and ends the session")
    func termination() throws {
        let terminal = try session()
        terminal.type("? echo begun; sleep 600\n")
        try terminal.expect("begun\r\n")
        terminal.send(SIGTERM)
        try terminal.expect("cancelled")
        #expect(terminal.status() == 130)
    }

    @Test("A terminal that goes away ends the session, and loses no history")
    func hangUp() throws {
        let terminal = try session()
        terminal.type("let kept = 1\n")
        try terminal.expect("belay> ")
        terminal.hangUp()
        #expect(terminal.ending() != nil)
        #expect(terminal.history == ["let kept = 1"])
    }

    @Test("Without an editable terminal there are plain lines", arguments: ["dumb", "nonsense", ""])
    func plain(term: String) throws {
        let terminal = try session(environment: ["TERM": term])
        terminal.type("if yes {\n")
        try terminal.expect("...> ")
        terminal.type("say \"plain\"\n}\n")
        try terminal.expect("1        plain")
        try terminal.expect("belay> ")
        terminal.type("half a line\u{3}")
        try terminal.expect("belay> ")
        #expect(leave(terminal) == 0)
        #expect(!terminal.seen.contains("\u{1B}"))
    }

    @Test("History is for this user alone, without blank-led lines and secrets, and found with Ctrl-R")
    func history() throws {
        let terminal = try session()
        let lines = [
            " let hidden = 1", "let p: secret = \"hunter2\"", "let a = 5", "let b = 6", "with env P=$p { ? true }",
            "probe held (p: secret) { with env P=$p { expect (? true) } }", "held \"sesame\"",
        ]
        for line in lines {
            terminal.type(line + "\n")
            try terminal.expect("belay> ")
        }
        terminal.type(Self.control.r + "a = 5")
        try terminal.expect(onScreen: "bck:a = 5")
        terminal.type("\n")
        try terminal.expect("error[B0223]")
        try terminal.expect("belay> ")
        #expect(leave(terminal) == 0)
        #expect(
            terminal.history == [
                "let a = 5", "let b = 6", "with env P=$p { ? true }",
                "probe held (p: secret) { with env P=$p { expect (? true) } }", "let a = 5",
            ])
        // As it was typed, and nowhere else.
        #expect(terminal.seen.components(separatedBy: "hunter2").count == 2)
        let attributes = try FileManager.default.attributesOfItem(atPath: terminal.historyFile.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    private static let slow = [
        "a.runbook": """
        runbook "Slow" "Binds a name slowly."
        let slow = ? touch begun; until test -e go; do sleep 0.02; done; echo bound
        phase "Nothing" { say "nothing" }

        """
    ]

    @Test("Names of the runbook whose commands are cancelled are bound before the next input")
    func preparing() throws {
        let terminal = try PseudoTerminal(["repl", "a.runbook"], files: Self.slow)
        try terminal.expect(file: "begun")
        terminal.type(Self.control.c)
        try terminal.expect("belay: cancelled")
        try terminal.expect("belay> ")
        try terminal.make(file: "go")
        terminal.type("$slow\n")
        try terminal.expect("\u{1B}[Jbound\r\n")
        try terminal.expect("belay> ")
        #expect(leave(terminal) == 0)
    }

    @Test("TERM and HUP end it while names of the runbook are bound", arguments: [SIGTERM, SIGHUP])
    func ended(signal: Int32) throws {
        let terminal = try PseudoTerminal(["repl", "a.runbook"], files: Self.slow)
        try terminal.expect(file: "begun")
        terminal.send(signal)
        #expect(terminal.status() == 130)
        #expect(!terminal.seen.contains("belay> "))
    }

    @Test("Vi keys and .editrc are the user's", arguments: [40, 200])
    func vi(width: UInt16) throws {
        let terminal = try session(files: ["../.editrc": "bind -v\n"], width: width)
        terminal.type("say \"one two\"")
        try terminal.expect("two")
        terminal.type("\u{1B}")
        try terminal.settle()
        terminal.type("0wlcwthree\u{1B}")
        try terminal.settle()
        terminal.type("\n")
        try terminal.expect("1        three two")
        try terminal.expect("belay> ")
        terminal.type("sa\t")
        try terminal.expect(onScreen: "belay> say ")
        terminal.type(Self.control.c)
        try terminal.expect("belay> ")
        #expect(leave(terminal) == 0)
    }

    @Test("Tab goes on word by word, and says what a hole wants", arguments: [40, 200])
    func completion(width: UInt16) throws {
        let terminal = try session(["a.runbook"], files: ["a.runbook": Self.phrases], width: width)
        let columns = Int(width)
        terminal.type("copy th\t")
        try terminal.expect(onScreen: "copy the ", width: columns)
        terminal.type("\t\t\t")
        try terminal.expect("(which: which)")
        terminal.type("ma\t")
        try terminal.expect(onScreen: "of main ", width: columns)
        terminal.type("to place.txt \t")
        try terminal.expect(onScreen: "twice=", width: columns)
        terminal.type("y\t")
        try terminal.expect(onScreen: "twice=yes", width: columns)
        terminal.type("\n")
        try terminal.expect("copying main")
        try terminal.expect("belay> ")
        #expect(leave(terminal) == 0)
    }

    @Test("A hint shows the rest of the only phrase, and Right takes its words", arguments: [48, 200])
    func hint(width: UInt16) throws {
        let terminal = try session(["a.runbook"], files: ["a.runbook": Self.phrases], width: width)
        terminal.type("copy")
        try terminal.expect("\u{1B}[2m the data of (which) to (there)\u{1B}[0m")
        terminal.type(Self.right)
        try terminal.settle()
        terminal.type("spare to x\n")
        try terminal.expect("copying spare to x")
        try terminal.expect("belay> ")
        #expect(leave(terminal) == 0)
    }

    private static let phrases = """
        runbook "Phrases" "Brings a phrase."
        type which = main | spare
        action copy the data of (which: which) to (there: path) [twice: flag = no] {
            say "copying $which to $there"
        }
        phase "Nothing" { say "nothing" }

        """

    @Test("What was done is saved as a runbook that checks, and runs")
    func save() throws {
        let terminal = try session()
        let lines = [
            "use node", "probe small (n: number) { expect $n < 10 }", "let size = 4", "$ touch first", "y",
            "$ false", "y", "expect small $size", ":on localhost", ":on", ":save done.runbook",
        ]
        for line in lines {
            terminal.type(line + "\n")
            try terminal.expect(line.hasPrefix("$") ? "y or n: " : line == ":on localhost" ? "localhost> " : "belay> ")
        }
        terminal.type(":quit\n")
        #expect(terminal.status() == 0)
        let saved = try String(contentsOf: terminal.folder.appending(path: "done.runbook"), encoding: .utf8)
        #expect(saved.contains("$ touch first") && !saved.contains("$ false"), "\(saved)")
        let again = try PseudoTerminal(["run", "done.runbook"], files: ["done.runbook": saved])
        try again.expect("Done")
        #expect(again.status() == 0)
        #expect(again.has("first"))
    }

    @Test("The last step is undone, and what a file says is carried out")
    func undo() throws {
        let terminal = try session(files: [
            "lib/marks.runbook": """
            action mark (name: path) {
                $ touch $name
                undo { $ rm $name }
            }

            """,
            "more.runbook": "runbook \"More\" \"Says more.\"\nphase \"More\" { say \"from the file\" }\n",
        ])
        terminal.type("use marks\n")
        try terminal.expect("belay> ")
        terminal.type(":ask never\n")
        try terminal.expect("belay> ")
        terminal.type("mark here.txt\n")
        try terminal.expect("belay> ")
        #expect(terminal.has("here.txt"))
        terminal.type(":undo\n")
        try terminal.expect("belay> ")
        #expect(!terminal.has("here.txt"))
        terminal.type(":undo\n")
        try terminal.expect("nothing to undo")
        try terminal.expect("belay> ")
        terminal.type(":load more.runbook\n")
        try terminal.expect("from the file")
        try terminal.expect("belay> ")
        #expect(leave(terminal) == 0)
    }

    @Test("Characters are what they are, whatever the locale says", arguments: ["C", "POSIX", "de_DE.ISO-8859-1"])
    func locale(name: String) throws {
        let terminal = try session(environment: ["LANG": name, "LC_ALL": name])
        terminal.type("say \"漢字 é\"" + Self.left + Self.left + "\u{7F}ö")
        try terminal.expect(onScreen: "belay> say \"漢字öé\"")
        terminal.type("\n")
        try terminal.expect("1        漢字öé")
        try terminal.expect("belay> ")
        #expect(leave(terminal) == 0)
    }

    @Test("TERM of what is run is that of the session, after any end")
    func terminalType() throws {
        let terminal = try PseudoTerminal(
            shell: "belay repl; echo now $TERM; stty -a | grep -c -- -icanon", environment: ["TERM": "vt100"])
        try terminal.expect("belay> ")
        terminal.type("? echo \\$TERM\n")
        try terminal.expect("vt100\r\n")
        try terminal.expect("belay> ")
        terminal.type(Self.control.d)
        try terminal.expect("now vt100")
        try terminal.expect("0\r\n")
        #expect(terminal.status() == 1)
    }

    @Test("A narrower window draws the line anew")
    func resize() throws {
        let terminal = try session(width: 200)
        terminal.type("say \"something\"")
        try terminal.expect("something")
        terminal.resize(width: 40, height: 20)
        try terminal.expect("say \"something\"")
        terminal.type("\n")
        try terminal.expect("1        something")
        try terminal.expect("belay> ")
        #expect(leave(terminal) == 0)
    }
}
