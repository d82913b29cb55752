import Foundation
import Testing

@Suite("Secrets at a terminal")
struct SecretPromptTests {
    @Test func `The default of a secret is not in its prompt`() throws {
        let terminal = try PseudoTerminal(
            ["run", "a.runbook"],
            files: [
                "a.runbook": """
                runbook "Ask" "Asks."
                phase "Ask" {
                    ask word: secret = "hunter2" "What is the word?"
                    ask words: list of secret "Which words?"
                    with env WORD=$word { $ test \\${#WORD} = 7 }
                    for one in $words { with env WORD=$one { $ echo "\\$WORD" >> words } }
                }

                """
            ])
        try terminal.expect("secret, or nothing for the default: ")
        terminal.type("\n")
        try terminal.expect("list of secret: ")
        terminal.type("[first-word, second-word]\n")
        try terminal.expect("Done")
        #expect(terminal.status() == 0)
        #expect(!terminal.seen.contains("hunter2"))
        #expect(!terminal.seen.contains("-word"))
        #expect(try terminal.text(of: "words").contains("first-word\nsecond-word"))
    }

    @Test func `A secret that a resumed run has lost is asked for, until it is the right one`() throws {
        let terminal = try PseudoTerminal(
            shell: """
                belay run a.runbook < /dev/null > /dev/null 2>&1
                touch go
                exec belay resume
                """,
            files: [
                "a.runbook": """
                runbook "Mint" "Makes a secret."
                phase "Mint" {
                    let made: secret = $ echo minted-once
                    expect (? test -e go) else "not yet"
                    with env MADE=$made { $ echo "\\$MADE" > used }
                }

                """
            ])
        try terminal.expect("the secret that step 1.1")
        try terminal.expect("secret: ")
        terminal.type("mistyped\n")
        try terminal.expect("secret: ")
        terminal.type("minted-once\n")
        try terminal.expect("Done")
        #expect(terminal.status() == 0)
        #expect(try terminal.text(of: "used").hasPrefix("minted-once"))
    }
}
