public import BelayData
public import BelayRuntime
import BelaySystem

/// A plan that was written down: what it was made of, everything that it says, and the digest of both. A run can be held to it.
///
/// It is a text of objects, one a line. The first is the `started` record that a run of it would begin with, the last has the
/// SHA-256 of all bytes before it.
public struct PlanFile: Sendable {
    /// The number of the format.
    static let format = 1
    /// Longer than any plan: what is not one is not read to its end.
    private static let longest = 1 << 30

    /// Of the plan: its `run` is the id of the plan, its `begun` the time at which it was made.
    public let beginning: JournalRecord.Started
    public let events: [RunEvent]
    /// How many commands that only read were run for it; nil when none were to be.
    public let readCount: Int?
    /// As 64 hexadecimal digits.
    public let digest: String
    /// The whole file.
    public let bytes: [UInt8]

    /// For a plan that is made now. No two have the same one.
    public static func newID(at timestamp: Timestamp) -> String {
        var random = SystemRandomNumberGenerator()
        return RunID.make(timestamp: timestamp, random: &random)
    }

    /// - Parameter beginning: no secret is in it.
    public init(_ beginning: Redacted<JournalRecord>, _ plan: Plan) {
        guard case .started(let started) = beginning.content else { preconditionFailure("a plan begins as a run does") }
        self.beginning = started
        events = plan.events
        readCount = plan.readCount
        let head: [Member] =
            [("planFormat", .number(Self.format))] + started.members
            + optional("reads", plan.readCount.map { .number($0) })
        var bytes = Self.line(.members(head))
        for event in plan.events { if let planned = event.planned { bytes += Self.line(planned) } }
        digest = SHA256.digest(of: bytes).hex
        bytes += Self.line(.members([("sha256", .string(digest))]))
        self.bytes = bytes
    }

    /// - Parameter name: as it is shown.
    public init(reading path: String, named name: String) throws(StateFailure) {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try File.bytes(of: path, upTo: Self.longest)
        } catch {
            throw StateFailure(message: "the plan \(name) cannot be read: \(error.words)")
        }
        try self.init(bytes, named: name)
    }

    /// A file whose last line has the digest of those before it.
    public init(_ bytes: [UInt8], named name: String) throws(StateFailure) {
        var lines = bytes.split(separator: UInt8(ascii: "\n"))
        guard bytes.starts(with: Array(#"{"planFormat":"#.utf8)) else {
            throw StateFailure(
                message: "\(name) is not a plan that Belay has written", help: ["belay plan RUNBOOK --save \(name)"])
        }
        guard let last = lines.popLast(), let written = Self.digest(in: last), last.endIndex == bytes.endIndex - 1,
            written == SHA256.digest(of: Array(bytes[..<last.startIndex])).hex, !lines.isEmpty
        else {
            throw StateFailure(
                message: "\(name) is not as Belay wrote it: its digest is that of another plan",
                help: ["belay plan RUNBOOK --save \(name)"])
        }
        let head: Members
        do {
            head = try Members(DataValue(parsing: Array(lines.removeFirst())))
            guard try head.number("planFormat") == Self.format else { throw Members.Mismatch() }
            beginning = try JournalRecord.Started(head)
            readCount = try head.numberIfPresent("reads")
            events = try lines.map { try RunEvent(planned: Members(DataValue(parsing: Array($0)))) }
        } catch {
            throw StateFailure(
                message: "the plan \(name) has a format that this Belay does not read",
                help: ["make it again: belay plan RUNBOOK --save \(name)"])
        }
        digest = written
        self.bytes = bytes
    }

    private static func digest(in line: ArraySlice<UInt8>) -> String? {
        (try? DataValue(parsing: Array(line)))?["sha256"]?.string
    }

    private static func line(_ value: DataValue) -> [UInt8] { value.bytes + [UInt8(ascii: "\n")] }

    /// What a run is held to.
    public var held: HeldPlan {
        HeldPlan(
            digest: digest,
            effects: events.compactMap { if case .stepStarted(let start) = $0 { start.effect } else { nil } })
    }
}
