import BelayLab
import BelayReporting
import BelayRuntime

/// The results of every fault at every step, as Markdown: a row for each step, a column for each fault.
struct FaultTable {
    let grid: FaultGrid
    /// A column each.
    let faults: [FaultKind]
    /// That the lab declares, in its order.
    let states: [String]
    let results: [String: FaultResult]

    var text: String {
        var lines = ["| step | | " + letters.map(\.letter).joined(separator: " | ") + " |"]
        lines.append("|---|---|" + String(repeating: "---|", count: letters.count))
        for index in grid.rows.indices { lines.append(row(index)) }
        lines += ["", "| | fault |", "|---|---|"]
        for (letter, fault) in letters {
            lines.append("| \(letter) | `\(fault.name)`: \(fault.explanation) |")
        }
        return lines.joined(separator: "\n") + "\n\n" + summary + troubles
    }

    /// A letter each; behind `z` come `A` and on.
    private var letters: [(letter: String, fault: FaultKind)] {
        zip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVW", faults).map { (String($0), $1) }
    }

    /// The first letters of its name that no state before it begins with.
    private func letter(of state: String) -> String {
        let others = states.prefix { $0 != state }
        let length = (1...state.count).first { length in !others.contains { $0.hasPrefix(state.prefix(length)) } }
        return String(state.prefix(length ?? state.count))
    }

    private static let widest = 48

    private func row(_ index: Int) -> String {
        let row = grid.rows[index]
        let title = row.title.count > Self.widest ? row.title.prefix(Self.widest - 1) + "…" : row.title[...]
        let cells = [String(title.replacing("|", with: "\\|"))] + faults.map { cell($0, at: index) }
        return "| \(row.step) | " + cells.joined(separator: " | ") + " |"
    }

    private func cell(_ fault: FaultKind, at index: Int) -> String {
        switch grid.cell(fault, at: index) {
        case .sameAs: return "↓"
        case .point(let point):
            guard let result = results[point.text] else { return "" }
            guard let state = result.state else { return "**X**" }
            guard result.isStruck else { return "·" }
            return letter(of: state) + (result.followUp == nil ? "" : "\\*")
        }
    }

    /// The same for a page.
    func reported(_ runbook: String) -> FaultPage {
        let rows = grid.rows.indices.map { index in
            FaultPage.Row(
                step: "\(grid.rows[index].step)", title: grid.rows[index].title,
                cells: faults.map { reportedCell($0, at: index) })
        }
        return FaultPage(
            runbook: runbook, faults: faults.map { ($0.name, $0.explanation) }, rows: rows, summary: summary)
    }

    private func reportedCell(_ fault: FaultKind, at index: Int) -> FaultPage.Cell {
        switch grid.cell(fault, at: index) {
        case .sameAs(let step): return .sameAs("\(step)")
        case .point(let point):
            guard let result = results[point.text] else { return .notRun }
            let then = result.followUp.map { ["then belay \($0)"] } ?? []
            let all = ["\(result.outcome), \(result.seconds) s"] + then + result.said + result.reasons
            let words = all.joined(separator: "; ")
            guard let state = result.state else { return .otherState(words) }
            guard result.isStruck else { return .notStruck(words) }
            let mark = result.followUp == nil ? "" : "*"
            return .ended(letter: letter(of: state) + mark, isFirst: state == states.first, words: "\(state): \(words)")
        }
    }

    private var points: [FaultPoint] { grid.points(of: faults, at: []) }

    private var known: [FaultResult] { points.compactMap { results[$0.text] } }

    private var summary: String {
        let struck = known.filter(\.isStruck)
        let counts = states.map { state in
            "\(struck.count { $0.state == state }) \(state) (`\(letter(of: state))`)"
        }
        let unmet = known.count { !$0.isStruck && $0.state != nil }
        let lost = known.count { $0.state == nil }
        let followed = known.count { $0.state != nil && $0.followUp != nil }
        let way = "by what the run said itself, `belay resume` or `belay undo`, when the fault was over (`*`)."
        let words = [
            "\(known.count) of \(points.count) rehearsals:", counts.joined(separator: ", ") + ",",
            "\(unmet) in which the fault did not occur (`·`),", "\(lost) that ended in another state (`X`).",
            followed == 0 ? nil : "\(followed) \(way)",
            "`↓`: the fault has its effect at a later step, and is injected there.",
            "The longest took \(known.map(\.seconds).max() ?? 0) s.",
        ]
        return words.compactMap(\.self).joined(separator: " ") + "\n"
    }

    /// Those in no such state, and those that have left work to a person: a command to run, a handler that failed, or a decision.
    private var troubles: String {
        let left = [RunEnd.Outcome.handlerFailed, .needsDecision].map(\.rawValue)
        let lines = known.filter {
            $0.state == nil || $0.followUp != nil || left.contains($0.outcome)
        }.map { result in
            let then = result.followUp.map { ["then `belay \($0)`"] } ?? []
            let words = [result.outcome] + then + (result.state.map { [$0] } ?? result.reasons) + result.said
            return "- `\(result.point)`: \(words.joined(separator: "; "))\n"
        }
        return lines.isEmpty ? "" : "\n" + lines.joined()
    }
}
