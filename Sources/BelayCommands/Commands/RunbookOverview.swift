import BelayReporting
import BelayWorkspace

/// All bundled runbooks, a line each, beneath what they are about.
struct RunbookOverview {
    private static let nameless = "others"

    private let groups: [(subject: String, runbooks: [ListedRunbook])]

    init(_ runbooks: [ListedRunbook]) {
        let bySubject = Dictionary(grouping: runbooks) { $0.subject ?? Self.nameless }
        groups = bySubject.map { ($0.key, $0.value) }.sorted { first, second in
            let (isFirstLast, isSecondLast) = (first.subject == Self.nameless, second.subject == Self.nameless)
            return isFirstLast == isSecondLast ? first.subject < second.subject : isSecondLast
        }
    }

    func rendered(in palette: Palette, width: Int?) -> String {
        let nameWidth = groups.flatMap(\.runbooks).map(\.name.count).max() ?? 0
        var rows: [StyledText] = []
        for group in groups {
            if groups.count > 1 { rows.append(StyledText(group.subject, .heading)) }
            for runbook in group.runbooks {
                var row = StyledText("  ")
                row.append(runbook.name)
                row.pad(to: 2 + nameWidth, gap: 0)
                row.append("  \(runbook.problem ?? runbook.title)", runbook.problem == nil ? .plain : .bad)
                rows += row.wrapped(to: width, indent: nameWidth + 4)
            }
            rows.append(StyledText())
        }
        let example = groups.first?.runbooks.first?.name ?? ""
        rows.append(StyledText("`belay list \(example)` says what it is for, and what it is given.", .quiet))
        return rows.map { $0.rendered(in: palette) + "\n" }.joined()
    }
}
