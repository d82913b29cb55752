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
        let namespaces = HeldNamespaces(of: Traces.family(of: lab.process))
        #expect(namespaces.names.count >= 10)
        kill(lab.process, number)
        #expect(ExitStatus(of: lab.process).code == 128 + number)
        #expect(Clock.comesTrue(within: 60) { namespaces.isEmpty })
        #expect(try lab.readToEnd() == "")
        lab.closeInput()
        #expect(Traces().mounts == before.mounts)
        #expect(Traces().files == before.files)
    }

    @Test func `When its command ends and leaves processes behind`() throws {
        let before = Traces()
        let lab = try StartedLab(words: ["master", "--", "sh", "-c", "setsid sleep 1000 & echo up; cat; echo bye"])
        #expect(lab.readLine() == "up")
        let namespaces = HeldNamespaces(of: Traces.family(of: lab.process))
        lab.closeInput()
        #expect(lab.readLine() == "bye")
        #expect(ExitStatus(of: lab.process).code == 0)
        #expect(try lab.readToEnd() == "")
        #expect(Clock.comesTrue(within: 60) { namespaces.isEmpty })
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

/// The namespaces of a lab, held open: as long as they are, no other gets the number of one that has gone.
final class HeldNamespaces {
    static let kinds = ["mnt", "net", "pid", "uts", "ipc", "user", "cgroup"]

    private(set) var names: Set<String> = []
    private var files: [Int32] = []

    /// But for those that the tests have themselves.
    init(of processes: [pid_t]) {
        let own = Traces.namespaces(of: [getpid()])
        for process in processes {
            for kind in Self.kinds {
                let file = open("/proc/\(process)/ns/\(kind)", O_RDONLY | O_CLOEXEC)
                guard file >= 0 else { continue }
                guard let name = File.target(ofLink: "/proc/self/fd/\(file)"), !own.contains(name),
                    names.insert(name).inserted
                else {
                    close(file)
                    continue
                }
                files.append(file)
            }
        }
    }

    deinit { for file in files { close(file) } }

    /// True if no process is in any of them.
    var isEmpty: Bool { Traces.allNamespaces.isDisjoint(with: names) }
}

/// Things that a lab could leave on the machine.
struct Traces {
    var mounts: [Substring]
    /// In the places where programs leave files.
    var files: [String: [String]] = [:]
    var sockets = Traces.listening

    init() {
        mounts = ((try? Files.read("/proc/self/mountinfo")) ?? "").split(separator: "\n")
        for folder in [LabFolder.path, "/var/etcd", "/etc/ssh", "/run", "/mnt"] {
            // Servers and users of tests that run side by side make these.
            files[folder] = Files.names(in: folder).filter { $0 != "sshd" && $0 != "sudo" }
        }
    }

    static var allNamespaces: Set<String> { namespaces(of: processes) }

    /// Where programs of this machine listen, but for those of tests that run side by side.
    private static var listening: Set<String> {
        let lines = ((try? Files.read("/proc/net/unix")) ?? "").split(separator: "\n")
        let names = lines.compactMap { $0.split(separator: " ").dropFirst(7).first.map(String.init) }
        return Set(names.filter { $0.contains("systemd") || $0.hasPrefix(LabFolder.path) })
    }

    /// A process and all that it has started.
    static func family(of first: pid_t) -> [pid_t] {
        var children: [String: [pid_t]] = [:]
        for process in processes {
            let status = (try? Files.read("/proc/\(process)/status")) ?? ""
            guard let parent = status.split(separator: "\n").first(where: { $0.hasPrefix("PPid:\t") }) else { continue }
            children[String(parent.dropFirst(6)), default: []].append(process)
        }
        var found = [first]
        var next = 0
        while next < found.count {
            found += children[String(found[next])] ?? []
            next += 1
        }
        return found
    }

    static func namespaces(of processes: [pid_t]) -> Set<String> {
        var names: Set<String> = []
        for process in processes {
            for kind in HeldNamespaces.kinds {
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
