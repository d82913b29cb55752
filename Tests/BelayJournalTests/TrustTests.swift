@testable import BelayJournal
import BelayData
import BelayRuntime
import BelaySystem
import BelayTestSupport
import Glibc
import Testing

/// Whose a state folder is, and all that lies in it.
@Suite struct TrustTests {
    private let folder = TemporaryFolder("trust")

    private func state() throws -> StateFolder {
        try StateFolder(environment: ["XDG_STATE_HOME": folder.path + "/state"])
    }

    private func make(_ path: String, _ mode: mode_t) {
        mkdir(folder.path + path, 0o700)
        chmod(folder.path + path, mode)
    }

    private func refusal() -> StateFailure? {
        do {
            _ = try state()
            return nil
        } catch {
            return error as? StateFailure
        }
    }

    @Test(arguments: [0o700, 0o755, 0o750, 0o1777] as [mode_t])
    func `A folder that others cannot change is used`(mode: mode_t) {
        make("/state", mode)
        #expect(refusal() == nil)
    }

    @Test(arguments: [0o777, 0o707, 0o722] as [mode_t])
    func `A folder that everybody can change is refused`(mode: mode_t) {
        make("/state", mode)
        #expect(refusal()?.message.hasPrefix("everybody can write to \(folder.path)/state") == true)
        #expect(refusal()?.help.first == "chmod go-w '\(folder.path)/state'")
    }

    @Test(arguments: ["/state/belay", "/state/belay/runs", "/state/belay/locks"])
    func `A group of others cannot change a folder, nor a sticky one of Belay's`(path: String) {
        make("/state", 0o700)
        make("/state/belay", 0o700)
        make(path, 0o1777)
        #expect(refusal()?.message.hasPrefix("everybody can write to \(folder.path)\(path)") == true)
    }

    /// As a umask of 002 leaves it, where each user has a group of their own.
    @Test(.enabled(if: geteuid() == 0)) func `What one's own group can change is used`() {
        make("/state", 0o775)
        chown(folder.path + "/state", 0, 0)
        make("/state/belay", 0o770)
        #expect(refusal() == nil)
    }

    @Test func `A group of others cannot change it`() {
        make("/state", 0o770)
        let stranger: gid_t = 12_345
        guard chown(folder.path + "/state", geteuid(), stranger) == 0 else { return }
        #expect(refusal()?.message.hasPrefix("the group 12345 can write to") == true)
    }

    /// Only root can give a folder away.
    @Test(.enabled(if: geteuid() == 0)) func `The folder of another is refused`() {
        make("/state", 0o755)
        make("/state/belay", 0o755)
        chown(folder.path + "/state/belay", 12_345, 0)
        #expect(refusal()?.message.hasPrefix("\(folder.path)/state/belay belongs to user 12345") == true)
        chown(folder.path + "/state/belay", 0, 0)
        chown(folder.path + "/state", 12_345, 0)
        #expect(refusal()?.message.hasPrefix("\(folder.path)/state belongs to user 12345") == true)
    }

    @Test func `Links are followed to what is looked at`() {
        make("/real", 0o700)
        symlink("real", folder.path + "/state")
        #expect(refusal() == nil)
        make("/real", 0o777)
        #expect(refusal()?.message.hasPrefix("everybody can write to \(folder.path)/real") == true)
        unlink(folder.path + "/state")
        symlink(folder.path + "/state", folder.path + "/state")
        #expect(refusal()?.message == "a link on the way to \(folder.path)/state/belay leads nowhere")
    }

    @Test(.enabled(if: geteuid() == 0)) func `The link of another is not`() {
        make("/real", 0o700)
        symlink("real", folder.path + "/state")
        lchown(folder.path + "/state", 12_345, 12_345)
        #expect(refusal()?.message.hasPrefix("\(folder.path)/state is a link of user 12345") == true)
    }

    /// Nothing is waited for, followed, or written through another name.
    @Test func `Anything but a file is refused`() throws {
        let path = folder.path + "/file"
        func refused(_ flags: Int32) -> String? {
            do {
                _ = try OpenFile(path, flags: flags, mode: 0o600)
                return nil
            } catch {
                return error.words
            }
        }
        mkfifo(path, 0o600)
        for flags in [O_RDONLY, O_RDWR, O_RDWR | O_CREAT] {
            #expect(refused(flags) == "\(path) is a named pipe, not a file")
        }
        unlink(path)
        mkdir(path, 0o700)
        #expect(refused(O_RDONLY) == "\(path) is a folder, not a file")
        rmdir(path)
        symlink("/etc/passwd", path)
        #expect(refused(O_RDONLY) == "\(path) is a link, and links are not followed there")
        unlink(path)
        folder.write("", to: "other")
        link(folder.path + "/other", path)
        #expect(refused(O_RDWR) == "\(path) has a second name (a hard link), through which others may change it")
        unlink(path)
        folder.write("", to: "file")
        chmod(path, 0o666)
        #expect(refused(O_RDONLY) == "everybody can write to \(path) (chmod go-w stops that)")
        chmod(path, 0o600)
        #expect(refused(O_RDWR) == nil)
    }

    private func shared(_ name: String) -> StateFolder {
        StateFolder(path: folder.path + "/" + name, sharedLocks: folder.path + "/locks")
    }

    private func owner(_ run: String) -> LockOwner {
        LockOwner(
            target: "prod", run: run, runbook: "a", user: run, host: "desk", process: 7,
            since: Timestamp(sinceEpoch: .zero))
    }

    @Test func `Users that share locks share one`() throws {
        make("/locks", 0o1777)
        var lock: TargetLock? = try TargetLock.take(for: owner("ada"), in: shared("ada"))
        var status = stat()
        #expect(stat(folder.path + "/locks/prod", &status) == 0 && status.st_mode & 0o777 == 0o666)
        let refusal = #expect(throws: LockRefusal.self) { try TargetLock.take(for: owner("bob"), in: shared("bob")) }
        #expect(refusal?.message.hasPrefix("prod is locked by run ada of a by ada on desk") == true)
        #expect(refusal?.help == [])
        _ = lock
        lock = nil
        let interrupted = #expect(throws: LockRefusal.self) {
            try TargetLock.take(for: owner("bob"), in: shared("bob"))
        }
        #expect(interrupted?.help == ["ada can resume or abandon it: belay resume, or belay abandon, ada"])
        try TargetLock.abandon("prod", run: "ada", in: shared("ada"))
        #expect(throws: Never.self) { try TargetLock.take(for: owner("bob"), in: shared("bob")) }
    }

    @Test func `Shared locks are where nobody takes away another's`() throws {
        make("/locks", 0o777)
        for act in [
            { _ = try TargetLock.take(for: owner("ada"), in: shared("ada")) },
            { _ = try TargetLock.holder(of: "prod", in: shared("ada")) },
            { try TargetLock.abandon("prod", run: "ada", in: shared("ada")) },
        ] {
            let refusal = #expect(throws: LockRefusal.self) { try act() }
            #expect(refusal?.help.first == "chmod +t '\(folder.path)/locks'   leave each user their own files")
        }
        make("/locks", 0o1777)
        mkfifo(folder.path + "/locks/prod", 0o666)
        #expect(throws: LockRefusal.self) { try TargetLock.take(for: owner("ada"), in: shared("ada")) }
        unlink(folder.path + "/locks/prod")
        symlink(folder.path + "/elsewhere", folder.path + "/locks/prod")
        #expect(throws: LockRefusal.self) { try TargetLock.take(for: owner("ada"), in: shared("ada")) }
        #expect(access(folder.path + "/elsewhere", F_OK) != 0)
    }

    @Test func `The folder of shared locks is given from the root`() {
        #expect(throws: StateFailure.self) {
            try StateFolder(environment: ["HOME": "/h", "BELAY_LOCKS": "locks"])
        }
    }
}
