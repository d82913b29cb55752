import BelayTestSupport
import Foundation
import Testing

/// A start without much of what a program usually has: it says so and does nothing, and it always ends.
struct StartTests {
    private let folder = TemporaryFolder("start")

    private func said(_ script: String, by program: [String] = ["sh", "-c"]) throws -> String {
        folder.write("runbook \"A\"\nphase \"One\" {\n    $ echo done >> log\n}\n", to: "a.runbook")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = program + [script]
        process.currentDirectoryURL = URL(filePath: folder.path)
        process.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path,
            "belay": BuiltProgram.path(),
        ]
        let printed = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = printed
        process.standardError = printed
        try process.run()
        let said = try printed.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self)
    }

    @Test func `Without “/proc” nothing is changed, and arguments are heard`() throws {
        let script = """
            mount -t tmpfs tmpfs /proc
            "$belay" run a.runbook; echo "run $?"
            "$belay" resume; echo "resume $?"
            echo '$ echo typed >> log' | "$belay" repl; echo "repl $?"
            "$belay" check a.runbook; echo "check $?"
            "$belay" nonsense; echo "nonsense $?"
            ls
            """
        let said = try said(script, by: ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"])
        for word in ["run", "resume", "repl"] {
            #expect(said.contains("\(word) 3\n"), "\(said)")
        }
        #expect(said.components(separatedBy: "belay: /proc is missing: ").count == 4, "\(said)")
        #expect(said.contains("1 file checked, nothing wrong.\ncheck 0\n"), "\(said)")
        #expect(said.contains("belay: there is no command `nonsense`") && said.contains("nonsense 2\n"), "\(said)")
        #expect(said.hasSuffix("\na.runbook\n"), "\(said)")
    }

    @Test(arguments: ["<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
    func `Closed streams hold nothing up`(closing: String) throws {
        let script = """
            for command in 'run a.runbook' 'plan a.runbook' 'check a.runbook' repl; do
                timeout 60 sh -c "\\"$belay\\" $command \(closing)" > /dev/null 2>&1 || echo "$command $?"
            done
            cat log
            """
        #expect(try said(script) == "done\n")
    }

    @Test(arguments: ["-v 100000", "-f 0"])
    func `A small limit is said`(limit: String) throws {
        let said = try said("ulimit \(limit); timeout 60 \"$belay\" run a.runbook; echo $?; cat log")
        #expect(said.contains("\n3\n") && !said.contains("done"), "\(said)")
        let reason = limit == "-f 0" ? ": file too large\n" : "belay: there is not enough memory: "
        #expect(said.contains(reason), "\(said)")
    }

    @Test(arguments: [4, 6, 8, 10, 12, 13, 14, 15, 16, 18, 24, 34])
    func `Too few descriptors are said`(count: Int) throws {
        let said = try said(
            "ulimit -n \(count); timeout -s KILL 60 \"$belay\" run a.runbook; echo $?; cat log", by: ["bash", "-c"])
        #expect(said.hasPrefix("belay: no more files can be opened: "), "\(said)")
        #expect(said.contains("\n3\n") && !said.contains("done"), "\(said)")
    }

    /// With as few as are enough, also where the limit is a soft one.
    @Test(arguments: ["-n 40", "-S -n 8", "-s 4096"]) func `What is enough is enough`(limit: String) throws {
        let said = try said(
            "ulimit \(limit); timeout -s KILL 60 \"$belay\" run a.runbook; echo $?; cat log", by: ["bash", "-c"])
        #expect(said.hasSuffix("\n0\ndone\n"), "\(said)")
    }

    @Test(arguments: [64, 96, 256, 1024, 2048]) func `A small stack is said`(size: Int) throws {
        let said = try said("ulimit -s \(size); timeout -s KILL 60 \"$belay\" run a.runbook; echo $?; cat log")
        #expect(said.hasPrefix("belay: the stack is too small: Belay needs 4 MB "), "\(said)")
        #expect(said.contains("\n3\n") && !said.contains("done"), "\(said)")
    }

    private static let nobody = ["setpriv", "--reuid", "54321", "--regid", "54321", "--clear-groups", "bash", "-c"]

    /// It does not hold for root.
    @Test(.enabled(if: geteuid() == 0)) func `Too few threads are said`() throws {
        chmod(folder.path, 0o755)
        let said = try said("ulimit -u 7; timeout 60 \"$belay\" check a.runbook; echo $?", by: Self.nobody)
        #expect(said.hasPrefix("belay: no more threads can be started: ") && said.hasSuffix("\n3\n"), "\(said)")
    }

    @Test(.enabled(if: geteuid() == 0)) func `The version is told by the first thread alone`() throws {
        chmod(folder.path, 0o755)
        let said = try said("ulimit -n 6; ulimit -u 1; exec \"$belay\" --version", by: Self.nobody)
        #expect(said.split(separator: ".").count == 3, "\(said)")
    }
}
