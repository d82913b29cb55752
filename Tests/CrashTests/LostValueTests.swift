import BelayTestSupport
import Foundation
import Testing

/// A change over ssh that prints what it has made, and whose connection is lost before it does.
@Suite(.serialized)
struct LostValueTests {
    private static let server = TestSSHServer()

    @Test(
        arguments: ["let id = $ sh $dir/create", "$ sh $dir/create", "! sh $dir/create"],
        ["echo vol-1", "printf x; exit 1"])
    func `A volume is made once`(command: String, end: String) throws {
        let scene = BelayScene(
            """
            runbook "Volume" "Makes one."
            param dir: path
            param box: host
            phase "Only" { on $box { \(command) } }
            """, Self.server)
        scene.folder.write(
            """
            dir=${0%/*}
            echo $$ > "$dir/pid"
            until test -e "$dir/go"; do sleep 0.05; done
            echo created >> "$dir/log"
            trap '' PIPE
            \(end)

            """, to: "create")
        let run = scene.start(["run"])
        try scene.wait { scene.folder.read("pid") != "" }
        Self.server.cutConnections()
        scene.folder.write("", to: "go")
        // Its outcome is unknown, which is a failure of the run.
        #expect(run.status == 1, "\(run.printed)")
        let resumed = scene.start(["resume"])
        #expect(resumed.status == 6, "\(resumed.printed)")
        #expect(scene.folder.read("log") == "created\n")
        guard command.hasPrefix("let"), end == "echo vol-1" else { return }
        // Who says that it happened is asked for the value, and never for the same again.
        let step = try #require(resumed.printed.firstMatch(of: /--did-not-happen '([^']+)'/)?.output.1)
        let happened = scene.start(["resume", "--happened", String(step)])
        #expect(happened.status == 6, "\(happened.printed)")
        #expect(!happened.printed.contains(" --happened"), "\(happened.printed)")
        let given = scene.start(["resume", "id=vol-1"])
        #expect(given.status == 0, "\(given.printed)")
        #expect(scene.folder.read("log") == "created\n")
    }
}
