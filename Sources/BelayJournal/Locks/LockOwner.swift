public import BelayData
import BelaySystem

/// The holder of a lock, as shown to whoever is refused.
public struct LockOwner: Hashable, Sendable {
    /// The text of the runbook's `lock`, such as `example.com`.
    public var target: String
    /// The id of the run.
    public var run: String
    /// The runbook's file as it was given.
    public var runbook: String
    public var user: String
    /// The machine that Belay runs on.
    public var host: String
    public var process: Int
    /// When the run began.
    public var since: Timestamp
    /// What a person says who has it; `run` and `runbook` are empty then.
    public var why: String?

    public init(
        target: String, run: String, runbook: String, user: String, host: String, process: Int, since: Timestamp
    ) {
        self.target = target
        self.run = run
        self.runbook = runbook
        self.user = user
        self.host = host
        self.process = process
        self.since = since
    }

    /// In the name of whoever is here.
    public init(target: String, why: String, since: Timestamp) {
        self.init(
            target: target, run: "", runbook: "", user: HostIdentity.user, host: HostIdentity.name,
            process: HostIdentity.process, since: since)
        self.why = why
    }

    /// One object on one line. Readers of this version leave alone what later ones add.
    var written: [UInt8] { DataValue.object(members).bytes + [UInt8(ascii: "\n")] }

    var members: DataValue.Object {
        let members: [Member] = [
            ("target", .string(target)), ("run", .string(run)), ("runbook", .string(runbook)), ("user", .string(user)),
            ("host", .string(host)), ("process", .number(process)), ("since", .string(since.description)),
        ]
        return DataValue.members(members + optional("why", why)).object ?? DataValue.Object()
    }

    /// From the first line; what an older owner left behind it does not count.
    init?(written bytes: [UInt8]) {
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        guard let json = try? DataValue(parsing: Array(line)), let members = try? Members(json),
            let target = try? members.text("target"),
            let run = try? members.text("run"), let runbook = try? members.text("runbook"),
            let user = try? members.text("user"), let host = try? members.text("host"),
            let process = try? members.number("process"), let since = try? members.timestamp("since")
        else { return nil }
        self.init(
            target: target, run: run, runbook: runbook, user: user, host: host, process: process, since: since)
        why = try? members.textIfPresent("why")
    }
}
