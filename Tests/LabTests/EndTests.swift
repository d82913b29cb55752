import BelaySystem
import Glibc
import Testing

@testable import BelayLab

@Suite("Nothing is left of a lab", .serialized)
struct EndTests {
    @Test(arguments: [SIGKILL, SIGTERM, SIGHUP, SIGALRM])
    func `However its first process ends`(number: Int32) throws {
        let before = Traces()
        let lab = try StartedLab(words: ["master", "--", "sh", "-c", "echo up; sleep 1000"])
        #expect(lab.readLine() == "up")
        let namespaces = Traces.namespaces(below: lab.process).subtracting(Traces.namespaces(of: [getpid()]))
        #expect(namespaces.count >= 10)
        kill(lab.process, number)
        #expect(ExitStatus(of: lab.process).code == 128 + number)
        #expect(Clock.comesTrue(within: 60) { Traces.allNamespaces.isDisjoint(with: namespaces) })
        #expect(try lab.readToEnd() == "")
        lab.closeInput()
        #expect(Traces().mounts == before.mounts)
        #expect(Traces().files == before.files)
    }

    @Test func `When its command ends and leaves processes behind`() throws {
        let before = Traces()
        let lab = try StartedLab(words: ["master", "--", "sh", "-c", "setsid sleep 1000 & echo up; cat; echo bye"])
        #expect(lab.readLine() == "up")
        let namespaces = Traces.namespaces(below: lab.process).subtracting(Traces.namespaces(of: [getpid()]))
        lab.closeInput()
        #expect(lab.readLine() == "bye")
        #expect(ExitStatus(of: lab.process).code == 0)
        #expect(try lab.readToEnd() == "")
        #expect(Clock.comesTrue(within: 60) { Traces.allNamespaces.isDisjoint(with: namespaces) })
        #expect(Traces().files == before.files)
    }

    @Test func `When its second process is killed`() throws {
        let lab = try StartedLab(words: ["master", "--", "sh", "-c", "echo up; sleep 1000"])
        #expect(lab.readLine() == "up")
        let second = try #require(Traces.children(of: lab.process).first)
        kill(second, SIGKILL)
        lab.closeInput()
        #expect(ExitStatus(of: lab.process).code == 128 + SIGKILL)
        #expect(try lab.readToEnd() == "")
    }
}

/// Things that a lab could leave on the machine.
struct Traces {
    var mounts: [Substring]
    /// In the places where programs leave files.
    var files: [String: [String]] = [:]

    init() {
        mounts = ((try? Files.read("/proc/self/mountinfo")) ?? "").split(separator: "\n")
        for folder in [LabFolder.path, "/var/etcd", "/etc/ssh", "/run", "/mnt"] {
            // Servers and users of tests that run side by side make these.
            files[folder] = Files.names(in: folder).filter { $0 != "sshd" && $0 != "sudo" }
        }
    }

    static var allNamespaces: Set<String> { namespaces(of: processes) }

    /// Of a process and of all that it has started.
    static func namespaces(below first: pid_t) -> Set<String> {
        var found = [first]
        var next = 0
        while next < found.count {
            found += children(of: found[next])
            next += 1
        }
        return namespaces(of: found)
    }

    static func namespaces(of processes: [pid_t]) -> Set<String> {
        var names: Set<String> = []
        for process in processes {
            for kind in ["mnt", "net", "pid", "uts", "ipc"] {
                if let name = File.target(ofLink: "/proc/\(process)/ns/\(kind)") { names.insert(name) }
            }
        }
        return names
    }

    static func children(of parent: pid_t) -> [pid_t] {
        processes.filter { process in
            let status = (try? Files.read("/proc/\(process)/status")) ?? ""
            return status.split(separator: "\n").contains("PPid:\t\(parent)")
        }
    }

    private static var processes: [pid_t] { Files.names(in: "/proc").compactMap { pid_t($0) } }
}
