public import BelayRuntime
import BelaySource

/// Shows a plan to people: steps and the exact command of each, under the numbers that the run will use.
///
/// A plan is the events of a walk that performs nothing. Commands are wrapped where a width is given and never cut.
public struct PlanRenderer: Sendable {
    private let palette: Palette
    private let width: Int?
    private let detail: PlanDetail

    public init(palette: Palette, width: Int?, detail: PlanDetail = .everything) {
        self.palette = palette
        self.width = width
        self.detail = detail
    }

    /// The steps alone, for a question about them.
    public func render(steps events: [RunEvent]) -> String {
        var writer = writer(of: events, readCount: nil)
        for entry in PlanSelection(detail).entries(of: events) { writer.handle(entry) }
        return writer.page.take()
    }

    /// - Parameter readCount: how many commands that only read were run for it; nil when none were to be.
    public func render(title: String, lock: String?, events: [RunEvent], readCount: Int? = nil) -> String {
        var writer = writer(of: events, readCount: readCount)
        var heading = StyledText(title.shown, .heading)
        if let lock { heading.append("  lock \(lock.shown)", .quiet) }
        writer.page.add(heading, indent: 2)
        for entry in PlanSelection(detail).entries(of: events) { writer.handle(entry) }
        writer.close(PlanTotals(events), readCount: readCount, detail)
        return writer.page.take()
    }

    private func writer(of events: [RunEvent], readCount: Int?) -> PlanWriter {
        PlanWriter(
            layout: OutlineLayout(numbering: events.planned.map(\.step)), page: Page(palette: palette, width: width),
            marksReads: readCount != nil)
    }
}
