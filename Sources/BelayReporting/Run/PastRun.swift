public import BelayData
public import BelayRuntime
public import BelaySource

/// A run that is over as people read it: who ran what and when, then the outline as the run itself showed it, with what
/// its commands printed and who gave the answers.
public struct PastRun: Sendable {
    /// What is shown of it.
    public struct Scope: Sendable {
        /// The number of a step that is shown alone, as it is typed; with all that is kept of its output.
        public var step: String?
        /// The last lines of output that are shown beneath a step.
        public var lines: Int

        public init(step: String?, lines: Int) {
            self.step = step
            self.lines = lines
        }

        func holds(_ path: StepPath) -> Bool {
            guard let step else { return true }
            return (1...max(1, path.components.count)).contains { length in
                StepPath(Array(path.components.prefix(length))).description == step
            }
        }
    }

    private var renderer: RunRenderer
    private var replay = RunReplay()
    private var facts: RunFacts
    private let scope: Scope
    private let clock: ClockTime
    private var output: [StepPath: String] = [:]

    /// - Parameter survey: the records of the run, taken before.
    public init(
        _ survey: Survey, scope: Scope, medium: RunRenderer.Medium, palette: Palette, sources: [SourceText],
        clock: ClockTime, spelling: @escaping CommandSpelling
    ) {
        facts = survey.facts
        self.scope = scope
        self.clock = clock
        renderer = RunRenderer(
            medium: medium, palette: palette, sources: sources, steps: survey.steps, spelling: spelling)
    }

    /// The rows above the outline.
    public var head: String {
        var page = Page(palette: renderer.page.palette, width: renderer.page.width)
        let shown = facts.all(id: renderer.runID, clock).filter { $0.name != "Run" && $0.name != "Target" }
        let width = shown.map(\.name.count).max() ?? 0
        for fact in shown {
            for (index, value) in fact.values.enumerated() {
                var row = StyledText("  \(index == 0 ? fact.name.lowercased() : "")", .quiet)
                row.pad(to: width + 4)
                row.append(value)
                page.add(row, indent: width + 4)
            }
        }
        // Above a phase there is a blank row anyway.
        if scope.step != nil { page.addBlank() }
        return page.text
    }

    /// The text that a record adds.
    public mutating func take(_ record: JournalRecord, at moment: Timestamp) -> String {
        let time = moment.sinceEpoch
        var text = ""
        for event in replay.take(record, at: time) { text += handle(event, record, at: moment) }
        return text
    }

    /// A line of somebody who looked around at a step.
    public mutating func add(_ line: String, at step: StepPath, _ moment: Timestamp) -> String {
        guard scope.holds(step) else { return "" }
        return renderer.handle(.said(step, .plain(line)), at: moment.sinceEpoch)
    }

    /// What is said when there are no more records.
    public func rest() -> String {
        replay.unsettled.filter { scope.holds($0.step) }.map { intent in
            "Outcome unknown: \(PrintableText.make(intent.command, indent: 4)) (\(intent.step))\n"
        }
        .joined()
    }

    private mutating func handle(_ event: RunEvent, _ record: JournalRecord, at moment: Timestamp) -> String {
        let time = moment.sinceEpoch
        switch event {
        case .runStarted: return renderer.handle(event, at: time) + head
        case .runFinished: return scope.step == nil ? renderer.handle(event, at: time) : ""
        default: break
        }
        guard let step = event.step else { return "" }
        guard scope.holds(step) else { return "" }
        switch event {
        case .stepOutput(_, let piece):
            output[step, default: ""] += String(decoding: piece.bytes, as: UTF8.self)
            return ""
        case .stepFinished(let end):
            let text = renderer.handle(event, at: time)
            let printed = output.removeValue(forKey: step) ?? ""
            // Beneath a failure its last lines are already.
            if case .failed = end.ending, scope.step == nil || printed.count(of: "\n") <= RunRenderer.shownTail {
                return text
            }
            return text + shown(printed, of: step, at: time)
        case .questionAnswered(_, let answer):
            return renderer.handle(event, at: time) + author(of: answer, record, step, at: moment)
        default: return renderer.handle(event, at: time)
        }
    }

    private mutating func author(
        of answer: Answer, _ record: JournalRecord, _ step: StepPath, at moment: Timestamp
    ) -> String {
        guard case .answered(let answered) = record, answer != .seen, answer != .none else { return "" }
        let before = answered.isGivenBefore ? ", when the run was started" : ""
        return renderer.detail("\(facts.person(at: moment)), \(clock.time(moment))\(before)")
    }

    private func shown(_ printed: String, of step: StepPath, at time: Duration) -> String {
        var lines = printed.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        let kept = scope.step == nil ? lines.suffix(scope.lines) : lines[...]
        var text = ""
        let left = lines.count - kept.count
        if left > 0 {
            let count = left == 1 ? "1 line" : "\(left) lines"
            text += renderer.detail("… \(count) before: --step \(ShellQuoting.quoted("\(step)"))")
        }
        for line in kept { text += renderer.detail(String(line)) }
        return text
    }
}

extension PastRun {
    /// What has to be known of a run before its first row is shown.
    public struct Survey: Sendable {
        private(set) var facts = RunFacts()
        private(set) var steps: [StepPath] = []

        public init() {}

        public mutating func take(_ record: JournalRecord, at moment: Timestamp) {
            facts.take(record, at: moment)
            if let step = record.shownStep { steps.append(step) }
        }

        /// True if anything was written down of what the scope holds.
        public func has(_ scope: Scope) -> Bool { steps.contains(where: scope.holds) }

        /// The name of a file of the run, by its number.
        public func name(ofFile number: Int) -> String { facts.name(ofFile: number) }

        public var fileCount: Int { facts.beginning?.digests.count ?? 0 }
    }
}

extension RunRenderer {
    /// A row beneath the step that was shown last.
    fileprivate func detail(_ text: String) -> String {
        var page = Page(palette: page.palette, width: page.width)
        page.add(layout.detail(text), indent: layout.textColumn)
        return page.text
    }
}

extension String {
    fileprivate func count(of character: Character) -> Int { count { $0 == character } }
}

extension JournalRecord {
    /// The number that a row of the outline has because of it.
    fileprivate var shownStep: StepPath? {
        switch self {
        case .entered(let entered): entered.step
        case .intent(let intent): intent.step
        case .stepFailed(let failed): failed.step
        case .noted(let noted): noted.finding.step
        case .ended(let ended): ended.account == nil ? nil : ended.step
        case .started, .outcome, .bound, .decided, .answered, .failed, .recovered, .alwaysStarted, .inspected,
            .finished,
            .resumed:
            nil
        }
    }
}
