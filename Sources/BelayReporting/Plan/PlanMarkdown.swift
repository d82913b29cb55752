public import BelayRuntime

/// A plan as Markdown: what each phase does in a table, then the steps of each phase, for a pull request.
public struct PlanMarkdown: Sendable {
    private let detail: PlanDetail

    public init(detail: PlanDetail) { self.detail = detail }

    /// - Parameter readCount: how many commands that only read were run for it; nil when none were to be.
    public func make(title: String, lock: String?, events: [RunEvent], readCount: Int? = nil) -> String {
        let totals = PlanTotals(events)
        var parts = ["## Plan: \(MarkdownText.words(title))"]
        if let lock { parts.append("Lock: \(MarkdownText.code(lock))") }
        if !totals.phases.isEmpty {
            parts.append(
                MarkdownText.table(
                    ["", "Phase", "What it does"],
                    totals.phases.map {
                        [$0.step.description, MarkdownText.words($0.title), MarkdownText.words($0.sentence)]
                    }))
        }
        let entries = PlanSelection(detail).entries(of: events)
        let layout = OutlineLayout(numbering: events.planned.map(\.step))
        for part in Self.byPhase(entries) {
            var writer = PlanWriter(
                layout: layout, page: Page(palette: .plain, width: nil), marksReads: readCount != nil)
            for entry in part { writer.handle(entry) }
            let text = writer.page.take()
            if text.isEmpty { continue }
            if case .stepStarted(let start)? = part.first?.event, start.kind == .phase {
                parts.append("### \(MarkdownText.words("\(start.step) \(start.title.shown)"))")
            }
            parts.append(MarkdownText.block(String(text.drop { $0 == "\n" })))
        }
        var writer = PlanWriter(layout: layout, page: Page(palette: .plain, width: nil), marksReads: false)
        writer.close(totals, readCount: readCount, detail, listsPhases: false)
        parts.append(MarkdownText.words(writer.page.take().split(separator: "\n").joined(separator: " ")))
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// The entries of each phase, and those before the first one and after the last.
    private static func byPhase(_ entries: [PlanEntry]) -> [[PlanEntry]] {
        var parts: [[PlanEntry]] = [[]]
        for entry in entries {
            if case .stepStarted(let start)? = entry.event, start.kind == .phase { parts.append([]) }
            parts[parts.count - 1].append(entry)
        }
        return parts.filter { !$0.isEmpty }
    }
}
