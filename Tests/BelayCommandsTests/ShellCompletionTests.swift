import BelayTestSupport
import Foundation
import Testing

/// Tab in the shells, with the scripts that are installed. What it makes of a line is seen by running that line: `show` is completed
/// as `belay` is, and prints its words.
@Suite("Completion in shells")
struct ShellCompletionTests {
    private static let files = [
        "greet.runbook": """
        runbook "Greet" "Says hello."
        rehearse in greet
        param node: host "where"
        param mood: glad | sad = glad "how"
        param loud: flag = no "in capitals"
        param text_file: path = ./words "what"
        phase "Look" { ? true }
        phase "Speak" { on $node { $ echo $mood $loud $text_file } }

        """,
        "labs/greet.runbook": """
        lab "Greet" "One machine."
        param node: host = host1
        machine host1 {
        }
        begin { on host1 as root { ? true } }
        fault power-cut "the power goes" { on host1 as root { $ true } }
        ends done "always" when done { on host1 as root { expect (? true) } }

        """,
        "words": "hello\n", "my notes.md": "# Notes\n",
    ]

    /// A line up to a Tab, and the words that it becomes.
    private static let cases: [(typed: String, words: String)] = [
        ("expl\t", "<explain>"),
        ("run gre\t", "<run><greet.runbook>"),
        ("run greet.runbook no\t", "<run><greet.runbook><node=>"),
        ("run greet.runbook mood=s\t", "<run><greet.runbook><mood=sad>"),
        ("run greet.runbook text_file=wo\t", "<run><greet.runbook><text_file=words>"),
        ("plan greet.runbook --param\t", "<plan><greet.runbook><--params>"),
        ("check --format sa\t", "<check><--format><sarif>"),
        ("rehearse greet.runbook --break power\t", "<rehearse><greet.runbook><--break><power-cut@>"),
        ("rehearse greet.runbook --break power-cut@2\t", "<rehearse><greet.runbook><--break><power-cut@2>"),
        ("init --kind ro\t", "<init><--kind><rolling>"),
        ("import my\t", "<import><my notes.md>"),
        ("explain B040\t4", "<explain><B0404>"),
    ]

    private func check(_ terminal: PseudoTerminal, setUp: String) throws {
        try terminal.expect("ready> ")
        terminal.type("show() { printf '<%s>' \"$@\"; echo; }; \(setUp)\n")
        try terminal.expect("ready> ")
        for (typed, words) in Self.cases {
            terminal.passOver()
            terminal.type("show \(typed)\n")
            try terminal.expect(words)
            try terminal.expect("ready> ")
        }
        terminal.type("exit\n")
    }

    @Test func `bash completes commands, parameters, values, faults and steps`() throws {
        let terminal = try PseudoTerminal(
            shell: "exec bash --norc --noprofile -i", files: Self.files, environment: ["PS1": "ready> "], width: 200)
        try check(
            terminal, setUp: "source <(belay --generate-completion-script bash); complete -F _belay show")
    }

    @Test func `zsh completes commands, parameters, values, faults and steps`() throws {
        let terminal = try PseudoTerminal(
            shell: "exec zsh -f -i", files: Self.files, environment: ["PS1": "ready> ", "ZDOTDIR": "/nowhere"],
            width: 200)
        try check(
            terminal,
            setUp: "autoload -Uz compinit; compinit -u -D; source <(belay --generate-completion-script zsh); "
                + "compdef _belay show")
    }

    @Test func `fish completes commands, parameters, values, faults and steps`() throws {
        let run = try TranscriptRun()
        defer { try? run.remove() }
        for (name, text) in Self.files { try run.write(text, to: name) }
        for (typed, words) in Self.cases {
            let line = typed.prefix { $0 != "\t" }
            let found = try run.output(
                of: "fish -c 'belay --generate-completion-script fish | source; complete -C \"belay \(line)\"'")
            let last = try #require(words.split(separator: "<").last).dropLast()
            #expect(
                found.contains {
                    $0.split(separator: "\t").first.map { $0 == last || $0 == last.replacing(" ", with: "\\ ") }
                        ?? false
                }, "\(typed): \(found)")
        }
    }

    @Test func `Two that fit are both offered, with what they are`() throws {
        let run = try TranscriptRun()
        defer { try? run.remove() }
        for (name, text) in Self.files { try run.write(text, to: name) }
        #expect(
            try run.output(of: "belay complete -- run greet.runbook ''") == [
                "node=\thost: where", "mood=\tglad | sad: how", "loud=\tflag: in capitals", "text_file=\tpath: what",
            ])
        #expect(try run.output(of: "belay complete -- run greet.runbook node=a loud=") == ["loud=yes", "loud=no"])
        #expect(try run.output(of: "belay complete -- run greet.runbook node=a l") == ["loud=\tflag: in capitals"])
        #expect(
            try run.output(of: "belay complete -- rehearse greet.runbook --at ''") == [
                "1\tLook", "1.1\ttrue", "2\tSpeak", "2.1\techo $mood $loud $text_file",
            ])
        #expect(try run.output(of: "belay complete -- nothing ''") == [])
        #expect(try run.output(of: "belay complete -- run missing.runbook ''") == [])
    }
}
