import BelayTestSupport
import Testing

/// An `always` that ran because the run was ending runs again when the run is gone on with, beside the records that a host
/// has kept of it.
@Suite(.serialized)
struct ForgottenHandlerTests {
    private static let server = TestSSHServer()

    @Test func whatItHasDoneOnAHostIsNotTakenForAnotherChange() throws {
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
        scene.folder.write("", to: "mended")
        let second = scene.start(["resume"])
        #expect(second.status == 0, "\(second.printed)")
        #expect(scene.folder.read("log") == "one\ntidied\ntwo\nthree\ntidied\n")
    }
}
