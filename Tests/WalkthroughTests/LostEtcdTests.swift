import BelayData
import BelayTestSupport
import Foundation
import Testing

/// The first real use: `belay run` against a real etcd on a machine reached through a real sshd.
///
/// It backs up etcd main with a few hundred keys, checks the copy, loses the data, and `on failure restore` puts it
/// back. What the run says is not enough: the keys are read from the etcd itself, before and after.
struct LostEtcdTests {
    /// Every key with its value, sorted, as the etcd of the master gives them.
    private static let readKeys = """
        ssh "$BELAY_LAB_MASTER" curl -sS "'http://127.0.0.1:4001/v2/keys/?recursive=true&sorted=true'" \
            | grep -oE '"key":"[^"]*"(,"value":"[^"]*")?'
        """

    @Test(.timeLimit(.minutes(5)))
    func `A lost etcd is put back key by key`() throws {
        let folder = TemporaryFolder("lost-etcd")
        let script = """
            set -eu
            cd '\(folder.path)'
            export XDG_STATE_HOME='\(folder.path)/state'
            \(Self.readKeys) > before
            status=0
            '\(BuiltProgram.folder.path)/belay' run --format json '\(Repository.path)/demo/first-use.runbook' \
                master="$BELAY_LAB_MASTER" > events 2> errors || status=$?
            echo "$status" > status
            \(Self.readKeys) > after
            '\(BuiltProgram.folder.path)/belay' show "$(ls state/belay/runs)" > shown
            """
        let process = Process()
        process.executableURL = URL(filePath: BuiltProgram.path("belay-lab"))
        process.arguments = ["master", "--keys", "300", "--share", folder.path, "--", "bash", "-c", script]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(folder.read("errors"))")

        #expect(folder.read("status") == "4\n", "\(folder.read("errors"))")
        let before = folder.read("before").split(separator: "\n")
        #expect(before.count >= 300)
        #expect(folder.read("after").split(separator: "\n") == before)

        let events = try folder.read("events").split(separator: "\n").map { try DataValue(parsing: String($0)) }
        let end = try #require(events.last)
        #expect(end["event"]?.string == "run.finished")
        #expect(end["outcome"]?.string == "handled")
        let failures = events.filter { $0["event"]?.string == "step.finished" && $0["kind"]?.string == "expect" }
        #expect(failures.contains { "\($0)".contains("its keys are gone") })
        #expect(folder.read("shown").contains("etcdctl backup --data-dir /var/etcd/data"))
    }
}
