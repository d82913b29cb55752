import BelayData
import BelayLanguage
import BelayRuntime

/// Who ran what, where, when and with which values, from the records of a run.
struct RunFacts: Sendable {
    /// Such as `Target` with `shop`; without values where it is not known.
    struct Fact: Hashable, Sendable {
        var name: String
        var values: [String]
    }

    private(set) var beginning: JournalRecord.Started?
    private(set) var resumptions: [(moment: Timestamp, record: JournalRecord.Resumed)] = []
    private(set) var first: Timestamp?
    private(set) var last: Timestamp?

    mutating func take(_ record: JournalRecord, at moment: Timestamp) {
        first = first ?? moment
        last = moment
        if case .started(let started) = record { beginning = beginning ?? started }
        if case .resumed(let resumed) = record { resumptions.append((moment, resumed)) }
    }

    /// Who ran Belay at a moment, such as `root on vm`; without one who ran it last.
    func person(at moment: Timestamp? = nil) -> String {
        let last = resumptions.last { resumption in moment.map { resumption.moment <= $0 } ?? true }
        if let last = last?.record { return "\(last.user) on \(last.host)" }
        return beginning.map { "\($0.user) on \($0.host)" } ?? "somebody"
    }

    func all(id: String, _ clock: ClockTime) -> [Fact] {
        guard let beginning else { return [Fact(name: "Run", values: [id])] }
        return [
            Fact(name: "Target", values: beginning.lock.map { [$0] } ?? []),
            Fact(name: "When", values: times(clock)),
            Fact(name: "Who", values: people),
            Fact(name: "Where", values: ["\(beginning.folder) on \(beginning.host)"]),
            Fact(name: "Parameters", values: beginning.parameters.map { "\($0.name)=\($0.value.shown)" }),
            Fact(name: "Runbook", values: files),
            Fact(name: "Run", values: [id]),
            Fact(name: "Belay", values: [beginning.version]),
        ]
        .filter { !$0.values.isEmpty }
    }

    /// The name of a file of the run, by its number.
    func name(ofFile number: Int) -> String {
        if number == 0 { return beginning?.runbook ?? "runbook" }
        let files = beginning?.files ?? []
        return number < files.count ? files[number] : "library \(number)"
    }

    private func times(_ clock: ClockTime) -> [String] {
        guard let first, let last else { return [] }
        return ["\(clock.span(from: first, to: last)), \((last - first).shown)"]
            + resumptions.map { "resumed \(clock.full($0.moment))" }
    }

    /// Everybody who started it or resumed it, once.
    private var people: [String] {
        var found: [String] = []
        let all =
            (beginning.map { ["\($0.user) on \($0.host)"] } ?? [])
            + resumptions.map { "\($0.record.user) on \($0.record.host)" }
        for person in all where !found.contains(person) { found.append(person) }
        return found
    }

    private var files: [String] {
        (beginning?.digests ?? []).enumerated().map { "\(name(ofFile: $0)), SHA-256 \($1)" }
    }
}
