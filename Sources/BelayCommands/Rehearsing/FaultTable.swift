import BelayLab
import BelayRuntime

/// The results of every fault at every step, as Markdown: a row for each step, a column for each fault.
struct FaultTable {
    let grid: FaultGrid
    let results: [String: FaultResult]

    var text: String {
        var lines = ["| step | | " + Self.letters.map(\.letter).joined(separator: " | ") + " |"]
        lines.append("|---|---|" + String(repeating: "---|", count: Self.letters.count))
        for index in grid.rows.indices { lines.append(row(index)) }
        lines += ["", "| | fault |", "|---|---|"]
        for (letter, fault) in Self.letters {
            lines.append("| \(letter) | `\(fault.rawValue)`: \(fault.explanation) |")
        }
        return lines.joined(separator: "\n") + "\n\n" + summary + troubles
    }

    private static let letters = zip("abcdefghijklmnopqrstuvwxyz", Fault.allCases).map {
        (letter: String($0), fault: $1)
    }

    private static let widest = 48

    private func row(_ index: Int) -> String {
        let row = grid.rows[index]
        let title = row.title.count > Self.widest ? row.title.prefix(Self.widest - 1) + "…" : row.title[...]
        let cells = [String(title.replacing("|", with: "\\|"))] + Fault.allCases.map { cell($0, at: index) }
        return "| \(row.step) | " + cells.joined(separator: " | ") + " |"
    }

    private func cell(_ fault: Fault, at index: Int) -> String {
        switch grid.cell(fault, at: index) {
        case .sameAs: return "↓"
        case .point(let point):
            guard let result = results[point.text] else { return "" }
            guard let state = result.state else { return "**X**" }
            return result.isStruck ? state.letter : "·"
        }
    }

    private var known: [FaultResult] { grid.points.compactMap { results[$0.text] } }

    private var summary: String {
        let struck = known.filter(\.isStruck)
        let counts = RehearsalVerdict.State.allCases.map { state in
            "\(struck.count { $0.state == state }) \(state.rawValue) (`\(state.letter)`)"
        }
        let unmet = known.count { !$0.isStruck && $0.state != nil }
        let lost = known.count { $0.state == nil }
        let words = [
            "\(known.count) of \(grid.points.count) rehearsals:", counts.joined(separator: ", ") + ",",
            "\(unmet) in which the fault did not occur (`·`),", "\(lost) that ended in another state (`X`).",
            "`↓`: the fault has its effect at a later step, and is injected there.",
            "The longest took \(known.map(\.seconds).max() ?? 0) s.",
        ]
        return words.joined(separator: " ") + "\n"
    }

    /// Those in no such state, and those whose handler has failed and left work to a person.
    private var troubles: String {
        let failed = RunEnd.Outcome.handlerFailed.rawValue
        let lines = known.filter { $0.state == nil || $0.outcome == failed }.map { result in
            let words = [result.outcome] + (result.state.map { [$0.rawValue] } ?? result.reasons)
            return "- `\(result.point)`: \(words.joined(separator: "; "))\n"
        }
        return lines.isEmpty ? "" : "\n" + lines.joined()
    }
}

extension RehearsalVerdict.State {
    /// In the table.
    fileprivate var letter: String { String(rawValue.prefix(1)) }
}
