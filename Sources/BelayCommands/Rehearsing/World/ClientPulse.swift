import BelayData
import BelayLab
import BelayRuntime

/// What a client of a lab has come to by now. The keeper of the lab leaves it in a note now and then, and whoever watches the
/// rehearsal reads it.
struct ClientPulse: Hashable, Sendable {
    var name: String
    /// How many turns of the last five seconds were acknowledged.
    var recent: Int
    /// When the last one was, on the clock of the machine; nil before the first.
    var last: Duration?

    /// Over which turns are counted.
    private static let window = Duration.seconds(5)
    private static let note = "pulse"
    /// How old a note may be.
    private static let longestSilence = Duration.seconds(10)

    init(_ log: ClientLog, at now: Duration) {
        name = log.name
        recent = log.turns.reversed().prefix { $0.ended > now - Self.window }.count(where: \.isAcknowledged)
        last = log.turns.last(where: \.isAcknowledged)?.ended
    }

    /// Such as `requests 4.8 a second`, or how long there was none.
    func sentence(at now: Duration) -> String {
        guard let last else { return "no \(name) yet" }
        if recent == 0 || now - last > .seconds(2) {
            return "no \(name) for \((now - last).components.seconds)s"
        }
        let tenths = recent * 10 / 5
        return "\(name) \(tenths / 10).\(tenths % 10) per second"
    }
}

extension ClientPulse {
    private init?(_ data: DataValue) {
        guard let name = data["name"]?.string, let recent = data["recent"]?.int else { return nil }
        self.name = name
        self.recent = recent
        last = data["last"]?.int.map { .milliseconds($0) }
    }

    private var data: DataValue {
        let last = last.map { DataValue.number(Int($0 / .milliseconds(1))) }
        return ["name": .string(name), "recent": .number(recent), "last": last ?? .null]
    }

    /// Leaves a note of all of them.
    static func leave(_ pulses: [ClientPulse], at now: Duration) throws(LabFailure) {
        let data: DataValue = ["at": .number(Int(now / .milliseconds(1))), "clients": .array(pulses.map(\.data))]
        try LabNotes.write(data.text, to: note)
    }

    /// From the last note, a row for all of them; empty where there is none, or an old one.
    static func rows(at now: Duration) -> [String] {
        guard let data = LabNotes.read(note).flatMap({ try? DataValue(parsing: $0) }), let left = data["at"]?.int,
            now - .milliseconds(left) < longestSilence
        else { return [] }
        let pulses = (data["clients"]?.array ?? []).compactMap(ClientPulse.init)
        return pulses.isEmpty ? [] : [pulses.map { $0.sentence(at: now) }.joined(separator: " · ")]
    }
}
