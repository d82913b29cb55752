import BelayRuntime
import BelaySource

/// The rows beneath the page on a screen: what runs now.
extension RunRenderer {
    /// Each fits the width, and all of them the height. Empty without a screen.
    public func live(at now: Duration) -> [String] {
        guard case .screen(let width, let height) = medium, width > 0, height > 2 else { return [] }
        var rows: [StyledText] = []
        for (index, step) in open.enumerated() where isLive(index) { rows += liveRows(of: step, at: now, width: width) }
        if rows.isEmpty { return [] }
        let room = height - 2
        if rows.count > room {
            let left = rows.count - room + 1
            rows = Array(rows.prefix(room - 1)) + [layout.detail("… and \(left) more lines")]
        }
        rows.append(progress(at: now))
        return rows.map { $0.cut(to: width).rendered(in: page.palette) }
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
        if let observation = step.observation {
            var text = observation.sentence
            text += " · \((observation.remaining).shownInSeconds) left"
            rows.append(layout.detail(text))
        }
        if let left = step.left(at: now) { rows.append(layout.detail("\(left.shownInSeconds) left")) }
        rows += step.tail.shown.map { layout.detail($0) }
        return rows
    }

    private func progress(at now: Duration) -> StyledText {
        let elapsed = (now - (began ?? now)).shownInSeconds
        let count = stepCount > 0 && stepCount >= finished.count ? "\(finished.count) of \(stepCount) steps · " : ""
        return StyledText("\(count)\(elapsed)", .quiet)
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
