import Foundation
import Glibc
import Testing

/// Input is kept, and found.
@Suite("History at a prompt")
struct HistoryTests {
    @Test(
        arguments: TerminalKind.allCases)
    func `It is for this user alone, and without secrets and lines that begin with a space`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        let kept = [
            "let a = 5", "with env P=$p { ? true }", "probe held (p: secret) { with env P=$p { expect (? true) } }",
            "held $p",
        ]
        let others = [
            " let hidden = 1", "let p: secret = \"hunter2\"", "held \"sesame\"", "if no { held \"not run\" }",
            ":plan held \"planned\"", "held \"unfinished\" )", "",
            "let q: secret = \"$ecretA1\"", "let q: secret = $ecretA2", "let q: secret \"ecretA9\"", "held $ecretA3",
        ]
        try sitting.say(others[0])
        try sitting.say(others[1])
        for line in kept { try sitting.say(line) }
        for line in others[2...] { try sitting.say(line) }
        sitting.leave()
        #expect(sitting.terminal.history == kept)
        // As it was typed, and nowhere else.
        #expect(sitting.terminal.seen.components(separatedBy: "hunter2").count == 2)
        let attributes = try FileManager.default.attributesOfItem(atPath: sitting.terminal.historyFile.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test(arguments: TerminalKind.allCases)
    func `Entries of earlier sessions are looked back to`(kind: TerminalKind) throws {
        let first = try ReplDriver(at: kind)
        try first.say("let a = 5")
        try first.say("say \"first\"", "1        first")
        try first.say("say \"second\"", "2        second")
        first.leave()
        let next = try ReplDriver(at: kind, environment: ["XDG_STATE_HOME": first.terminal.stateFolder])
        if kind.canEdit {
            next.terminal.type(Key.up + Key.up)
            try next.expectTyped("say \"first\"")
            try next.say("", "1        first")
            next.terminal.type(Key.controlR + "a = 5")
            try next.terminal.expect(onScreen: "search “a = 5”> let a = 5")
            try next.say("")
            try next.say("$a", "5\r\n")
        } else {
            // The kernel shows with Ctrl-R the input so far; the keys that look back do nothing.
            next.terminal.type("say \"th" + Key.controlR)
            try next.terminal.expect("^R\r\n")
            try next.say("ird\"", "1        third")
        }
        next.leave()
        let history = try String(contentsOf: first.terminal.historyFile, encoding: .utf8)
        #expect(history.hasSuffix(kind.canEdit ? "say \"first\"\nlet a = 5\n$a\n" : "say \"third\"\n"))
    }

    @Test(arguments: TerminalKind.allCases)
    func `Sessions side by side lose nothing of each other`(kind: TerminalKind) throws {
        let one = try ReplDriver(at: kind)
        let other = try ReplDriver(at: kind, environment: ["XDG_STATE_HOME": one.terminal.stateFolder])
        for number in 1...3 {
            try one.say("let a\(number) = 1")
            try other.say("let b\(number) = 2")
        }
        one.leave()
        other.leave()
        #expect(one.terminal.history == (1...3).flatMap { ["let a\($0) = 1", "let b\($0) = 2"] })
    }

    @Test(arguments: TerminalKind.allCases)
    func `A session that is killed loses nothing that was done`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        for number in 1...3 { try sitting.say("let a\(number) = 1") }
        sitting.terminal.send(SIGKILL)
        #expect(sitting.terminal.status() == 1000 + SIGKILL)
        #expect(sitting.terminal.history == (1...3).map { "let a\($0) = 1" })
        let state = try FileManager.default.contentsOfDirectory(atPath: sitting.terminal.stateFolder + "/belay")
        #expect(state.allSatisfy { !$0.hasPrefix(".belay-new-") })
    }
}
