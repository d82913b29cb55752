import BelayRuntime
import BelaySource
import BelaySyntax

/// The rows of what runs side by side: one for each element, with what it does and for how long.
extension RunRenderer {
    func rows(of loop: OpenLoop, at now: Duration, width: Int, room: Int) -> [StyledText] {
        var rows = [heading(of: loop, width: width)]
        if !loop.failed.isEmpty { rows.append(note("failed: \(OpenLoop.list(loop.failed))", .bad)) }
        let cells = loop.strands.map { cell(of: $0, in: loop, at: now) }
        // The row that says what is done has room of its own.
        let free = max(1, room - rows.count - (loop.folded.isEmpty ? 0 : 1))
        let columns = cells.count > free ? max(1, min(3, width / Self.narrowestCell)) : 1
        let fits = columns * free
        let shown = cells.count > fits ? Array(cells.prefix(columns * (free - 1))) : cells
        rows += lines(of: shown, columns: columns, width: columns == 1 ? min(width, 100) : width)
        if shown.count < cells.count {
            let names = loop.strands.dropFirst(shown.count).map(\.name)
            rows.append(note("… \(names.count) more run: \(OpenLoop.list(names))", .quiet))
        }
        if !loop.folded.isEmpty {
            rows.append(note("done: \(OpenLoop.list(loop.folded.reversed().map(\.name)))", .quiet))
        }
        return rows.map { $0.cut(to: width) }
    }

    private static let narrowestCell = 60
    private static let inset = "    "

    private func note(_ text: String, _ role: Role) -> StyledText {
        var row = StyledText(Self.inset)
        row.append(text, role)
        return row
    }

    private func heading(of loop: OpenLoop, width: Int) -> StyledText {
        let counts = StyledText(loop.counts, .quiet)
        guard let step = open.first(where: { $0.start.step == loop.step && $0.start.effect == nil }) else {
            return counts
        }
        // Where it is on the page already, its number says which it is.
        let title = step.isShown ? layout.number(loop.step) : layout.row(for: step.start)
        let space = width - counts.columns - 2
        guard space >= Self.shortestTitle else { return note(loop.counts, .quiet) }
        var row = title.cut(to: space)
        row.append("  ")
        row.append(counts)
        return row
    }

    private static let shortestTitle = 16

    // MARK: - Cells

    private struct Cell {
        var name: String
        var activity: StyledText
        var elapsed: String
    }

    private func cell(of strand: OpenStrand, in loop: OpenLoop, at now: Duration) -> Cell {
        let step = open.last { strand.holds($0.start.step) && !$0.isFolded }
        let since = step?.began ?? strand.began
        return Cell(
            name: strand.name, activity: step.map { activity(of: $0, in: strand) } ?? StyledText(),
            elapsed: (now - since).shownInSeconds)
    }

    /// The command or the check, and the last that was seen of it.
    private func activity(of step: OpenStep, in strand: OpenStrand) -> StyledText {
        var text = StyledText()
        if let effect = step.start.effect {
            text.append(effect.sign.rawValue, effect.sign.role)
            text.append(" ")
            let place = effect.location.shown
            if !place.isEmpty, place != strand.label {
                text.append(place, .place)
                text.append(": ", .quiet)
            }
            text.append(effect.script.shown)
        } else {
            text.append(step.start.kind.word + step.start.title.shown)
        }
        if let observation = step.observation {
            text.append(" · \(observation.sentence) · \(observation.remaining.shownInSeconds) left", .quiet)
        } else if let last = step.tail.shown.last {
            text.append(" · \(last)", .quiet)
        }
        return text
    }

    /// Row by row, the columns of equal width.
    private func lines(of cells: [Cell], columns: Int, width: Int) -> [StyledText] {
        let own = (width - (columns - 1) * 2) / columns
        let widest = cells.map(\.name.columns).max() ?? 0
        let names = min(widest, max(6, min(24, own / 3)))
        return stride(from: 0, to: cells.count, by: columns).map { first in
            var row = StyledText()
            for (column, cell) in cells[first..<min(cells.count, first + columns)].enumerated() {
                if column > 0 { row.pad(to: column * (own + 2), gap: 2) }
                row.append(line(of: cell, names: names, width: own))
            }
            return row
        }
    }

    private func line(of cell: Cell, names: Int, width: Int) -> StyledText {
        var row = StyledText(Self.inset)
        var name = StyledText()
        name.append(cell.name, .number)
        row.append(name.cut(to: names))
        row.pad(to: Self.inset.count + names, gap: 0)
        row.append("  ")
        // Nothing moves when a second digit comes.
        let space = max(4, width - row.columns - max(4, cell.elapsed.columns) - 2)
        row.append(cell.activity.cut(to: space))
        row.pad(to: width - cell.elapsed.columns, gap: 2)
        row.append(cell.elapsed, .quiet)
        return row
    }
}
