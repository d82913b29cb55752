import BelaySystem
import Glibc

/// Processes of this machine that belong to a marked command, as far as this user may look.
public enum MarkedProcesses {
    /// The command and all that it starts have its mark in their environment.
    static let variable = "BELAY_EFFECT"

    /// Their numbers, in order. Without `/proc` none is found.
    public static func find(_ mark: String) -> [Int] {
        let wanted = Array("\(variable)=\(mark)".utf8)
        var found: [Int] = []
        for name in (try? Folder.names(in: "/proc")) ?? [] {
            guard let number = Int(name), number != Int(getpid()) else { continue }
            let variables = try? File.bytes(of: "/proc/\(number)/environ").split(separator: 0)
            if let variables, variables.contains(where: { $0.elementsEqual(wanted) }) { found.append(number) }
        }
        return found.sorted()
    }

    /// Those of them that the command still consists of: what it has left behind when it ended, such as a server in the
    /// background, has a leader of its session that is gone.
    static func running(_ mark: String) -> [Int] {
        let all = find(mark)
        return all.filter { all.contains(Int(getsid(pid_t($0)))) }
    }

    /// Whose environment this user may not see, and that have begun in this time: any of them may have the mark.
    static func hidden(since age: Duration?) -> [Int] {
        ProcessStatus.all().filter { status in
            guard isRefused("/proc/\(status.process)/environ") else { return false }
            // What the kernel itself does descends from its second process.
            guard status.process != 2, status.parent != 2 else { return false }
            guard let age, age >= .zero, let theirs = status.age else { return true }
            return theirs < age + .seconds(2)
        }.map { Int($0.process) }
    }

    /// It is there, and not for this user.
    private static func isRefused(_ path: String) -> Bool {
        do throws(SystemError) {
            _ = try File.bytes(of: path)
            return false
        } catch {
            return error.number != ENOENT && error.number != ESRCH
        }
    }
}
