import Glibc
import Testing

@testable import BelayLab

@Suite("Nothing is left of a lab", .serialized)
struct EndTests {
    @Test("However its first process ends", arguments: [SIGKILL, SIGTERM, SIGHUP, SIGALRM])
    func endsBySignal(number: Int32) throws {
        let before = Traces()
        let lab = try StartedLab(words: ["master", "--", "sh", "-c", "echo up; sleep 1000"])
        #expect(lab.readLine() == "up")
        let namespaces = Traces().namespaces.subtracting(before.namespaces)
        #expect(namespaces.count >= 10)
        kill(lab.process, number)
        #expect(ExitStatus(of: lab.process).code == 128 + number)
        #expect(Clock.comesTrue(within: 10) { Traces().namespaces.isDisjoint(with: namespaces) })
        #expect(try lab.readToEnd() == "")
        #expect(Traces().mounts == before.mounts)
        #expect(Traces().files == before.files)
    }

    @Test("When its command ends and leaves processes behind")
    func endsWithItsCommand() throws {
        let before = Traces()
        let lab = try StartedLab(words: ["master", "--", "sh", "-c", "setsid sleep 1000 & echo up; read line"])
        #expect(lab.readLine() == "up")
        #expect(ExitStatus(of: lab.process).code == 1)
        #expect(try lab.readToEnd() == "")
        #expect(Clock.comesTrue(within: 10) { Traces().namespaces.isSubset(of: before.namespaces) })
        #expect(Traces().files == before.files)
    }

    @Test("When its second process is killed")
    func endsWithItsSecondProcess() throws {
        let lab = try StartedLab(words: ["master", "--", "sh", "-c", "echo up; sleep 1000"])
        #expect(lab.readLine() == "up")
        let second = try #require(Traces.children(of: lab.process).first)
        kill(second, SIGKILL)
        #expect(ExitStatus(of: lab.process).code == 128 + SIGKILL)
        #expect(try lab.readToEnd() == "")
    }
}

/// What a lab could leave on the machine.
struct Traces {
    /// Of all processes that this one may look at.
    var namespaces: Set<String> = []
    var mounts: [Substring]
    /// In the places where programs leave files.
    var files: [String: [String]] = [:]

    init() {
        for process in Self.processes {
            for kind in ["mnt", "net", "pid", "uts", "ipc"] {
                if let name = Files.target(ofLink: "/proc/\(process)/ns/\(kind)") { namespaces.insert(name) }
            }
        }
        mounts = ((try? Files.read("/proc/self/mountinfo")) ?? "").split(separator: "\n")
        for folder in [LabFolder.path, "/var/etcd", "/etc/ssh", "/run", "/mnt"] {
            files[folder] = Files.names(in: folder)
        }
    }

    static func children(of parent: pid_t) -> [pid_t] {
        processes.filter { process in
            let status = (try? Files.read("/proc/\(process)/status")) ?? ""
            return status.split(separator: "\n").contains("PPid:\t\(parent)")
        }
    }

    private static var processes: [pid_t] { Files.names(in: "/proc").compactMap { pid_t($0) } }
}
