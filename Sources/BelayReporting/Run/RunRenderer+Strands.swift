import BelayRuntime
import BelaySyntax

/// What runs side by side, on a screen: the lines of each element are gathered, so that they do not meet those of others.
extension RunRenderer {
    /// Where in `loops` a strand is.
    struct StrandPlace: Hashable {
        var loop: Int
        var strand: Int
    }

    /// The outermost strand that an event belongs to; nil without a screen, and for the begin and the end of one.
    func place(of event: RunEvent) -> StrandPlace? {
        switch event {
        case .strandStarted, .strandEnded: return nil
        default: break
        }
        guard let step = event.step else { return nil }
        return place(of: step)
    }

    func place(of step: StepPath) -> StrandPlace? {
        for (number, loop) in loops.enumerated() {
            if let index = loop.strands.firstIndex(where: { $0.holds(step) }) {
                return StrandPlace(loop: number, strand: index)
            }
        }
        return nil
    }

    mutating func begin(_ start: StrandStart, at now: Duration) {
        // Within another strand it is a part of that one.
        guard medium != .lines, place(of: start.step) == nil else { return }
        if !loops.contains(where: { $0.step == start.step }) {
            loops.append(OpenLoop(step: start.step, count: start.count))
        }
        guard let index = loops.firstIndex(where: { $0.step == start.step }) else { return }
        loops[index].count = start.count
        loops[index].strands.append(OpenStrand(label: start.label, steps: start.steps, began: now))
    }

    mutating func end(_ end: StrandEnd) {
        guard let loop = loops.firstIndex(where: { $0.step == end.step }),
            let index = loops[loop].strands.firstIndex(where: { $0.label == end.label })
        else { return }
        let strand = loops[loop].strands[index]
        let isFolded = foldsStrands && end.ending == .done && !strand.isNoteworthy
        if !isFolded { flush(StrandPlace(loop: loop, strand: index)) }
        loops[loop].strands.remove(at: index)
        switch end.ending {
        case .done:
            loops[loop].doneCount += 1
            if isFolded { loops[loop].folded.append(strand) }
        case .failed: loops[loop].failed.append(strand.name)
        case .cancelled: break
        }
        if loops[loop].strands.isEmpty, !isOpenLoop(end.step) { loops.remove(at: loop) }
    }

    /// What is undone side by side is no loop, and has no end of its own.
    private func isOpenLoop(_ step: StepPath) -> Bool {
        open.contains { $0.start.step == step && ($0.start.kind == .loop || $0.start.kind == .together) }
    }

    /// Nothing is folded where everything is to be seen.
    private var foldsStrands: Bool { !showsReads && !keepsOutput }

    /// Takes an event of a strand: its lines wait, unless a person is asked about them.
    mutating func gather(_ event: RunEvent, in place: StrandPlace, at now: Duration) {
        let outside = (page: page.take(), lastShown: lastShown, bottom: bottom)
        var strand = loops[place.loop].strands[place.strand]
        (lastShown, bottom, gathered) = (strand.lastShown, nil, strand.steps)
        process(event, at: now)
        strand.text += page.take()
        (strand.lastShown, strand.bottom) = (lastShown, bottom ?? strand.bottom)
        strand.isNoteworthy = strand.isNoteworthy || isNoteworthy(event)
        loops[place.loop].strands[place.strand] = strand
        gathered = nil
        lastShown = outside.lastShown
        bottom = outside.bottom
        page.addRaw(outside.page)
        if case .questionAsked = event { flush(place) }
    }

    /// It has more to say than that something is done.
    private func isNoteworthy(_ event: RunEvent) -> Bool {
        switch event {
        case .said, .questionAsked, .handlerStarted: true
        case .stepOutput(let step, _):
            open.last { $0.start.step == step }.map { $0.start.kind == .command && $0.start.effect?.sign == .reads }
                ?? false
        case .stepFinished(let end):
            if case .failed = end.ending { end.kind.canFailByItself && end.kind != .read } else { false }
        default: false
        }
    }

    /// Puts what a strand has to show on the page, beneath the lines around it.
    private mutating func flush(_ place: StrandPlace) {
        let strand = loops[place.loop].strands[place.strand]
        if strand.text.isEmpty { return }
        for index in open.indices where open[index].holds(loops[place.loop].step) { show(through: index) }
        page.addRaw(strand.text)
        lastShown = strand.lastShown
        bottom = strand.bottom ?? bottom
        loops[place.loop].strands[place.strand].text = ""
        // Others may come in between.
        loops[place.loop].strands[place.strand].lastShown = nil
    }

    /// Beneath a loop that has ended: the elements that are folded away.
    mutating func closeLoop(at step: StepPath) {
        guard let index = loops.firstIndex(where: { $0.step == step }) else { return }
        for strand in loops[index].strands.indices { flush(StrandPlace(loop: index, strand: strand)) }
        let loop = loops.remove(at: index)
        if loop.folded.isEmpty { return }
        let names = loop.folded.sorted { $0.position < $1.position }.map(\.name)
        let text = "\(names.count) done: \(OpenLoop.list(names))"
        page.add(layout.detail(text), indent: layout.textColumn)
    }

    /// What waits in any of them.
    mutating func flushStrands() {
        for loop in loops.indices {
            for strand in loops[loop].strands.indices { flush(StrandPlace(loop: loop, strand: strand)) }
        }
        loops = []
    }
}
