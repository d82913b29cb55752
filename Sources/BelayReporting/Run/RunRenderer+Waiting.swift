import BelayRuntime

/// In a log nothing is drawn in place: a line says what runs for long, and now and then that it still does.
extension RunRenderer {
    /// The text that the time adds. Called about once a second where nothing is drawn.
    public mutating func wait(at now: Duration) -> String {
        guard medium == .lines else { return "" }
        for index in open.indices where isWaited(index) {
            let running = now - open[index].began
            // A read is left out of the outline, unless everything waits for it.
            if open[index].isFolded {
                if running < Self.firstNews || isAsked(index) { continue }
                open[index].isFolded = false
            }
            if !open[index].isShown, running >= Self.noteworthyWait {
                show(through: index)
                open[index].nextNews = Self.firstNews
            }
            guard running >= open[index].nextNews ?? Self.firstNews else { continue }
            show(through: index)
            add("still running, \(running.shownInSeconds)", beneath: open[index].start.step)
            // Each time it takes twice as long, up to every ten minutes.
            open[index].nextNews = running + min(running, Self.longestSilence)
        }
        return page.take()
    }

    private static let noteworthyWait = Duration.seconds(1)
    private static let firstNews = Duration.seconds(60)
    private static let longestSilence = Duration.seconds(600)

    /// It is asked again and again, by a step that says itself that it waits.
    private func isAsked(_ index: Int) -> Bool {
        let step = open[index].start.step
        return open.contains { ($0.start.kind == .await || $0.start.kind == .question) && $0.holds(step) }
    }

    /// A command, or a step that waits: not what holds others.
    private func isWaited(_ index: Int) -> Bool {
        let start = open[index].start
        return start.effect != nil || start.lasting != nil || start.kind == .await
    }
}
