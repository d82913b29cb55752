public import BelayData
import BelaySystem

/// Who executes a run of the store. Each of its writes is refused when the store has another.
public struct RunHolder: Hashable, Sendable {
    /// 1 at the start of the run, and one more each time that it is resumed or taken over.
    public var generation: Int
    public var user: String
    /// The machine that Belay runs on.
    public var host: String
    public var process: Int
    public var since: Timestamp

    /// This process.
    public init(generation: Int, since: Timestamp) {
        (self.generation, self.since) = (generation, since)
        (user, host, process) = (HostIdentity.user, HostIdentity.name, HostIdentity.process)
    }

    var written: String {
        let members: DataValue = [
            "generation": .number(generation), "user": .string(user), "host": .string(host),
            "process": .number(process),
            "since": .string(since.description),
        ]
        return members.text
    }

    init?(written text: String) {
        guard let data = try? DataValue(parsing: text), let members = try? Members(data),
            let generation = try? members.number("generation"), let user = try? members.text("user"),
            let host = try? members.text("host"), let process = try? members.number("process"),
            let since = try? members.timestamp("since")
        else { return nil }
        (self.generation, self.user, self.host, self.process, self.since) = (generation, user, host, process, since)
    }

    /// Such as `alice on laptop (process 4711)`.
    public var words: String { "\(user) on \(host) (process \(process))" }
}
