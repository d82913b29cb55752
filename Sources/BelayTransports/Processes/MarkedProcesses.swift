import Glibc

/// Processes of this machine that belong to a marked command, as far as this user may look.
public enum MarkedProcesses {
    /// The command and all that it starts have its mark in their environment.
    static let variable = "BELAY_EFFECT"

    /// Their numbers, in order. Without `/proc` none is found.
    public static func find(_ mark: String) -> [Int] {
        let wanted = Array("\(variable)=\(mark)".utf8)
        var found: [Int] = []
        for name in FolderNames.names(in: "/proc") {
            guard let number = Int(name), number != Int(getpid()) else { continue }
            let variables = bytes(of: "/proc/\(number)/environ").split(separator: 0)
            if variables.contains(where: { $0.elementsEqual(wanted) }) { found.append(number) }
        }
        return found.sorted()
    }

    /// Those of them that the command still consists of: what it has left behind when it ended, such as a server in the
    /// background, has a leader of its session that is gone.
    static func running(_ mark: String) -> [Int] {
        let all = find(mark)
        return all.filter { all.contains(Int(getsid(pid_t($0)))) }
    }

    /// How long the eldest of them has been there; nil when none is there any more.
    static func age(of processes: [Int]) -> Duration? {
        guard let uptime = fields(of: "/proc/uptime", after: nil).first.flatMap(Double.init) else { return nil }
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        let starts = processes.compactMap { process -> Double? in
            // `N (name) state parent ...`; the moment of its start is the twenty-second field.
            let fields = fields(of: "/proc/\(process)/stat", after: UInt8(ascii: ")"))
            return fields.count > 19 ? Double(fields[19]).map { $0 / ticks } : nil
        }
        return starts.min().map { .seconds(max(0, uptime - $0)) }
    }

    private static func fields(of path: String, after last: UInt8?) -> [Substring] {
        var bytes = bytes(of: path)[...]
        if let last, let place = bytes.lastIndex(of: last) { bytes = bytes[(place + 1)...] }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    }

    /// Asks them to end, and kills what is still there after the grace.
    static func end(_ mark: String, grace: Duration) async {
        let all = running(mark)
        for process in all { kill(pid_t(process), SIGTERM) }
        let deadline = ContinuousClock.now.advanced(by: grace)
        while !find(mark).isEmpty, ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(50)) }
        // The leader may be gone by now.
        for process in Set(find(mark)).intersection(all).union(running(mark)) { kill(pid_t(process), SIGKILL) }
    }

    private static func bytes(of path: String) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(file, &piece, piece.count)
            if count > 0 { bytes += piece[..<count] } else if count == 0 || errno != EINTR { return bytes }
        }
    }
}
