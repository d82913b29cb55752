import BelayRuntime

/// What commands print.
extension RunRenderer {
    /// On a screen the last lines are live and vanish when the command succeeds. In lines everything stays, but for the
    /// output of reads: that is a value, not news.
    mutating func take(_ piece: OutputPiece, of step: StepPath) {
        guard let index = open.lastIndex(where: { $0.start.step == step && $0.start.effect != nil }) else { return }
        if medium == .lines, open[index].start.kind == .command, !open[index].isFolded {
            stream(piece.bytes, of: index)
        } else {
            open[index].tail.take(piece.bytes)
        }
    }

    private mutating func stream(_ bytes: [UInt8], of index: Int) {
        show(through: index)
        showNumberAgain(of: index)
        open[index].hasPrinted = true
        var lines = open[index].lines
        var text = ""
        lines.take(bytes) { line in appendOutput(line, to: &text) }
        open[index].lines = lines
        page.addRaw(text)
    }

    /// The last line when the command ended in the middle of it.
    mutating func flush(_ step: inout OpenStep) {
        guard step.hasPrinted else { return }
        var text = ""
        step.lines.finish { line in appendOutput(line, to: &text) }
        page.addRaw(text)
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

    private func appendOutput(_ line: ArraySlice<UInt8>, to text: inout String) {
        text += page.outputIndent(layout.textColumn)
        if line.allSatisfy(PrintableText.isHarmless) {
            text += String(decoding: line, as: UTF8.self)
        } else {
            text += PrintableText.make(String(decoding: line, as: UTF8.self))
        }
        text += "\n"
    }
}

extension Page {
    func outputIndent(_ column: Int) -> String { String(repeating: " ", count: column) }
}
