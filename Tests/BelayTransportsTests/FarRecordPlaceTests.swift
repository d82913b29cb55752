import BelayRuntime
import BelayTestSupport
import Glibc
import Synchronization
import Testing

@testable import BelayTransports

/// The places where a host keeps its record, and hosts that make that hard, against a real sshd.
@Suite(.serialized)
struct FarRecordPlaceTests {
    private static let host = RecordingHost()

    let far = RecordedRun(on: host)

    @Test(arguments: ["dash", "busybox", "bash"])
    func `Any shell keeps a record`(shell: String) async {
        let bin = TemporaryFolder("bin")
        symlink(shell == "busybox" ? "/usr/bin/busybox" : "/bin/\(shell)", bin.path + "/sh")
        let server = TestSSHServer(variables: ["PATH=\(bin.path):/usr/bin:/bin"])
        let transports = Transports(sshArguments: server.sshArguments)
        let ended = far.change("exit 3", number: 1)
        #expect(await transports.perform(ended).ending == .exited(3))
        #expect(await transports.recoveredStatus(of: ended.unseen()) == .ended(3))
        #expect(await transports.recoveredStatus(of: far.change("true", number: 2).unseen()) == .notStarted)
        await transports.cleanUp(after: far.run, on: [])
        #expect(access(server.home + "/.local/state/belay", F_OK) != 0)
        await transports.close()
    }

    @Test func `Where the home cannot be written another folder is taken`() async {
        let server = TestSSHServer(variables: ["HOME=/dev/null"])
        let transports = Transports(sshArguments: server.sshArguments)
        let ended = far.change("exit 3")
        #expect(await transports.perform(ended).ending == .exited(3))
        #expect(access("/var/tmp/belay-far-\(far.run)/1", F_OK) == 0)
        #expect(await transports.recoveredStatus(of: ended.unseen()) == .ended(3))
        await transports.cleanUp(after: far.run, on: [])
        #expect(access("/var/tmp/belay-far-\(far.run)", F_OK) != 0)
        await transports.close()
    }

    @Test func `A folder of somebody else is not trusted`() async throws {
        let server = TestSSHServer(variables: ["HOME=/dev/null"])
        let transports = Transports(sshArguments: server.sshArguments)
        let trap = TemporaryFolder("trap")
        trap.write("exit   0 1 x.0 1 token\n", to: "1")
        symlink(trap.path, "/var/tmp/belay-far-\(far.run)")
        defer { unlink("/var/tmp/belay-far-\(far.run)") }
        let ended = far.change("exit 3")
        #expect(await transports.perform(ended).ending == .exited(3))
        #expect(access("/tmp/belay-far-\(far.run)/1", F_OK) == 0)
        #expect(await transports.recoveredStatus(of: ended.unseen()) == .ended(3))
        await transports.cleanUp(after: far.run, on: [])
        #expect(trap.names == ["1"])
        await transports.close()
    }

    @Test func `Where no record can be kept the command is started without one, if it may be`() async {
        let server = TestSSHServer(variables: ["HOME=/dev/null"])
        let transports = Transports(sshArguments: server.sshArguments)
        let places = ["/var/tmp/belay-far-\(far.run)", "/tmp/belay-far-\(far.run)"]
        for place in places { close(open(place, O_CREAT | O_CLOEXEC, 0o600)) }
        defer { for place in places { unlink(place) } }
        let folder = TemporaryFolder()
        let made = far.change("touch \(folder.path)/made")
        let reason = "no record of it can be kept on box: no folder there is writable"
        #expect(await transports.perform(made).ending == .notStarted(reason))
        #expect(folder.names == [])
        let reasons = Mutex<[String]>([])
        let outcome = await transports.perform(
            made,
            unrecorded: { reason in
                reasons.withLock { $0.append(reason) }
                return ChangeIdentity(number: 2, mark: "\(far.run)/2", isRecorded: false)
            }, output: { _ in })
        #expect(outcome.ending == .exited(0))
        #expect(folder.names == ["made"])
        #expect(reasons.withLock { $0 } == [reason])
        #expect(
            await transports.recoveredStatus(of: far.change("true").unseen())
                == .unknown("box has no record of the command"))
        await transports.close()
    }

    @Test func `An end is recorded on a disk that has become full`() async throws {
        let disk = TemporaryFolder("disk")
        let mounted = await far.transports.perform(.command("mount -t tmpfs -o size=64k tmpfs \(disk.path)"))
        guard case .exited(0) = mounted.ending else {
            // Without the right to mount there is no disk to fill.
            return
        }
        let server = TestSSHServer(variables: ["HOME=\(disk.path)"])
        let transports = Transports(sshArguments: server.sshArguments)
        let ended = far.change("cat /dev/zero > \(disk.path)/filler || exit 3")
        #expect(await transports.perform(ended).ending == .exited(3))
        #expect(await transports.recoveredStatus(of: ended.unseen()) == .ended(3))
        await transports.cleanUp(after: far.run, on: [])
        await transports.close()
        _ = await far.transports.perform(.command("umount \(disk.path)"))
    }
}
