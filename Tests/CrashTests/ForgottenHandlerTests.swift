import BelayTestSupport
import Testing

/// An `always` that ran because the run was ending runs again when the run is resumed, next to the records that a host
/// has kept of it.
@Suite(.serialized)
struct ForgottenHandlerTests {
    private static let server = TestSSHServer()

    /// Makes what the run has not found, and resumes it.
    private func mend(_ scene: BelayScene) {
        scene.folder.write("", to: "mended")
        let ending = scene.start(["resume"])
        #expect(ending.status == 0, "\(ending.printed)")
    }

    @Test func `What it has done on a host is not taken for another change`() throws {
        let scene = BelayScene(
            """
            runbook "Again" "Fails once."
            param dir: path
            param box: host
            phase "Only" {
                always { on $box { $ echo tidied >> $dir/log } }
                on $box {
                    $ echo one >> $dir/log
                    $ test -e $dir/mended
                    $ echo two >> $dir/log
                    $ echo three >> $dir/log
                }
            }
            """, Self.server)
        #expect(scene.start(["run"]).status == 1)
        #expect(scene.folder.read("log") == "one\ntidied\n")
        mend(scene)
        #expect(scene.folder.read("log") == "one\ntidied\ntwo\nthree\ntidied\n")
    }

    @Test func `A run that has changed something only inside of it is resumed`() throws {
        let scene = BelayScene(
            """
            runbook "Again" "Fails once."
            param dir: path
            param box: host
            phase "Only" {
                always { $ echo tidied >> $dir/log }
                ? test -e $dir/mended
                say "$box"
            }
            """, Self.server)
        #expect(scene.start(["run"]).status == 1)
        mend(scene)
        #expect(scene.folder.read("log") == "tidied\ntidied\n")
    }

    @Test func `A run that has changed nothing can be abandoned`() throws {
        let scene = BelayScene(
            """
            runbook "Nothing" "Fails at once."
            param dir: path
            param box: host
            lock "$box"
            phase "Only" { ? test -e $dir/mended }
            """, Self.server)
        #expect(scene.start(["run"]).status == 1)
        #expect(scene.start(["resume", "20"]).status != 0)
        let abandoned = scene.start(["abandon", "20"])
        #expect(abandoned.status == 0, "\(abandoned.printed)")
    }
}
