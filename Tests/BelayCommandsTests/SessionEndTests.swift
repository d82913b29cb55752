import Glibc
import Testing

/// However a session ends, the terminal is as it was, and what was typed is kept.
@Suite("The end of a session")
struct SessionEndTests {
    enum End: CaseIterable {
        case controlD
        case quit
        case afterFailure
        case term
        case hup

        func end(_ sitting: ReplDriver) throws {
            switch self {
            case .controlD: sitting.terminal.type(Key.controlD)
            case .quit: sitting.terminal.type(":quit\n")
            case .afterFailure:
                try sitting.say("? exit 7", "failed after")
                sitting.terminal.type(Key.controlD)
            case .term, .hup:
                sitting.terminal.type("say \"half")
                try sitting.terminal.expect("half")
                sitting.terminal.send(self == .term ? SIGTERM : SIGHUP)
            }
        }

        var status: Int32 { self == .term || self == .hup ? 130 : 0 }
    }

    @Test(arguments: TerminalKind.allCases, End.allCases)
    func `The terminal is as it was after any end`(kind: TerminalKind, end: End) throws {
        let sitting = try ReplDriver(at: kind)
        try sitting.say("let kept = 1")
        try end.end(sitting)
        sitting.expectEnd(end.status)
        #expect(sitting.terminal.history.first == "let kept = 1")
        // The shell gets its pastes without marks.
        let marks = sitting.terminal.seen.matches(of: /\u{1B}\[\?2004([hl])/).last?.output.1
        #expect(marks == (kind.canEdit ? "l" : nil))
    }

    @Test(arguments: TerminalKind.allCases)
    func `What is half typed when TERM comes is not handed to the shell`(kind: TerminalKind) throws {
        let terminal = try PseudoTerminal(
            shell: "belay repl; echo ended; read -r rest; echo \"left <$rest>\"", environment: ["TERM": kind.name],
            width: kind.width)
        try terminal.expect(ReplDriver.prompt)
        terminal.type("rm -rf half")
        try terminal.expect("half")
        terminal.send(SIGTERM)
        try terminal.expect("ended\r\n")
        terminal.type("\n")
        try terminal.expect("left <>")
        #expect(terminal.status() == 0)
    }

    @Test(
        arguments: TerminalKind.allCases)
    func `TERM of what is run is that of the session, and that of the shell after it`(kind: TerminalKind) throws {
        let terminal = try PseudoTerminal(
            shell: "belay repl; echo now $TERM", environment: ["TERM": kind.name], width: kind.width)
        try terminal.expect(ReplDriver.prompt)
        terminal.type("? echo \\$TERM is it\n")
        try terminal.expect("\(kind.name) is it\r\n")
        try terminal.expect(ReplDriver.prompt)
        terminal.type(Key.controlD)
        try terminal.expect("now \(kind.name)\r\n")
        #expect(terminal.status() == 0)
    }

    @Test(
        arguments: zip(TerminalKind.allCases + [.wide, .dumb], [SIGTERM, SIGHUP, SIGHUP, SIGTERM, SIGQUIT, SIGQUIT]))
    func `TERM, HUP and QUIT while something runs cancel it`(kind: TerminalKind, signal: Int32) throws {
        let sitting = try ReplDriver(at: kind)
        sitting.terminal.type("? echo begun; sleep 600\n")
        try sitting.terminal.expect("begun\r\n")
        sitting.terminal.send(signal)
        try sitting.terminal.expect("cancelled")
        sitting.expectEnd(130)
    }

    @Test(
        arguments: zip(TerminalKind.allCases, [SIGTERM, SIGHUP, SIGHUP, SIGTERM]))
    func `TERM and HUP end it while names of the runbook are bound`(kind: TerminalKind, signal: Int32) throws {
        let sitting = try ReplDriver(at: kind, ["a.runbook"], files: SlowRunbook.files, isReady: false)
        try sitting.terminal.expect(file: "begun")
        sitting.terminal.send(signal)
        sitting.expectEnd(130)
        #expect(!sitting.terminal.seen.contains(ReplDriver.prompt))
    }

    @Test
    func `Ctrl-backslash lets a change finish and ends the session, and kills what runs the second time`() throws {
        for times in [1, 2] {
            let sitting = try ReplDriver(at: .wide)
            try sitting.say(":ask never")
            sitting.terminal.type("$ touch begun; until test -e go; do sleep 0.02; done; touch finished\n")
            try sitting.terminal.expect(file: "begun")
            sitting.terminal.type(Key.controlBackslash)
            try sitting.terminal.expect("A running change may finish")
            if times == 1 { try sitting.terminal.make(file: "go") } else { sitting.terminal.type(Key.controlBackslash) }
            sitting.expectEnd(130)
            #expect(sitting.terminal.has("finished") == (times == 1))
        }
    }

    @Test(
        arguments: TerminalKind.allCases, ["", "say \"half"])
    func `A terminal that goes away ends the session, which was cancelled then, and loses no history`(
        kind: TerminalKind, typed: String
    ) throws {
        let sitting = try ReplDriver(at: kind)
        try sitting.say("let kept = 1")
        sitting.terminal.type(typed)
        try sitting.terminal.expect(onScreen: ReplDriver.prompt + typed)
        sitting.terminal.hangUp()
        #expect(sitting.terminal.ending() != nil)
        #expect(sitting.terminal.history == ["let kept = 1"])
        #expect(try sitting.terminal.runs.contains(/cancelled  .*  session/))
    }

    @Test(arguments: TerminalKind.allCases)
    func `A terminal that goes away while something runs cancels it`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        sitting.terminal.type("? echo $$ > pid; echo begun; sleep 600\n")
        try sitting.terminal.expect("begun\r\n")
        let pid = try #require(pid_t(try sitting.terminal.text(of: "pid")))
        sitting.terminal.hangUp()
        #expect(sitting.terminal.ending() != nil)
        #expect(kill(pid, 0) != 0)
        #expect(sitting.terminal.history == ["? echo $$ > pid; echo begun; sleep 600"])
    }
}

/// A runbook whose first name takes until a file is there.
enum SlowRunbook {
    static let files = [
        "a.runbook": """
        runbook "Slow" "Binds a name slowly."
        let slow = ? touch begun; until test -e go; do sleep 0.02; done; echo bound
        phase "Nothing" { say "nothing" }

        """
    ]
}
