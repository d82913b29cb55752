import BelayLanguage
import BelayREPL
import BelaySyntax
import BelayWorkspace
import Testing

@Suite("What begins with a colon, and what is asked about")
struct SessionCommandTests {
    @Test(
        arguments: [
            ":vars\n$ touch x", ":save sx\n$ touch y", ":on\n$ touch y", ":quit\r\nsay \"x\"", ":nothing\nsay \"x\"",
            ":undo x", ":vars x", ":runs x", ":jobs 1", ":quit now",
        ])
    func `A command is one line; nothing that follows is passed over`(text: String) {
        #expect(throws: SessionCommand.Problem.self) { try SessionCommand(text + "\n") }
    }

    @Test func `A statement that a command is about may have several lines`() throws {
        #expect(try SessionCommand(":plan if yes {\n$ touch x\n}\n") == .plan("if yes {\n$ touch x\n}"))
        #expect(try SessionCommand(":job\n? true\n") == .job("? true"))
        #expect(try SessionCommand("\n :vars \n\n") == .vars)
    }

    @Test(
        arguments: [
            ("help\n", ":help"), ("exit", ":quit"), ("quit", ":quit"), ("?\n", ":help"), ("save a.runbook", ":save"),
            ("undo", ":undo"), ("undo { }", nil), ("on lab1", nil), ("helpful", nil), ("? true", nil),
            ("help\nhelp", nil),
        ] as [(String, String?)])
    func `A line that is not a statement may mean a command`(text: String, command: String?) {
        #expect(SessionCommand.meant(by: text) == command)
    }

    @Test func `Every keyword that begins a statement, and every sign, has its form`() {
        let signs: Set = ["?", "$", "!"]
        let begun = Set(
            StatementForm.allCases.filter { $0.help != nil }
                .compactMap { $0.usage.split(separator: " ").first.map(String.init) })
        #expect(begun == Set(Keyword.allCases.filter(\.beginsStatement).map(\.rawValue)).union(signs))
        #expect(StatementForm.found(by: ["on"]).map(\.usage) == ["on failure STATEMENT", "on HOST [as USER] { }"])
        #expect(StatementForm.found(by: ["with", "env"]).count == 1)
        #expect(StatementForm.found(by: ["o"]).isEmpty)
    }

    @Test func `Phrases are found by whole words, and by parts of words where none has them`() {
        let runbook = """
            action complete it { say "x" }
            action let it be { say "x" }
            """
        let surroundings = Surroundings(environment: [:], workingFolder: "/nowhere", executable: "")
        let search = PhraseSearch(Workspace(text: Array(runbook.utf8), at: "a.runbook", surroundings).phrases)
        #expect(search.found(by: "it").count == 2)
        #expect(search.found(by: "LET").map(\.signature.text) == ["let it be"])
        #expect(search.found(by: "comp it").map(\.signature.text) == ["complete it"])
        #expect(search.found(by: "nothing").isEmpty)
        #expect(search.nearest(to: "complet") == "complete")
    }
}
