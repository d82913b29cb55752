import BelayRuntime

/// The output of commands.
extension RunRenderer {
    /// On a screen the last lines are live and vanish when the command succeeds. In lines everything stays, but for the
    /// output of reads: that is a value, not news.
    mutating func handle(_ piece: OutputPiece, of step: StepPath) {
        guard let index = open.lastIndex(where: { $0.start.step == step && $0.start.effect != nil }) else { return }
        let staysHere = medium == .lines && open[index].start.kind == .command
        if keepsOutput || staysHere, !open[index].isFolded {
            stream(piece.bytes, of: index)
        } else {
            open[index].tail.take(piece.bytes)
        }
    }

    private mutating func stream(_ bytes: [UInt8], of index: Int) {
        show(through: index)
        showNumberAgain(of: index)
        open[index].hasPrinted = true
        var text = OutputText(indent: layout.textColumn)
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
