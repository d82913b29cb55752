import BelaySystem
import Glibc

/// What units and their processes say, kept in memory: the journal of a machine since it booted.
final class JournalLog {
    struct Entry {
        var time: LocalTime
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
        let time = LocalTime.now
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
        "\(entry.time.short) \(hostName) \(entry.identifier)[\(entry.process)]: \(entry.message)"
    }
}
