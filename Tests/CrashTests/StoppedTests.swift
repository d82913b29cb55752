import BelayTestSupport
import Foundation
import Testing

/// Belay is stopped, as by Ctrl-Z, and its time limits pass meanwhile.
@Suite(.serialized)
struct StoppedTests {
    private static let server = TestSSHServer()

    @Test(arguments: ["$ sh $dir/quick", "on $box { $ sh $dir/quick }", "let id = $ sh $dir/quick"])
    func `What has ended in time is not called late by a Belay that was stopped`(command: String) throws {
        let scene = BelayScene(
            """
            runbook "Stopped" "Is stopped in its midst."
            param dir: path
            param box: host
            phase "Only" { within 3s { \(command) } }
            """, Self.server)
        scene.folder.write("echo $$ > ${0%/*}/pid; sleep 0.5; echo up; echo up >> ${0%/*}/log\n", to: "quick")
        let run = scene.start(["run"])
        try scene.wait { scene.folder.read("pid") != "" }
        run.signal(SIGSTOP)
        try scene.waitForLimit(of: .seconds(3))
        run.signal(SIGCONT)
        #expect(run.status == 0, "\(run.printed)")
        #expect(scene.folder.read("log") == "up\n")
    }

    @Test func `What has not ended is ended when it wakes`() throws {
        let scene = BelayScene(
            """
            runbook "Stopped" "Is stopped in its midst."
            param dir: path
            param box: host
            phase "Only" { within 1s { $ sh $dir/slow } }
            """, Self.server)
        let run = scene.start(["run"])
        try scene.wait { scene.folder.read("pid") != "" }
        run.signal(SIGSTOP)
        try scene.waitForLimit(of: .seconds(1))
        run.signal(SIGCONT)
        #expect(run.status == 1, "\(run.printed)")
        let process = try #require(Int32(scene.folder.read("pid").dropLast()))
        #expect(!ProcessTree.isAlive(process))
    }
}
