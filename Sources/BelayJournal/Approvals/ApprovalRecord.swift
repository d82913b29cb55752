public import BelayData
import BelayRuntime

/// What somebody says of a plan or of a step of a run: one object on one line, which is signed.
public struct ApprovalRecord: Hashable, Sendable {
    public enum Decision: String, Hashable, Sendable {
        case approved
        case rejected
    }

    /// The number of the format.
    static let format = 1

    public var decision: Decision
    /// Of the `ApprovalSubject`.
    public var digest: String
    /// What it is, for people: the title of the plan, or the question.
    public var title: String
    /// The run, where it is a step of one.
    public var run: String?
    /// As `allowed_signers` names whoever says it.
    public var by: String
    public var at: Timestamp
    /// It counts until then.
    public var until: Timestamp?
    public var why: String

    public init(
        _ decision: Decision, digest: String, title: String, run: String?, by: String, at: Timestamp, until: Timestamp?,
        why: String
    ) {
        self.decision = decision
        self.digest = digest
        self.title = title
        self.run = run
        self.by = by
        self.at = at
        self.until = until
        self.why = why
    }

    /// The bytes that are signed: the line with its end.
    public var bytes: [UInt8] {
        let members: [Member] =
            [
                ("approval", .number(Self.format)), ("decision", .string(decision.rawValue)),
                ("digest", .string(digest)), ("title", .string(title)),
            ] + optional("run", run) + [("by", .string(by)), ("at", .string(at.description))]
            + optional("until", until?.description) + [("why", .string(why))]
        return DataValue.members(members).bytes + [UInt8(ascii: "\n")]
    }

    /// Nil for what is not such a line.
    init?(_ line: [UInt8]) {
        guard let members = try? Members(DataValue(parsing: line)), (try? members.number("approval")) == Self.format,
            let decision: Decision = try? members.choice("decision"), let digest = try? members.text("digest"),
            let title = try? members.text("title"), let by = try? members.text("by"),
            let at = try? members.timestamp("at"), let why = try? members.text("why")
        else { return nil }
        self.init(
            decision, digest: digest, title: title, run: members.object["run"]?.string, by: by, at: at, until: nil,
            why: why)
        if members.object["until"] != nil {
            guard let until = try? members.timestamp("until") else { return nil }
            self.until = until
        }
    }
}
