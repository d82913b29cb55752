import Glibc
import Testing

/// A person who looks around where a step holds.
@Suite("Looking around")
struct InspectPromptTests {
    @Test(
        arguments: TerminalKind.allCases)
    func `It sees the names, the phrases and the place of the step, and says what failed`(kind: TerminalKind) throws {
        let held = try HeldRun(at: kind)
        try held.say("\"$name|$size|$twice|$ending\"", "repaired|3|repaired 3|.txt")
        try held.say(
            "\"<${failure.kind}> <${failure.status}> <${failure.step}>\"", "<command> <1> <1.2.1>")
        try held.say("is mar\(kind.canEdit ? "\t" : "ked ")$name", "no\r\n")
        try held.say("? echo \\$PLACE of ${run.id}", "here of 2")
        // Of another file, and further down.
        for name in ["greeting", "later"] { try held.say("$\(name)", "error[B0220]") }
        try held.goBack("s")
        held.expectEnd(1)
    }

    @Test(
        arguments: TerminalKind.allCases)
    func `What is mended there is asked about, and goes into no other name of the run`(kind: TerminalKind) throws {
        let held = try HeldRun(at: kind)
        try held.say("let twice_more = 5")
        try held.mend()
        try held.say(":save x.runbook", "part of that run")
        try held.say(":quit", prompt: "r/h/k/l/s: ")
        held.terminal.type("r\n")
        try held.terminal.expect("marked repaired 3")
        try held.terminal.expect("continued")
        held.expectEnd(0)
        #expect(!held.terminal.seen.contains("  handled"))
    }

    @Test(
        arguments: TerminalKind.allCases)
    func `A failure there says why and holds nothing; Ctrl-C cancels only what runs there`(kind: TerminalKind) throws {
        let held = try HeldRun(at: kind)
        try held.say("for x in [1] { ? exit 7 }", "failed after")
        held.terminal.type("? echo begun; sleep 600\n")
        try held.terminal.expect("begun\r\n")
        held.terminal.type(Key.controlC)
        try held.terminal.expect("cancelled")
        try held.terminal.expect(HeldRun.prompt)
        held.terminal.type("half a line" + Key.controlC)
        try held.terminal.expect(HeldRun.prompt)
        try held.goBack("h")
        try held.terminal.expect("handled")
        held.expectEnd(4)
    }

    @Test(arguments: zip(TerminalKind.allCases, [SIGTERM, SIGHUP, SIGHUP, SIGTERM]))
    func `TERM and HUP end it and the run`(kind: TerminalKind, signal: Int32) throws {
        let typing = try HeldRun(at: kind)
        typing.terminal.type("say \"half")
        try typing.terminal.expect("half")
        typing.terminal.send(signal)
        typing.expectEnd(130)
        let running = try HeldRun(at: kind)
        running.terminal.type("? echo begun; sleep 600\n")
        try running.terminal.expect("begun\r\n")
        running.terminal.send(signal)
        running.expectEnd(130)
    }

    @Test(arguments: TerminalKind.allCases)
    func `A terminal that goes away ends it`(kind: TerminalKind) throws {
        let held = try HeldRun(at: kind)
        held.terminal.hangUp()
        #expect(held.terminal.ending() != nil)
    }

    @Test(arguments: TerminalKind.allCases)
    func `From a session too, with what was typed there`(kind: TerminalKind) throws {
        let sitting = try ReplDriver(at: kind)
        let look = "look 1[a].1> "
        try sitting.say("let place = \"mended\"")
        try sitting.say("for x in [a, b] { ? test -e $place$x }", prompt: "r/k/l/s: ")
        try sitting.say("l", prompt: look)
        try sitting.say(":ask never", prompt: look)
        try sitting.say("$ touch ${place}a ${place}b", prompt: look)
        try sitting.say("let own = 5", prompt: look)
        sitting.terminal.type(Key.controlD)
        try sitting.terminal.expect("r/k/l/s: ")
        try sitting.say("r")
        try sitting.say("$own", "error[B0220]")
        try sitting.say("$place", "mended\r\n")
        sitting.leave()
        #expect(sitting.terminal.history.contains("let own = 5"))
    }
}
