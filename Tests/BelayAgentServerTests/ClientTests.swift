import BelayTestSupport
import Foundation
import Testing

/// The program with a client that nobody here wrote: the package `mcp` of PyPI.
struct ClientTests {
    private static let tests = Repository.root.appending(path: "Tests/BelayAgentServerTests/Python").path

    @Test(arguments: ["legacy", "auto"])
    func `A client of the protocol plans, has it approved, starts it and follows it`(mode: String) throws {
        let folder = try AgentFolder()
        let venv = Repository.root.appending(path: "Tests/BelayLanguageServerTests/Python/venv").path
        let python = try ProgramRun([venv, "mcp", Self.tests + "/requirements.txt"])
        try #require(python.status == 0, "no virtual environment: \(python.output)")
        let path = python.output.trimmingCharacters(in: .whitespacesAndNewlines)
        let run = try ProgramRun(
            [path, Self.tests + "/client.py", BuiltProgram.find().path, folder.path, mode],
            variables: folder.environment, in: folder.here)
        #expect(run.status == 0)
        #expect(
            run.output == """
                version: \(mode == "legacy" ? "2025-11-25" : "2026-07-28")
                server: belay
                tools: list_runbooks phrases check plan start status answer cancel resume show
                reads: list_runbooks phrases check status show
                destroys: start answer cancel resume
                runbooks here: asking broken change confirmed look pair sealed slow
                check: True 0
                check: False 1
                plan: reads, call `start` with this plan
                start: read-only
                status: done, 1.2: seen: a 'b' "c"
                plan: changes, 1 changes
                refused: True
                approved: 0
                start: changes
                status: done
                made: True
                progress: True
                resource: # The Belay language
                report: ## Change: done
                unknown: True
                outlives: running

                """)
    }
}
