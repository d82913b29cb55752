import Glibc
import Testing

/// Lines of a file as a session, and a signal meanwhile.
@Suite("A session without a terminal")
struct PipedSessionTests {
    private func session(_ lines: String, _ arguments: String = "", files: [String: String] = [:]) throws
        -> PseudoTerminal
    {
        try PseudoTerminal(
            shell: "belay repl \(arguments) < lines; echo status $?", files: files.merging(["lines": lines]) { $1 })
    }

    @Test(
        arguments: [SIGINT, SIGQUIT, SIGTERM, SIGHUP])
    func `A change may finish, and no further line runs`(number: Int32) throws {
        let session = try session(
            "$ touch begun; until test -e go; do sleep 0.02; done; touch ended\n$ touch further\n")
        try session.expect(file: "begun")
        session.send(number)
        try session.expect("A running change may finish")
        try session.make(file: "go")
        try session.expect("status 130")
        #expect(session.status() == 0)
        #expect(session.has("ended"))
        #expect(!session.has("further"))
    }

    @Test(arguments: ["", "--yes"])
    func `Input without a view of the questions is refused`(option: String) throws {
        let session = try PseudoTerminal(shell: "belay repl \(option) > log; echo status $?; wc -c < log")
        try session.expect("nobody would see the questions")
        try session.expect("status 2\r\n0\r\n")
        #expect(session.status() == 0)
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `No line runs when names of the runbook were not bound`(number: Int32) throws {
        let runbook = """
            runbook "Slow" "Binds a name slowly."
            let slow = ? touch begun; sleep 600
            phase "Nothing" { say "nothing" }

            """
        let session = try session("$ touch further\n", "a.runbook", files: ["a.runbook": runbook])
        try session.expect(file: "begun")
        session.send(number)
        try session.expect("belay: cancelled")
        try session.expect("status 130")
        #expect(session.status() == 0)
        #expect(!session.has("further"))
    }

    @Test func `A host that cannot be reached does not answer, and that is not a failure`() throws {
        let question = "if host nowhere.invalid answers { say \"reached\" } else { say \"not there\" }"
        let session = try session("use node\n\(question)\n")
        try session.expect("not there")
        try session.expect("status 0")
        #expect(session.status() == 0)
    }

    @Test(arguments: ["\n", "\r\n", ""])
    func `Half a line that continues is not run`(end: String) throws {
        let session = try session("$ touch whole\n$ touch half \\\(end)")
        try session.expect("the input ends after an unfinished line")
        try session.expect("status 3")
        #expect(session.status() == 0)
        #expect(session.has("whole"))
        #expect(!session.has("half"))
    }
}
