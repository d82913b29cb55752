import BelayData
import BelayLab
import BelayRuntime

/// The result of a rehearsal with one fault.
struct FaultResult: Hashable, Sendable {
    /// As `--break` takes it.
    var point: String
    /// Nil when it ended in none of the states, or did not end.
    var state: String?
    /// True if the fault has struck: a run that ends before is as one without it.
    var isStruck: Bool
    /// What the fault has done, and to which machine: "web2 is gone".
    var said: [String]
    /// The outcome of the run alone, as `run.finished` has it; a text of its own if it did not end.
    var outcome: String
    /// What was run when the fault was over, as `followUp` has it: the state is the one after that.
    var followUp: String?
    /// Why it is in no state, a sentence each.
    var reasons: [String]
    var seconds: Int
    /// The digest of `RehearsedVersion`; nil in files of before there were any.
    var version: String?

    /// True if the run came to an end of its own.
    var hasEnded: Bool { RunEnd.Outcome(rawValue: outcome) != nil }

    /// Of a rehearsal that was run as a command.
    /// - Parameter line: the object of its end, as `--format json` writes it.
    init(_ point: FaultPoint, _ outcome: CommandOutcome, line: String, version: RehearsedVersion) {
        self.point = point.text
        self.version = version.digest
        seconds = Int(outcome.duration.components.seconds)
        guard let end = try? DataValue(parsing: line), let name = end["outcome"]?.string else {
            state = nil
            isStruck = false
            said = []
            self.outcome = outcome.ending == .timedOut ? "did not end" : "printed nothing"
            reasons = [outcome.tail.split(separator: "\n").suffix(3).joined(separator: "; ")]
            return
        }
        state = end["state"]?.string
        isStruck = !(end["broken"]?.array ?? []).isEmpty
        said = (end["effects"]?.array ?? []).compactMap(\.string)
        followUp = end["followUp"]?.string
        self.outcome = end["outcomeBefore"]?.string ?? name
        reasons = (end["reasons"]?.array ?? []).compactMap(\.string)
    }

    /// From a line that `text` has made.
    init?(line: String) {
        guard let line = try? DataValue(parsing: line), let point = line["point"]?.string,
            let outcome = line["outcome"]?.string, let seconds = line["seconds"]?.int
        else { return nil }
        self.point = point
        self.outcome = outcome
        self.seconds = seconds
        version = line["version"]?.string
        state = line["state"]?.string
        followUp = line["followUp"]?.string
        isStruck = line["struck"]?.bool ?? false
        said = (line["effects"]?.array ?? []).compactMap(\.string)
        reasons = (line["reasons"]?.array ?? []).compactMap(\.string)
    }

    /// One line, to be kept.
    var text: String {
        var object = DataValue.Object()
        object["point"] = .string(point)
        object["state"] = state.map(DataValue.string) ?? .null
        object["struck"] = .bool(isStruck)
        object["effects"] = .array(said.map(DataValue.string))
        object["outcome"] = .string(outcome)
        if let followUp { object["followUp"] = .string(followUp) }
        object["reasons"] = .array(reasons.map(DataValue.string))
        object["seconds"] = .number(seconds)
        object["version"] = version.map(DataValue.string) ?? .null
        return DataValue.object(object).text
    }
}
