import BelaySystem
import Glibc

/// What units and their processes say, kept in memory: the journal of a machine since it booted.
final class JournalLog {
    struct Entry {
        var time: timespec
        var unit: UnitName?
        /// Who said it: a program's name.
        var identifier: String
        var process: pid_t
        /// 0 to 7, as syslog(3) has it: 6 is information.
        var priority: Int
        var message: String
    }

    private static let most = 20_000
    private(set) var entries: [Entry] = []
    /// Entries that are gone, so that a follower knows where it was.
    private(set) var forgotten = 0
    private let hostName: String

    init(hostName: String) { self.hostName = hostName }

    func add(_ message: String, of unit: UnitName?, by identifier: String, process: pid_t, priority: Int = 6) {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        for line in message.split(separator: "\n") {
            entries.append(
                Entry(
                    time: time, unit: unit, identifier: identifier, process: process, priority: priority,
                    message: String(line)))
        }
        if entries.count > Self.most {
            forgotten += entries.count - Self.most
            entries.removeFirst(entries.count - Self.most)
        }
    }

    /// A line in the form in which syslog has always had them.
    func line(_ entry: Entry) -> String {
        "\(TimeText.short(entry.time)) \(hostName) \(entry.identifier)[\(entry.process)]: \(entry.message)"
    }
}

/// Times as systemd's programs print them.
enum TimeText {
    /// `Nov 30 05:42:11`
    static func short(_ time: timespec) -> String { format(time, "%b %d %H:%M:%S") }

    /// `Mon 2026-11-30 05:42:11 UTC`
    static func long(_ time: timespec) -> String { format(time, "%a %Y-%m-%d %H:%M:%S %Z") }

    /// `2026-11-30T05:42:11+0000`
    static func iso(_ time: timespec) -> String { format(time, "%Y-%m-%dT%H:%M:%S%z") }

    /// How long ago: `1min 5s`.
    static func span(_ seconds: Int) -> String {
        if seconds < 60 { return "\(seconds)s" }
        if seconds < 3600 { return seconds % 60 == 0 ? "\(seconds / 60)min" : "\(seconds / 60)min \(seconds % 60)s" }
        return "\(seconds / 3600)h \(seconds % 3600 / 60)min"
    }

    static var now: timespec {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time
    }

    private static func format(_ time: timespec, _ pattern: String) -> String {
        var seconds = time.tv_sec
        var parts = tm()
        localtime_r(&seconds, &parts)
        var buffer = [CChar](repeating: 0, count: 64)
        let count = strftime(&buffer, buffer.count, pattern, &parts)
        return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
