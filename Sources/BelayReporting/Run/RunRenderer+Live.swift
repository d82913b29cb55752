import BelayRuntime
import BelaySource

/// The rows beneath the page on a screen: what runs now.
extension RunRenderer {
    /// Each fits the width. The first row of the screen and the last one stay free, since a terminal keeps what is erased or
    /// scrolls off there as if it were a part of the page. Empty without a screen.
    public func live(at now: Duration) -> [String] {
        guard case .screen(let width, let height) = medium, width > 0, height > 3, !hasEnded else { return [] }
        let foot = foot(at: now, width: width)
        let room = max(0, height - 2 - foot.count)
        var rows = running(at: now, width: width, room: room)
        // Of a run something is always on: the last row says how far it is.
        if rows.isEmpty, beginning == nil { return [] }
        if rows.count > room {
            let left = rows.count - room + 1
            rows = Array(rows.prefix(max(0, room - 1))) + [layout.detail("… and \(left) more lines")]
        }
        let shown = (rows + foot).suffix(height - 2).map { $0.cut(to: width).rendered(in: page.palette) }
        return unfolded(atMost: height - 2 - shown.count, width: width) + shown
    }

    private func running(at now: Duration, width: Int, room: Int) -> [StyledText] {
        var rows: [StyledText] = []
        var sideBySide: [OpenLoop] = []
        for (index, step) in open.enumerated() where place(of: step.start.step) == nil {
            if let loop = loops.first(where: { $0.step == step.start.step && !$0.strands.isEmpty }) {
                sideBySide.append(loop)
            } else if isLive(index) {
                rows += liveRows(of: step, at: now, width: width)
            }
        }
        let share = sideBySide.isEmpty ? 0 : max(3, (room - rows.count) / sideBySide.count)
        for loop in sideBySide { rows += self.rows(of: loop, at: now, width: width, room: share) }
        return rows
    }

    /// Lines that are held back, and whatever runs without anything beneath it.
    private func isLive(_ index: Int) -> Bool {
        if !open[index].isShown { return true }
        let step = open[index]
        return step.start.effect != nil || step.start.lasting != nil || step.observation != nil
    }

    private func liveRows(of step: OpenStep, at now: Duration, width: Int) -> [StyledText] {
        var row = layout.row(for: step.start)
        let elapsed = StyledText((now - step.began).shownInSeconds, .quiet)
        row = row.cut(to: max(8, width - elapsed.columns - 2))
        row.pad(to: min(width, 100) - elapsed.columns, gap: 2)
        row.append(elapsed)
        var rows = [row]
        if !step.isShown, let text = explanation(of: step.start) {
            let lines = layout.detail(text).wrapped(to: width, indent: layout.textColumn)
            rows += lines.prefix(Self.longestExplanation)
        }
        if let observation = step.observation {
            var text = observation.sentence
            text += " · \((observation.remaining).shownInSeconds) left"
            rows.append(layout.detail(text))
        }
        if let left = step.left(at: now) { rows.append(layout.detail("\(left.shownInSeconds) left")) }
        rows += step.tail.shown.map { layout.detail($0) }
        return rows
    }

    /// While something runs there is less room for it than on the page.
    private static let longestExplanation = 4

    // MARK: - The last rows

    /// What is seen of the surroundings of the run, and how far it is.
    private func foot(at now: Duration, width: Int) -> [StyledText] {
        // An input of a session is known by its own row.
        if beginning == nil { return [] }
        let seen = view.flatMap { StyledText($0, .quiet).wrapped(to: width, indent: 2) }
        return seen.prefix(4) + [progress(at: now, width: width)]
    }

    private func progress(at now: Duration, width: Int) -> StyledText {
        var parts: [String] = []
        if way.count > 0 { parts.append("\(way.passed) of \(way.count) steps") }
        parts.append((now - (began ?? now)).shownInSeconds)
        if let rest = rest(at: now) { parts.append(rest) }
        let number = way.phases.firstIndex { phase in
            open.contains { $0.start.kind == .phase && $0.start.step == phase.step }
        }
        guard let number else { return StyledText(parts.joined(separator: " · "), .quiet) }
        let place = "\(number + 1) of \(way.phases.count)"
        let whole = StyledText((["\(way.phases[number].title) (\(place))"] + parts).joined(separator: " · "), .quiet)
        if whole.columns <= width { return whole }
        return StyledText((["phase \(place)"] + parts).joined(separator: " · "), .quiet)
    }

    /// By the times of another run: what is left of the present phase, and those after it.
    private func rest(at now: Duration) -> String? {
        guard !usualTimes.isEmpty else { return nil }
        // The other run may not have failed, and what puts things back takes as long as it takes.
        if open.contains(where: { $0.start.kind == .handler }) { return nil }
        var left = Duration.zero
        for (step, title) in way.phases {
            if ended.contains(step) { continue }
            guard let usual = usualTimes[title] else { continue }
            let began = open.first { $0.start.step == step && $0.start.kind == .phase }?.began
            left += max(.zero, usual - (began.map { now - $0 } ?? .zero))
        }
        return left < .seconds(1) ? nil : "about \(left.shownInSeconds) left"
    }
}

extension OpenStep {
    /// Of a step that says how long it takes.
    fileprivate func left(at now: Duration) -> Duration? {
        start.lasting.map { max(.zero, $0 - (now - began)) }
    }
}

extension AwaitObservation {
    /// Such as `no: two members answer` or `true for 12s`.
    var sentence: String {
        switch truth {
        case .yes: streak > .zero ? "true for \(streak.shownInSeconds)" : "true"
        case .no: seen.isEmpty ? "not yet" : "not yet: \(seen)"
        case .unknown: seen.isEmpty ? "cannot be asked" : "cannot be asked: \(seen)"
        }
    }
}
