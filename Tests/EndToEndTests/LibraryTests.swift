import BelayTestSupport
import Foundation
import Glibc
import Testing

/// The bundled library of files on a real sshd, by the program that was just built.
@Suite(.serialized)
struct LibraryTests {
    private static let server = TestSSHServer()
    private static let runbook = """
        runbook "Files" "Sends, changes and fetches."
        use files
        param there: path
        param end: text = good
        phase "Send" {
            on failure undo
            on box {
                make folder "$there/new/folder" mode=700
                send file ./big to $there/big mode=600
                send file ./conf to $there/conf mode=0640
                put line "port=2" into file $there/conf instead="^port="
                put block app holding "a\\nb" into file $there/conf
                write "hello ${run.id}" to file $there/text
                send folder ./tree to $there/tree
                remove file $there/old
                fetch file $there/big to ./back
                fetch folder $there/tree to ./tree2
            }
            if $end is bad { fail "bad" }
        }
        """

    private let here = TemporaryFolder("here")
    private let far = TemporaryFolder("far")

    init() throws {
        here.write(Self.runbook, to: "files.runbook")
        here.write("port=1\nname=x\n", to: "conf")
        let words = Self.server.sshArguments.joined(separator: " ")
        mkdir(here.path + "/bin", 0o700)
        here.write("#!/bin/sh\nexec /usr/bin/ssh \(words) \"$@\"\n", to: "bin/ssh", mode: 0o700)
        try sh(
            "head -c 5M /dev/urandom > big && mkdir -p tree/a && echo 1 > tree/a/one && printf two > 'tree/two words'")
        far.write("old\n", to: "old", mode: 0o604)
    }

    @discardableResult
    private func sh(_ script: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-ec", script]
        process.currentDirectoryURL = URL(fileURLWithPath: here.path)
        process.environment = [
            "PATH": "\(here.path)/bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")",
            "HOME": here.path,
            "LANG": "C.UTF-8", "BELAY_RUNBOOKS": Repository.runbooks.path, "BELAY": BuiltProgram.path(),
            "FAR": far.path,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self) + "status \(process.terminationStatus)"
    }

    @Test func `Files and folders are there as they were here, and a second run changes nothing`() throws {
        let first = try sh("\"$BELAY\" run files.runbook there=\"$FAR\"")
        #expect(first.hasSuffix("status 0"), "\(first)")
        #expect(
            try sh("cmp big $FAR/big && cmp big back && diff -r tree $FAR/tree && diff -r tree tree2") == "status 0")
        #expect(far.read("conf") == "port=2\nname=x\n# BEGIN app\na\nb\n# END app\n")
        #expect(far.read("text").hasPrefix("hello 2"))
        #expect(
            try sh("stat -c '%a %n' $FAR/big $FAR/conf $FAR/new/folder | sed \"s#$FAR/##\"")
                == "600 big\n640 conf\n700 new/folder\nstatus 0")
        #expect(!far.names.contains("old"))
        try sh("sed -i '/send file .\\/conf/d; /write /d' files.runbook")
        let second = try sh("\"$BELAY\" run files.runbook there=\"$FAR\"")
        #expect(second.hasSuffix("status 0") && !second.contains(" $ "), "\(second)")
        #expect(second.split(separator: "\n").count { $0.hasSuffix("already done") } == 8, "\(second)")
    }

    @Test func `An undo brings back what was there, byte for byte`() throws {
        far.write("before\n", to: "conf", mode: 0o600)
        let before = try sh("cd $FAR && find . -printf '%p %m\\n' | sort && md5sum conf old")
        let run = try sh("\"$BELAY\" run files.runbook there=\"$FAR\" end=bad")
        #expect(run.hasSuffix("status 4"), "\(run)")
        try sh("rmdir $FAR/new/folder $FAR/new")
        #expect(try sh("cd $FAR && find . -printf '%p %m\\n' | sort && md5sum conf old") == before)
        #expect(try sh("ls back tree2 2> /dev/null | wc -l") == "0\nstatus 0")
    }
}
