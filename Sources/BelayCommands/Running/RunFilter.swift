import ArgumentParser
import BelayData
import BelayJournal
import BelayLanguage
import BelayRuntime
import BelaySystem

/// Which runs are listed.
struct RunFilter: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Only runs of runbooks with this text in their file's name or title.", valueName: "name"))
    var name: String?

    @Flag(help: "Only runs that did not end well: failed, interrupted, cancelled.")
    var failed = false

    @Option(help: ArgumentHelp("Only the last N of them.", valueName: "n"))
    var last: Int?

    @Option(
        help: ArgumentHelp(
            "Only runs that began since then: a day such as 2026-03-01, a time, or an age such as 12h or 7d.",
            valueName: "time"))
    var since: String?

    @Option(help: ArgumentHelp("Only runs that locked TARGET.", valueName: "target"))
    var target: String?

    /// - Parameter clock: today is a day by it.
    func chosen(from summaries: [RunSummary], _ clock: MomentReading) throws(UserError) -> [RunSummary] {
        if let last, last < 1 { throw UserError(status: .usage, message: "--last takes a number from 1 on") }
        let since = try self.since.map { (text) throws(UserError) in try clock.moment(text, for: "--since") }
        let found = summaries.filter { summary in
            holds(summary) && (since.map { summary.startedAt ?? $0 >= $0 } ?? true)
        }
        return Array(last.map { found.suffix($0) } ?? found[...])
    }

    private func holds(_ summary: RunSummary) -> Bool {
        if failed, summary.hasEndedWell { return false }
        if let target, summary.beginning?.lock != target { return false }
        guard let name else { return true }
        let texts = [summary.beginning?.runbook, summary.beginning?.title].compactMap { $0?.lowercased() }
        return texts.contains { $0.contains(name.lowercased()) }
    }
}

extension RunSummary {
    fileprivate var hasEndedWell: Bool {
        switch state {
        case .running: true
        case .interrupted, .unreadable: false
        case .finished(let outcome): outcome == .done
        }
    }
}

/// Reads moments and ages that were typed.
struct MomentReading {
    let now: Timestamp
    /// How far the clocks are ahead of UTC at a moment.
    let offset: @Sendable (Timestamp) -> Duration

    init(_ console: Console) {
        now = console.clock.timestamp
        let clock = console.clock
        offset = { clock.zoneOffset(at: $0) }
    }

    /// `2026-03-01`, `2026-03-01T09:30:00Z`, or an age such as `7d`.
    func moment(_ text: String, for option: String) throws(UserError) -> Timestamp {
        if let age = Self.age(text) { return now - age }
        if let moment = Timestamp(text) { return moment }
        // The beginning of a day by the clock on the wall.
        if let day = Timestamp("\(text)T00:00:00Z") { return day - offset(day) }
        throw UserError(
            status: .usage, message: "\(option) takes a day, a time or an age, not `\(text)`",
            help: ["\(option) 2026-03-01", "\(option) 2026-03-01T09:30:00Z", "\(option) 7d"])
    }

    /// Such as `90d` or `12h`.
    static func age(_ text: String) -> Duration? {
        guard case .duration(let duration)? = try? Value(reading: text, as: .duration), duration > .zero else {
            return nil
        }
        return duration
    }
}
