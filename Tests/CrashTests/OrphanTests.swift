import BelayTestSupport
import Foundation
import Testing

/// Commands on a host that have outlived Belay: found, named, waited for, and ended when their time is over.
@Suite(.serialized)
struct OrphanTests {
    private static let server = TestSSHServer()

    @Test(arguments: ["there", "of1", "far", "deep"])
    func `What still runs on a host is named and waited for`(effect: String) {
        let scene = CrashScene(Self.server)
        scene.kill(in: effect, "held")
        #expect(scene.run().status == nil)
        #expect(!scene.effects.contains(effect))
        let ending = scene.resume()
        #expect(ending.status == 0, "\(ending.printed)")
        #expect(
            ending.printed.contains(
                /belay: the command of step \S+ is still running \(process \d+ on box\); waiting for its end\n  \S+effect/
            ),
            "\(ending.printed)")
        #expect(scene.effects.count { $0 == effect } == 1)
        #expect(!scene.left.contains(scene.runID))
    }

    @Test func `Abandoning names what still runs`() {
        let scene = CrashScene(Self.server)
        scene.kill(in: "far", "held")
        #expect(scene.run().status == nil)
        #expect(scene.left.contains(scene.runID))
        let ending = scene.abandon(scene.runID)
        #expect(ending.status == 0)
        #expect(
            ending.printed.contains(/belay: the command of step \S+ is still running \(process \d+ on box\)\n/),
            "\(ending.printed)")
        #expect(!scene.left.contains(scene.runID))
    }

    @Test func `What has had its time is ended`() throws {
        let scene = BelayScene(
            """
            runbook "Long" "Takes longer than it may."
            param dir: path
            param box: host
            phase "Only" {
                within 3s { on $box { $ sh $dir/slow } }
            }
            """, Self.server)
        let first = scene.start(["run"])
        try scene.wait { scene.folder.read("pid") != "" }
        first.signal(SIGKILL)
        _ = first.status
        let process = try #require(Int32(scene.folder.read("pid").dropLast()))
        let second = scene.start(["resume"])
        // Nobody knows what it had done by then.
        #expect(second.status == 6, "\(second.printed)")
        #expect(second.printed.contains("has run past its time limit; ending it"))
        #expect(!ProcessTree.isAlive(process))
    }

    /// Whose environment is empty, or another user's; who leaves the session; and each behind a prefix.
    @Test(arguments: [
        "$ sh $dir/slow", "$ env -i sh $dir/slow", "$ sudo -n sh $dir/slow", "$ setsid -w env -i sh $dir/slow",
        "$ sudo -n sh $dir/slow && true", "in root { $ sh $dir/slow }", "in nothing { $ sh $dir/slow }",
        "in nothing { $ setsid -w sh $dir/slow }",
    ])
    func `What still runs here is named and waited for`(command: String) throws {
        let scene = BelayScene(
            """
            runbook "Outlived" "Continues without Belay."
            param dir: path
            param box: host
            target root { via sudo -n }
            target nothing { via env -i }
            action do it {
                done when (? test -s $dir/log)
                \(command)
            }
            phase "Only" { do it }
            """, Self.server)
        let first = scene.start(["run"])
        try scene.wait { scene.folder.read("pid") != "" }
        first.signal(SIGKILL)
        _ = first.status
        let second = scene.start(["resume"])
        try scene.wait { second.printed.contains("waiting for its end") || !second.isRunning }
        #expect(
            second.printed.contains(
                /belay: the command of step \S+ is still running \(process \d[\d, ]*\); waiting for its end\n/),
            "\(second.printed)")
        scene.folder.write("", to: "go")
        #expect(second.status == 0, "\(second.printed)")
        #expect(scene.folder.read("log") == "done\n")
    }
}
