import BelayTestSupport
import Foundation
import Testing

/// The state folder lies in a file system that cannot be written: nothing is started, nothing is resumed, and Belay
/// says why.
struct ReadOnlyStateTests {
    /// In a mount namespace of its own: a run that fails in its second change, then the same with the folder read-only.
    private static let script = """
        mount -t tmpfs tmpfs "$folder/state"
        export XDG_STATE_HOME="$folder/state"
        cd "$folder"
        "$belay" run a.runbook > /dev/null; echo "first $?"
        mount -o remount,ro "$folder/state"
        touch repaired
        "$belay" resume; echo "resume $?"
        "$belay" abandon 2; echo "abandon $?"
        "$belay" run b.runbook; echo "run $?"
        echo '$ touch typed' | "$belay" repl; echo "repl $?"
        "$belay" runs > /dev/null; echo "runs $?"
        ls
        mount -o remount,rw "$folder/state"
        "$belay" resume > /dev/null; echo "again $?"
        """

    @Test func `Nothing is done that cannot be written down`() throws {
        let folder = TemporaryFolder("readonly")
        mkdir(folder.path + "/state", 0o700)
        folder.write(
            "runbook \"A\"\nphase \"One\" {\n    $ touch begun\n    $ test -e repaired\n    $ touch ended\n}\n",
            to: "a.runbook")
        folder.write("runbook \"B\"\nphase \"One\" {\n    $ touch other\n}\n", to: "b.runbook")
        let said = try run(in: folder)
        let refused = "cannot be resumed: read-only file system"
        #expect(said.contains("first 1\n"), "\(said)")
        #expect(said.contains(refused) && said.contains("resume 3\n") && said.contains("abandon 3\n"), "\(said)")
        #expect(said.contains("cannot start a journal in \(folder.path)/state/belay/runs: read-only file system"))
        #expect(said.contains("run 3\n") && said.contains("repl 3\n") && said.contains("runs 0\n"), "\(said)")
        #expect(said.contains("\na.runbook\nb.runbook\nbegun\nrepaired\nstate\nagain 0\n"), "\(said)")
        #expect(folder.read("ended").isEmpty && FileManager.default.fileExists(atPath: folder.path + "/ended"))
    }

    private func run(in folder: TemporaryFolder) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        process.arguments = ["--user", "--map-root-user", "--mount", "sh", "-c", Self.script]
        process.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path,
            "folder": folder.path,
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
}
