import BelayRuntime
import BelaySyntax

/// The output of commands.
extension RunRenderer {
    /// On a screen the last lines are live, and a few of all stay when the command has succeeded. In lines everything stays,
    /// but for the output of reads within other steps: that is a value, not news.
    mutating func handle(_ piece: OutputPiece, of step: StepPath) {
        guard let index = open.lastIndex(where: { $0.start.step == step && $0.start.effect != nil }) else { return }
        let staysHere = (medium == .lines || showsReads) && open[index].start.kind == .command
        if keepsOutput || staysHere, !open[index].isFolded {
            stream(piece.bytes, of: index)
        } else {
            open[index].tail.take(piece.bytes)
            if open[index].isForItsOutput { open[index].head.take(piece.bytes) }
        }
    }

    /// What stays of the output of a command that has succeeded: of a read that is a step of its own the beginning, since
    /// it is there to be seen; of a change the end.
    mutating func keepOutput(of step: OpenStep) {
        guard step.start.kind == .command, !step.hasPrinted, !step.isFolded else { return }
        let count = step.tail.count
        let lines = step.isForItsOutput ? step.head.shown : Array(step.tail.shown.suffix(Self.shownEnd))
        let left = count - lines.count
        let rest = "… \(left) \(step.isForItsOutput ? "more " : "")\(left == 1 ? "line" : "lines")"
        if left > 0, !step.isForItsOutput { page.add(layout.detail(rest), indent: layout.textColumn) }
        for line in lines {
            page.add(layout.detail(line, step.isForItsOutput ? .plain : .quiet), indent: layout.textColumn)
        }
        if left > 0, step.isForItsOutput { page.add(layout.detail(rest), indent: layout.textColumn) }
    }

    /// The first lines of a read that are kept, and the last ones of a change.
    static let shownHead = 10
    private static let shownEnd = 3

    private mutating func stream(_ bytes: [UInt8], of index: Int) {
        show(through: index)
        showNumberAgain(of: index)
        open[index].hasPrinted = true
        // The lines of most programs are not shorter than their indent.
        var text = OutputText(indent: layout.textColumn, size: 2 * bytes.count)
        var lines = open[index].lines
        // While it is read nothing else holds it: its rest is not copied.
        open[index].lines = OutputLines()
        lines.take(bytes) { text.add($0) }
        open[index].lines = lines
        page.addRaw(text.text)
    }

    /// The last line when the command ended in the middle of it.
    mutating func flush(_ step: inout OpenStep) {
        guard step.hasPrinted else { return }
        var text = OutputText(indent: layout.textColumn)
        step.lines.finish { text.add($0) }
        page.addRaw(text.text)
    }

    /// When commands run side by side their lines meet: a line says whose output follows.
    private mutating func showNumberAgain(of index: Int) {
        let step = open[index].start.step
        guard lastShown != step else { return }
        lastShown = step
        var row = layout.number(step)
        row.append("  …", .quiet)
        page.add(row)
    }
}

extension OpenStep {
    /// A read that is a step of its own.
    fileprivate var isForItsOutput: Bool { start.kind == .command && start.effect?.sign == .reads }
}
