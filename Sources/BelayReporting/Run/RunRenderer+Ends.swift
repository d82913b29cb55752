import BelayRuntime

/// The ends of steps.
extension RunRenderer {
    mutating func finish(_ end: StepEnd) {
        guard let index = open.lastIndex(where: { $0.start.step == end.step && $0.start.kind == end.kind }) else {
            return finishUnseen(end)
        }
        if open[index].isFolded {
            open.remove(at: index)
            return
        }
        for around in open.indices.prefix(index) where open[around].holds(end.step) { show(through: around) }
        var step = open.remove(at: index)
        flush(&step)
        let ending = end.sentence
        if step.isShown {
            guard needsClosingLine(end, step) else {
                if end.kind == .loop || end.kind == .together { closeLoop(at: end.step) }
                return keepOutput(of: step, after: end)
            }
            page.add(closing(end, step, ending), indent: layout.textColumn)
        } else {
            let row = layout.row(for: step.start, repeatsNumber: lastShown == end.step)
            page.add(row, indent: layout.textColumn, ending: ending)
            addDetails(of: step.start)
        }
        lastShown = end.step
        if end.kind == .loop || end.kind == .together { closeLoop(at: end.step) }
        keepOutput(of: step, after: end)
        explain(end, step)
    }

    private mutating func keepOutput(of step: OpenStep, after end: StepEnd) {
        guard medium != .lines, case .done = end.ending else { return }
        keepOutput(of: step)
    }

    /// A step that never began, or has ended already: a failure that a plan foresees, a person who skips what held.
    private mutating func finishUnseen(_ end: StepEnd) {
        switch end.ending {
        case .failed(let failure):
            showAll(around: end.step)
            page.add(layout.detail(failure.message, .bad), indent: layout.textColumn)
        case .skipped(let reason): add("skipped: \(reason)", .caution, beneath: end.step)
        case .done, .alreadyDone, .cancelled: return
        }
    }

    private func needsClosingLine(_ end: StepEnd, _ step: OpenStep) -> Bool {
        switch end.ending {
        case .done: step.hasPrinted && end.duration >= Self.noteworthy || step.start.kind == .await
        case .alreadyDone, .skipped, .cancelled: true
        // What failed has said so itself; those around it need not.
        case .failed(let failure): failure.step == end.step && step.start.kind.canFailByItself
        }
    }

    /// A shorter step is not worth a line of its own.
    private static let noteworthy = Duration.seconds(2)

    private func closing(_ end: StepEnd, _ step: OpenStep, _ ending: StyledText) -> StyledText {
        var row = lastShown == end.step ? layout.detail("") : layout.number(end.step)
        row.pad(to: layout.textColumn)
        if case .done = end.ending {
            row.append(step.start.kind == .await ? "true after " : "took ", .quiet)
        }
        row.append(ending)
        return row
    }

    /// The last lines of output that are shown beneath a failure.
    static let shownTail = 20

    /// Beneath a failure: why, and what the command said last, when that is not on the page yet.
    private mutating func explain(_ end: StepEnd, _ step: OpenStep) {
        guard case .failed(let failure) = end.ending, failure.step == end.step, step.start.kind.canFailByItself
        else { return }
        if step.start.kind == .read { return }
        page.add(layout.detail(failure.message, .bad), indent: layout.textColumn)
        // The line is as it is written: what was run for it comes here.
        if step.start.kind == .statement, let command = failure.command,
            !failure.location.shown.isEmpty || !step.start.title.shown.contains(command)
        {
            let location = failure.location.shown
            let place = location.isEmpty ? "" : "\(location): "
            page.add(layout.detail(place + command), indent: layout.textColumn)
        }
        if !step.hasPrinted { addTail(of: failure, lines: Self.shownTail) }
        // What begins at this number again is another attempt.
        lastShown = nil
    }

    mutating func addTail(of failure: Failure, lines: Int) {
        var shown: [String] = []
        var splitter = OutputLines()
        let keep: (ArraySlice<UInt8>) -> Void = { shown.append(String(decoding: $0, as: UTF8.self)) }
        splitter.take(Array(failure.output.utf8), line: keep)
        splitter.finish(line: keep)
        for line in shown.suffix(lines) { page.add(layout.detail(line), indent: layout.textColumn) }
    }
}

extension StepEnd {
    /// At the end of a step's line.
    var sentence: StyledText {
        switch ending {
        case .done: StyledText(duration.shown, .quiet)
        case .alreadyDone: StyledText("already done", .good)
        case .skipped(let reason): StyledText("skipped: \(reason)", .caution)
        case .cancelled: StyledText("cancelled", .caution)
        case .failed(let failure):
            // The status of a read may be an answer: what needs another one says so.
            if kind == .read, let status = failure.status {
                StyledText("status \(status)  \(duration.shown)", .quiet)
            } else {
                StyledText("failed after \(duration.shown)", .bad)
            }
        }
    }
}
