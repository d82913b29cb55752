import BelayLanguage
import BelaySource
import BelayWorkspace
import Testing

@Suite("What is typed at a place")
struct PlacedInputTests {
    private func session(at place: String?) throws -> SessionWorkspace {
        let surroundings = Surroundings(environment: [:], workingFolder: "/nowhere", executable: "")
        let workspace = Workspace(text: [], at: "session.runbook", surroundings)
        var session = try #require(SessionWorkspace(workspace))
        session.place = place
        return session
    }

    private func saved(_ texts: String..., at place: String?, done: Int? = nil) throws -> String {
        var session = try session(at: place)
        for text in texts {
            let input = session.check(text)
            try #require(input.program != nil, "\(input.diagnostics)")
            session.accept(input, statements: done)
        }
        let saved = session.saved(title: "T", documentation: "D")
        return String(saved.dropFirst("runbook \"T\"\n    \"D\"\n\n".count))
    }

    private let mixed = """
        action mark (name: path) { $ touch $name }
        $ mkdir /srv  # a comment
        type kind = main | events
        on failure { ? df }
        always say "over"
        let port = 8080
        phase "Marks" {
            mark /srv/one
        }
        """

    @Test func `Its declarations stay where they were, and all that it does is at the place`() throws {
        let saved = try saved(mixed, at: "web1")
        let wanted = """
            action mark (name: path) { $ touch $name }

            type kind = main | events

            phase "Part 1" {
                on web1 {
                $ mkdir /srv
                }
                on failure { on web1 {
                 ? df\u{20}
                }}
                always { on web1 {
                say "over"
                }}
                on web1 {
                let port = 8080
                }
            }

            phase "Marks" { on web1 {

                mark /srv/one

            }}

            """
        #expect(saved == wanted, "\(saved)")
    }

    @Test(arguments: [nil, "web1"])
    func `Of an entry that fails what was done by then is kept`(place: String?) throws {
        let text = "let port = 8080\nlet other = 8081\nsay \"$port $other\""
        let kept = try saved(text, "say \"$port\"", at: place, done: 1)
        #expect(kept.contains("8080") && !kept.contains("8081") && kept.contains("say \"$port\"\n"), "\(kept)")
    }

    @Test func `An entry of which nothing was done leaves nothing`() throws {
        #expect(try saved("say \"one\"", at: "web1", done: 0) == "")
    }

    @Test(arguments: [nil, "web1"])
    func `A mistake has the place at which it was typed`(place: String?) throws {
        for (text, start) in [("let a = 1\nsay \"$b\"", 15), ("  $b", 2), ("say \"one\"\nsay \"two\"\nsay \"$c\"", 25)]
        {
            let input = try session(at: place).check(text)
            #expect(input.diagnostics.map(\.span.start) == [start], "\(text): \(input.diagnostics)")
            #expect(input.sources.last?.bytes == Array((text + "\n").utf8))
        }
    }

    @Test func `What was undone is not saved when it was all of its entry, and marked when it was not`() throws {
        var session = try session(at: nil)
        for text in ["action mark (n: number) { $ touch $n\nundo { $ rm $n } }", "mark 1", "mark 2\nmark 3"] {
            session.accept(session.check(text))
        }
        let inputs = session.program.body.statements.map(\.span.file)
        session.noteUndone("mark 3", of: inputs[2], isWhole: false)
        session.noteUndone("mark 1", of: inputs[0], isWhole: true)
        let saved = session.saved(title: "T", documentation: "D")
        #expect(saved.hasSuffix("{\n    # Undone: mark 3\n    mark 2\n    mark 3\n}\n"), "\(saved)")
    }
}
